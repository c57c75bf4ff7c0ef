internal import Domain
internal import Events
internal import Logging
internal import ServiceLifecycle
internal import Store

/// Looks how much room the data have left, keeps the reserve or gives it up, and tells the rules.
struct DiskService: Service {
    /// A full disk is told within five seconds, the rules' turn included (TRUST B5).
    private static let every = Duration.seconds(1)

    let centre: Centre

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var told = DiskState.ample
            while !Task.isCancelled {
                await centre.orAgain("look at the disk") { try await centre.tellOfTheDisk(&told) }
                try? await Task.sleep(for: Self.every)
            }
        }
    }
}

extension Centre {
    /// - told: what the journal says already. A start has said nothing, and its record ended what was said before.
    fileprivate func tellOfTheDisk(_ told: inout DiskState) async throws {
        let free = try store.disk.look().freePerMille
        let state = store.disk.state
        guard state != told else { return }
        try await store.submit(isUrgent: true) { change in
            let event = CentreEvent.diskChanged(state, freePerMille: free, at: change.now)
            try change.record(.centre(event), occurred: change.now)
        }
        told = state
        logger.warning("Room on the disk", metadata: ["state": "\(state.rawValue)", "free.permille": "\(free)"])
    }
}
