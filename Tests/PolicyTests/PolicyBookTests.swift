import Domain
import Policy
import Premises
import Testing

@Suite struct PolicyBookTests {
    private let zone = Zone(name: "Asia/Shanghai", version: "test", initialOffset: 8 * 3_600)
    private let law = Provision(article: Bilingual(zh: "法", en: "law"), judgedAt: .arrival)

    private func clock(_ hours: Int64) -> ClockRule {
        ClockRule(
            ground: .administrativeSummons,
            persons: [.administrativeSuspect],
            duty: .release,
            start: .arrival,
            base: .hours(hours),
            warnings: [],
            extensions: [],
            protected: nil,
            only: nil,
            provision: law
        )
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Instant {
        zone.instant(CivilTime(year: year, month: month, day: day))
    }

    @Test func theVersionOfTheArrivalIsFoundToTheSecondInTheZoneOfTheSite() throws {
        let entries = [
            PolicyEntry(.clock(clock(8)), inForce: Span(from: day(2013, 1, 1), until: day(2026, 1, 1))),
            PolicyEntry(.clock(clock(12)), inForce: Span(from: day(2026, 1, 1))),
        ]
        let book = PolicyBook(PolicyVersion.versions(of: entries, in: zone))
        let newYear = try #require(Instant(rfc3339: "2026-01-01T00:00:00+08:00"))
        #expect(book.versions.map(\.id) == ["2013-01-01", "2026-01-01"])
        #expect(book.version(inForceAt: newYear)?.limit(for: .administrativeSummons)?.base == .hours(12))
        #expect(
            book.version(inForceAt: newYear - .seconds(1))?.limit(for: .administrativeSummons)?.base == .hours(8)
        )
        #expect(book.version(inForceAt: day(2012, 12, 31)) == nil)
    }

    @Test func stepsAreAskedForInTheOrderOfTheFlowAndOnlyBeforeTheRoomsNamed() {
        let flow = Flow(
            person: .criminalSuspect,
            stages: [
                Flow.Stage(step: .rightsNotice, rooms: [.entryDesk]),
                Flow.Stage(step: .safetyCheck, rooms: [.safetyCheckMen]),
                Flow.Stage(step: .belongings, rooms: [.belongings]),
            ],
            conditions: [
                Flow.Condition(rooms: [.interrogation], steps: [.belongings, .safetyCheck]),
                Flow.Condition(rooms: [.interrogation, .holding], steps: [.rightsNotice]),
            ],
            atExit: [],
            provision: law
        )
        #expect(flow.stepsRequired(before: .interrogation) == [.rightsNotice, .safetyCheck, .belongings])
        #expect(flow.stepsRequired(before: .holding) == [.rightsNotice])
        #expect(flow.stepsRequired(before: .corridor).isEmpty)
    }

    @Test func aRuleKeepsItsDefaultsUntilThePolicySetsThem() {
        let title = Bilingual(zh: "单人讯问", en: "lone officer")
        let standard = Rule(id: .loneOfficer, title: title, level: .first, provision: law)
        #expect(standard.count(.officers) == 2)
        #expect(standard.duration(.confirmed) == .seconds(30))
        #expect(standard.duration(.warning) == .seconds(60))
        #expect(standard.duration(.alarm) == .seconds(120))
        #expect(standard.duration(.ends) == .seconds(10))
        #expect(standard.escalation == [.seconds(15), .seconds(30), .seconds(60)])
        #expect(standard.value(.below) == nil)
        let strict = Rule(
            id: .loneOfficer,
            title: title,
            level: .first,
            provision: law,
            values: [.alarm: .duration(.seconds(90))]
        )
        #expect(strict.duration(.alarm) == .seconds(90))
        #expect(strict.duration(.warning) == .seconds(60))
    }
}
