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
            let began = ContinuousClock.now
            var watch = SealWatch()
            while !Task.isCancelled {
                let now = ContinuousClock.now - began
                await centre.orAgain("tell of the signatures") { try await centre.tellOfSignatures(&watch, at: now) }
                try? await Task.sleep(for: Self.every)
            }
        }
    }
}

extension Centre {
    fileprivate func tellOfSignatures(_ watch: inout SealWatch, at now: Duration) async throws {
        guard let isStopped = watch.look(isStopped: seals.isStopped, at: now) else { return }
        try await store.submit(isUrgent: true) { change in
            let event: CentreEvent = isStopped ? .signingStopped(at: change.now) : .signingResumed(at: change.now)
            try change.record(.centre(event), occurred: change.now)
        }
        watch.told(isStopped: isStopped)
        if isStopped {
            logger.error("The journal is not signed in time")
        } else {
            logger.notice("The journal is signed again")
        }
    }
}
