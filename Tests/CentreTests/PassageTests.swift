import Domain
import Events
import Store
import Testing
import Tracking

@testable import Centre

struct PassageTests {
    private static let tag = Code<Kind.Tag>(checked: "T101")

    private func moved(_ room: String, _ at: Instant) -> PresenceEvent {
        .moved(
            tag: Self.tag,
            from: .noSignal,
            to: .room(Code(checked: room)),
            at: at,
            confidence: 990,
            coverage: 1_000,
            baseStations: []
        )
    }

    /// The ledger keeps each of them; on paper they would hide what matters.
    @Test func aPlaceHeldForLessThanThreeSecondsIsAPassage() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let store = site.centre.store
        let start = site.centre.clock.now - .minutes(5)
        let before = try store.size()
        let story: [(Int64, String)] = [
            (0, "holding-men"), (60, "corridor-south"), (62, "toilet-men"), (65, "corridor-south"), (72, "holding-men"),
        ]
        try await store.submit { change in
            for (second, room) in story {
                let at = start + .seconds(second)
                try change.record(.presence(moved(room, at)), occurred: at)
            }
            let at = start + .seconds(80)
            let desk = Code<Kind.Room>(checked: "belongings")
            let passed = PresenceEvent.passed(tag: Self.tag, through: desk, at: at, until: at + .seconds(1))
            try change.record(.presence(passed), occurred: at)
        }

        let passages = Desk.passages(try store.entries(from: before, limit: 10))

        #expect(passages == [before + 1, before + 5])
    }
}
