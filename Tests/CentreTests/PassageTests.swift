import Domain
import Events
import Store
import Testing
import Tracking

@testable import Centre

struct PassageTests {
    private static let tag = Code<Kind.Tag>(checked: "T101")
    private static let other = Code<Kind.Tag>(checked: "T102")

    /// - place: a room, or a place that is none by its name.
    private func moved(_ place: String, _ at: Instant, _ tag: Code<Kind.Tag> = Self.tag) -> PresenceEvent {
        let places: [String: Place] = ["outside": .outside, "silence": .noSignal, "doubt": .notDetermined]
        return .moved(
            tag: tag,
            from: .noSignal,
            to: places[place] ?? .room(Code(checked: place)),
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

    /// What was recorded late, on another tag or without an end in another place hides no visit from the paper.
    @Test func aVisitIsNoPassageInWhateverOrderItWasRecorded() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let store = site.centre.store
        let start = site.centre.clock.now - .minutes(5)
        func passages(_ story: [(Int64, String, Code<Kind.Tag>)]) async throws -> Set<UInt64> {
            let before = try store.size()
            try await store.submit { change in
                for (second, place, tag) in story {
                    let at = start + .seconds(second)
                    try change.record(.presence(moved(place, at, tag)), occurred: at)
                }
            }
            return Set(try Desk.passages(store.entries(from: before, limit: 10)).map { $0 - before })
        }
        let (one, two) = (Self.tag, Self.other)

        // Recorded after what it was before: held from 55 to 60.
        let late = try await passages([(60, "holding-men", one), (55, "toilet-men", one), (70, "holding-men", one)])
        #expect(late == [])
        // The tag was replaced: the other one's first place ends nothing.
        #expect(try await passages([(0, "holding-men", one), (1, "belongings", two), (60, "holding-men", two)]) == [])
        // Silence and doubt are no places, and whoever was lost in a room may have stayed there.
        #expect(try await passages([(0, "toilet-men", one), (1, "silence", one), (2, "holding-men", one)]) == [])
        #expect(try await passages([(0, "toilet-men", one), (1, "doubt", one), (2, "holding-men", one)]) == [])
        #expect(try await passages([(0, "corridor-south", one), (2, "outside", one)]) == [0])
    }

    /// A look next door, in truth or by a wrong finding, begins no new session; an absence does.
    @Test(
        arguments: [
            ([(0, "interrogation-1")], 0),
            ([(0, "interrogation-1"), (300, "corridor-south"), (360, "interrogation-1")], 0),
            ([(0, "interrogation-1"), (300, "corridor-south"), (361, "interrogation-1")], 361),
            ([(0, "interrogation-1"), (300, "doubt"), (900, "interrogation-1")], 0),
            ([(0, "interrogation-1"), (300, "corridor-south"), (320, "toilet-men"), (400, "interrogation-1")], 400),
            ([(0, "interrogation-1"), (300, "outside"), (900, "interrogation-1")], 900),
            // Recorded late: away from 300 to 500.
            ([(0, "interrogation-1"), (500, "interrogation-1"), (300, "corridor-south")], 500),
            ([(0, "corridor-south")], nil), ([(0, "interrogation-1"), (300, "corridor-south")], nil),
            // Gone for thirty seconds by now.
            ([(0, "interrogation-1"), (1_170, "corridor-south")], 0),
        ] as [([(Int64, String)], Int64?)]
    )
    func aSessionCountsFromTheEntryThatHasLasted(story: [(Int64, String)], since: Int64?) async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let store = site.centre.store
        let start = site.centre.clock.now - .minutes(20)
        let before = try store.size()
        try await store.submit { change in
            for (second, place) in story {
                let at = start + .seconds(second)
                try change.record(.presence(moved(place, at)), occurred: at)
            }
        }

        let entries = try store.entries(from: before, limit: 10)
        let entered = Desk.entered(Code(checked: "interrogation-1"), by: entries, now: start + .minutes(20))

        #expect(entered == since.map { start + .seconds($0) })
    }
}
