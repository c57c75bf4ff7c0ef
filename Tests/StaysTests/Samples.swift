public import Domain
import Policy
import Premises

@testable import Stays

extension Code: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(checked: text) }
}

extension Instant {
    /// 2026-03-02 00:00 UTC.
    static let start = Instant(seconds: 1_772_409_600)

    static func hours(_ count: Int64) -> Instant { start + .hours(count) }
}

extension ID where Kind == Domain.Kind.Stay {
    static let sample = ID(1)
}

extension ClockKey {
    static let summons = ClockKey(.summons, .release)
}

extension Room {
    static func sample(_ kind: RoomKind) -> Room {
        Room(
            id: Code(checked: kind.rawValue),
            name: Bilingual(zh: kind.rawValue, en: kind.rawValue),
            kind: kind,
            outline: Polygon([Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)]),
            watch: nil
        )
    }
}

extension Registration {
    static func sample(
        _ kind: PersonKind = .criminalSuspect,
        sex: Sex = .male,
        isMinor: Bool = false,
        isProtected: Bool = false,
        officers: [Code<Kind.Officer>] = ["own"],
        ground: Ground? = .summons,
        at: Instant = .start
    ) -> Registration {
        Registration(
            person: ID(2),
            kind: kind,
            sex: sex,
            isMinor: isMinor,
            isProtected: isProtected,
            caseCode: "A1",
            officers: officers,
            arrival: Arrival(mode: .summoned, ground: ground, at: at, document: ID(3)),
            paper: .unknown,
            by: "desk"
        )
    }
}

extension PolicyVersion {
    static let sample = PolicyVersion(
        id: "2026-01-01",
        inForce: Span(from: .start - .hours(24 * 60)),
        clocks: [
            clock(.summons, .release, .arrival, 12, extensions: [(24, .departmentHead)]),
            clock(
                .continuedQuestioning,
                .release,
                .arrival,
                12,
                extensions: [(24, .dutyHead), (48, .chargeHead)],
                protected: 4
            ),
            clock(.criminalDetention, .deliver, .ground, 24, extensions: []),
            clock(.criminalDetention, .tellFamily, .ground, 24, extensions: []),
        ],
        flows: [flow(.criminalSuspect), flow(.witness)],
        roomRights: [
            RoomRights(
                person: .criminalSuspect,
                allowed: Set(RoomKind.allCases).subtracting([.storeGeneral]),
                provision: provision
            )
        ],
        rules: RuleID.allCases.map {
            Rule(id: $0, title: Bilingual(zh: "", en: ""), level: .first, provision: provision)
        }
    )

    private static let provision = Provision(article: Bilingual(zh: "条", en: "art."), judgedAt: .arrival)

    private static func clock(
        _ ground: Ground,
        _ duty: ClockRule.Duty,
        _ start: ClockRule.Start,
        _ hours: Int64,
        extensions: [(Int64, Approver)],
        protected: Int64? = nil
    ) -> ClockRule {
        ClockRule(
            ground: ground,
            persons: [.criminalSuspect, .administrativeSuspect],
            duty: duty,
            start: start,
            base: .hours(hours),
            warnings: [.hours(2), .minutes(30)],
            extensions: extensions.map {
                ClockRule.Extension(
                    limit: .hours($0.0),
                    approver: $0.1,
                    condition: provision.article,
                    article: provision.article
                )
            },
            protected: protected.map { .hours($0) },
            only: nil,
            provision: provision
        )
    }

    private static func flow(_ person: PersonKind) -> Flow {
        Flow(
            person: person,
            stages: [
                Flow.Stage(step: .rightsNotice, rooms: [.informationCollection]),
                Flow.Stage(step: .safetyCheck, rooms: [.safetyCheckMen]),
                Flow.Stage(step: .belongings, rooms: [.belongings]),
                Flow.Stage(step: .informationCollection, rooms: [.informationCollection]),
                Flow.Stage(step: .interrogation, rooms: [.interrogation]),
                Flow.Stage(step: .belongingsReturn, rooms: []),
            ],
            conditions: [
                Flow.Condition(rooms: [.belongings], steps: [.safetyCheck]),
                Flow.Condition(rooms: [.informationCollection], steps: [.safetyCheck, .belongings]),
                Flow.Condition(
                    rooms: [.interrogation, .holding],
                    steps: [.rightsNotice, .safetyCheck, .informationCollection]
                ),
            ],
            atExit: [.belongingsReturn, .tagReturn],
            provision: provision
        )
    }
}

extension StepRecord {
    static func sample(_ step: Step, at: Instant = .start + .hours(1)) -> StepRecord {
        StepRecord(step: step, at: at, by: "desk", room: nil, refusedToSign: false, note: nil)
    }
}

extension Stay {
    /// A suspect in the area since an hour after the arrival, with these steps done.
    static func sample(
        _ registration: Registration = .sample(),
        done steps: [Step] = [],
        entered: Instant? = .start + .hours(1)
    ) throws -> Stay {
        var stay = Stay(.sample, registration)
        let now = registration.arrival.at
        for event in try Stay.arrive(.sample, registration, policy: .sample, in: .policeStation, now: now) {
            stay.apply(event)
        }
        if let entered { try stay.take(stay.enter(at: entered, by: "desk")) }
        for step in steps { stay.apply(.stepDone(.sample, .sample(step))) }
        return stay
    }

    mutating func take(_ events: [StayEvent]) throws {
        for event in events { apply(event) }
    }

    mutating func take(_ event: StayEvent) throws { apply(event) }
}
