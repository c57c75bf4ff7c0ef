internal import Domain
internal import Events
internal import Logging
internal import ServiceLifecycle
internal import Stays
internal import Store

/// Looks for consoles that answer no more and records what is new, so that the others show it.
struct ConsoleService: Service {
    private static let every = Duration.seconds(1)

    let centre: Centre

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await centre.orAgain("look at the consoles") {
                    try await centre.lookAtConsoles(at: centre.consoles.elapsed)
                }
                try? await Task.sleep(for: Self.every)
            }
        }
    }
}

extension Centre {
    func peopleInArea() throws -> Int { try store.openStays().count { $0.isInArea } }

    func lookAtConsoles(at elapsed: Duration) async throws {
        let look = try consoles.state.look(
            at: elapsed,
            ended: { try store.session($0, now: clock.now) == nil },
            people: peopleInArea
        )
        if !look.news.isEmpty {
            try await store.submit(isUrgent: true) { change in
                for item in look.news { try change.record(.centre(item.event(at: change.now)), occurred: change.now) }
            }
        }
        consoles.change { $0.take(look) }
        for item in look.news {
            logger.log(level: item.level, item.sentence, metadata: item.metadata)
        }
    }
}

extension ConsoleWatch.News {
    fileprivate var level: Logger.Level {
        switch self {
        case .lost, .unattended: .warning
        case .back, .gone, .attended: .notice
        }
    }

    fileprivate var sentence: Logger.Message {
        switch self {
        case .lost: "A console answers no more"
        case .back: "A console is back"
        case .gone: "A lost console is waited for no longer"
        case .unattended: "People are in the area and no console stands"
        case .attended: "The area is watched again"
        }
    }

    fileprivate var metadata: Logger.Metadata {
        switch self {
        case .lost(let console, _), .back(let console), .gone(let console):
            ["console.id": "\(console.id)", "account.id": "\(console.account)"]
        case .unattended, .attended: [:]
        }
    }

    func event(at now: Instant) -> CentreEvent {
        switch self {
        case .lost(let console, let lastHeard): .consoleLost(console, lastHeard: lastHeard, at: now)
        case .back(let console): .consoleBack(console, at: now)
        case .gone(let console): .consoleGone(console, at: now)
        case .unattended(let people): .unattended(people: people, at: now)
        case .attended: .attended(at: now)
        }
    }
}
