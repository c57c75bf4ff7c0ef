internal import Domain
internal import Events
internal import Logging
internal import ServiceLifecycle
internal import Store

/// Compares wall time with the site clock while a real centre runs. A demonstration's clock follows nothing.
struct ClockService: Service {
    /// An alarm of a step comes within ten seconds, the rules' turn included.
    private static let every = Duration.seconds(2)

    let centre: Centre

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var watch = ClockWatch()
            while !Task.isCancelled {
                await centre.orAgain("compare the clocks") { try await centre.compareClocks(&watch) }
                try? await Task.sleep(for: Self.every)
            }
        }
    }
}

extension Centre {
    /// What is new is recorded, and only then taken over.
    fileprivate func compareClocks(_ watch: inout ClockWatch) async throws {
        guard let wallAhead = watch.news(in: clock.reading) else { return }
        try await record(wallAhead, &watch)
        logger.warning("Wall time stepped", metadata: ["wall.ahead": "\(wallAhead)"])
    }

    /// The record carries the time from before the step, so that recorded times never go back.
    func record(_ wallAhead: Duration, _ watch: inout ClockWatch) async throws {
        _ = try await store.submit(isUrgent: true) { change in
            try change.record(.centre(.clockJumped(by: wallAhead, at: change.now)), occurred: change.now)
        }
        clock.takeOver(watch.recorded(wallAhead))
    }
}
