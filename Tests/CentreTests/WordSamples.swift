import Alarms
import Domain
import Policy
import Premises
import Stays

@testable import Centre

// One small centre, its policy, a stay and an alarm, for the sentences of WordsTests.

extension Instant {
    /// 2026-11-22 22:05:09 on the clocks of the site.
    static let start = Instant(seconds: 1_795_356_309)
}

extension ID where Kind == Domain.Kind.Stay { static let stay = ID(0x57) }
extension ID where Kind == Domain.Kind.Alarm { static let alarm = ID(0xA1) }
extension ClockKey { static let summons = ClockKey(.summons, .release) }

extension Code where Kind == Domain.Kind.Officer {
    static let chen = Code(checked: "P2001")
    static let zhou = Code(checked: "P2002")
}

extension Code where Kind == Domain.Kind.Room {
    static let talk = Code(checked: "talk-1")
    static let check = Code(checked: "check-men")
}

extension Code where Kind == Domain.Kind.Tag { static let wrist = Code(checked: "T17") }
extension Code where Kind == Domain.Kind.BaseStation { static let b7 = Code(checked: "B07") }

extension Words {
    static let sample = Words(plan: plan, policy: PolicyBook([.sample]), staff: [chen], zone: zone)

    private static let zone = Zone(name: "Asia/Shanghai", version: "test", initialOffset: 28_800)
    private static let name = Bilingual(zh: "陈立群", en: "Chen Liqun")
    private static let chen = StaffMember(code: .chen, name: name, rank: .police, sex: .male, card: Code(checked: "C1"))
    private static let plan = FloorPlan(name: name, rooms: rooms, doors: [], walls: [], baseStations: [], cameras: [])
    private static let rooms = [
        room(.talk, Bilingual(zh: "讯问室一", en: "Interrogation 1"), .interrogation),
        room(.check, Bilingual(zh: "安检室", en: "Safety check room"), .safetyCheckMen),
    ]

    private static func room(_ id: Room.ID, _ name: Bilingual, _ kind: RoomKind) -> Room {
        let outline = Polygon([Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)])
        return Room(id: id, name: name, kind: kind, outline: outline, watch: nil)
    }
}

extension PolicyVersion {
    static let sample = PolicyVersion(
        id: "2026-01-01",
        inForce: Span(from: .start - .hours(24 * 300)),
        clocks: [
            ClockRule(
                ground: .summons,
                duty: .release,
                start: .arrival,
                base: .hours(12),
                warnings: [.hours(2), .minutes(30)],
                extensions: [],
                protected: nil,
                only: nil,
                provision: provision("刑事程序规定 200", "Criminal Provisions 200")
            )
        ],
        flows: [
            Flow(
                person: .criminalSuspect,
                stages: [.safetyCheck, .tagReturn].map { Flow.Stage(step: $0, rooms: []) },
                conditions: [],
                atExit: [.tagReturn],
                provision: provision("刑事程序规定 198", "Criminal Provisions 198")
            )
        ],
        roomRights: [],
        rules: [
            rule(.loneOfficer, provision("刑事诉讼法 118", "CPL 118", isUnconfirmed: true)),
            rule(.stepSkipped, provision("刑事程序规定 198", "Criminal Provisions 198")),
        ]
    )

    /// With a title that no code gives.
    private static func rule(_ id: RuleID, _ provision: Provision) -> Rule {
        let title = Bilingual(zh: "规则：\(id.words.zh)", en: "Rule \(id.words.en)")
        return Rule(id: id, title: title, level: .first, provision: provision)
    }

    private static func provision(_ zh: String, _ en: String, isUnconfirmed: Bool = false) -> Provision {
        Provision(article: Bilingual(zh: zh, en: en), isUnconfirmed: isUnconfirmed, judgedAt: .act)
    }
}

extension ClockTerms {
    static let sample = ClockTerms(
        policy: "2026-01-01",
        base: .hours(12),
        extensions: [Extension(limit: .hours(24), approver: .departmentHead)],
        warnings: [.hours(2), .minutes(30)]
    )
}

extension Registration {
    static func sample(_ kind: PersonKind, _ ground: Ground?) -> Registration {
        Registration(
            person: ID(0xB0),
            kind: kind,
            sex: .male,
            isMinor: false,
            isProtected: false,
            caseCode: Code(checked: "LG2026-17"),
            officers: [.chen, .zhou],
            arrival: Arrival(mode: .summoned, ground: ground, at: .start, document: nil),
            paper: .unknown,
            by: .chen
        )
    }
}

extension Stay {
    /// Summoned, entered, with a tag that nobody has tested.
    static var sample: Stay {
        var stay = Stay(.stay, .sample(.criminalSuspect, .summons))
        stay.apply(.clockStarted(.stay, .summons, from: .start, runsFromArrival: true, .sample, at: .start))
        stay.apply(.entered(.stay, at: .start, by: .chen))
        stay.apply(.tagIssued(.stay, .wrist, at: .start, by: .chen))
        return stay
    }
}

extension Raising {
    static func sample(_ rule: RuleID, stay: ID<Kind.Stay>?, policy: String) -> Raising {
        Raising(
            key: AlarmKey(rule: rule, subject: stay.map { .stay($0) } ?? .officer(.chen), began: ID(1)),
            urgency: .alarm,
            level: .first,
            began: .start,
            at: .start + .seconds(60),
            room: .talk,
            stay: stay,
            caseCode: nil,
            caseOfficers: [],
            explanation: Explanation(
                rule: rule,
                policy: policy,
                readings: [
                    .init(.personInRoom, event: ID(1), at: .start, room: .talk),
                    .init(.officersPresent, event: ID(2), at: .start, room: .talk, number: 1),
                ],
                quiet: .init(.officersInRoom, number: 2, room: .talk),
                footage: .init(room: .talk, from: .start, until: .start + .minutes(2))
            )
        )
    }
}

extension Alarm {
    static func sample(_ rule: RuleID, stay: ID<Kind.Stay>? = .stay, policy: String = "2026-01-01") -> Alarm {
        Alarm(.alarm, .sample(rule, stay: stay, policy: policy), recordedAt: .start)
    }
}
