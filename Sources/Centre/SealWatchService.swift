internal import Domain
internal import Events
internal import Logging
internal import ServiceLifecycle
internal import Store

/// Tells the rules when the journal is no longer signed, and when it is again. It stands beside the one that signs: who
/// hangs cannot say so.
struct SealWatchService: Service {
    /// With the limit of ``SealHealth`` the alarm rings within ten seconds (TRUST A9).
    private static let every = Duration.seconds(1)

    let centre: Centre

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var told = false
            while !Task.isCancelled {
                await centre.orAgain("tell of the signatures") { try await centre.tellOfSignatures(&told) }
                try? await Task.sleep(for: Self.every)
            }
        }
    }
}

extension Centre {
    /// - told: whether the journal says that signing stopped. A start has said nothing, and its record ended what was
    ///   said before.
    func tellOfSignatures(_ told: inout Bool) async throws {
        let isStopped = seals.isStopped
        guard isStopped != told else { return }
        try await store.submit(isUrgent: true) { change in
            let event: CentreEvent = isStopped ? .signingStopped(at: change.now) : .signingResumed(at: change.now)
            try change.record(.centre(event), occurred: change.now)
        }
        told = isStopped
        logger.warning("Signatures of the journal", metadata: ["stopped": "\(isStopped)"])
    }
}
