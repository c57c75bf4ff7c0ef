public import Domain
import Policy
import Premises

@testable import Alarms

extension Instant {
    /// 2026-03-02 00:00 UTC.
    static let start = Instant(seconds: 1_772_409_600)
}

extension Room {
    static func sample(_ id: String, _ kind: RoomKind, watch: Watch? = nil) -> Room {
        Room(
            id: Code(checked: id),
            name: Bilingual(zh: id, en: id),
            kind: kind,
            outline: Polygon([Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)]),
            watch: watch
        )
    }

    static let samples: [Room] = [
        .sample("entry", .entryDesk), .sample("check", .safetyCheckMen), .sample("checkF", .safetyCheckWomen),
        .sample("talk", .interrogation), .sample("talk2", .interrogation),
        .sample("hold", .holding, watch: .fromPost("post")), .sample("cell", .holdingSingle, watch: .interval),
        .sample("toilet", .toilet, watch: .inRoom), .sample("post", .guardPost), .sample("hall", .corridor),
        .sample("store", .storeGeneral), .sample("info", .informationCollection),
    ]
}

extension Code: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(checked: text) }
}

extension PolicyBook {
    /// All rules with the figures of SPEC R1, no escalation unless asked for.
    static func sample(escalation: [Duration] = [], level: AlarmLevel = .first) -> PolicyBook {
        PolicyBook([.sample("2026-01-01", Span(from: .start - .hours(24 * 60)), escalation: escalation, level: level)])
    }
}

extension PolicyVersion {
    static func sample(
        _ id: String,
        _ span: Span,
        escalation: [Duration] = [],
        level: AlarmLevel = .first,
        lone: Duration = .seconds(120)
    ) -> PolicyVersion {
        let provision = Provision(article: Bilingual(zh: "刑诉法 118", en: "CPL 118"), judgedAt: .act)
        let rules = RuleID.allCases.map { rule in
            var values: [Parameter: ParameterValue] = [.escalation: .durations(escalation)]
            if rule == .overstay { values[.limits] = .perRoom([.toilet: .minutes(10)]) }
            if rule == .loneOfficer { values[.alarm] = .duration(lone) }
            return Rule(
                id: rule,
                title: Bilingual(zh: rule.rawValue, en: rule.rawValue),
                level: level,
                provision: provision,
                values: values
            )
        }
        let flow = Flow(
            person: .criminalSuspect,
            stages: [.rightsNotice, .safetyCheck, .belongings, .informationCollection].map {
                Flow.Stage(step: $0, rooms: [])
            },
            conditions: [
                Flow.Condition(rooms: [.informationCollection], steps: [.rightsNotice]),
                Flow.Condition(rooms: [.interrogation, .holding], steps: [.safetyCheck, .informationCollection]),
            ],
            atExit: [.belongingsReturn],
            provision: provision
        )
        let rights = [PersonKind.criminalSuspect, .administrativeSuspect].map {
            RoomRights(
                person: $0,
                allowed: Set(RoomKind.allCases).subtracting([.storeGeneral]),
                provision: provision
            )
        }
        return PolicyVersion(id: id, inForce: span, clocks: [], flows: [flow], roomRights: rights, rules: rules)
    }
}
