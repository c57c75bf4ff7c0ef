public import Domain

/// The alarms that the engine has in mind, found by question; and which of them still sound.
public struct AlarmBook: Hashable, Sendable, Codable {
    public private(set) var alarms: [ID<Kind.Alarm>: Alarm] = [:]
    /// Derived, so that asking a question does not walk over the alarms of the whole day.
    private var byQuestion: [Question: Set<ID<Kind.Alarm>>] = [:]
    private(set) var sounding: Set<ID<Kind.Alarm>> = []

    init() {}

    private enum CodingKeys: CodingKey {
        case alarms
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        for alarm in try values.decode([ID<Kind.Alarm>: Alarm].self, forKey: .alarms).values { put(alarm) }
    }

    public subscript(_ id: ID<Kind.Alarm>) -> Alarm? { alarms[id] }

    mutating func put(_ alarm: Alarm) {
        alarms[alarm.id] = alarm
        byQuestion[alarm.question, default: []].insert(alarm.id)
        if alarm.isOpen && (alarm.isConditionOn || alarm.climbs) {
            sounding.insert(alarm.id)
        } else {
            sounding.remove(alarm.id)
        }
    }

    mutating func apply(_ event: AlarmEvent, recordedAt: Instant) {
        guard var alarm = alarms[event.alarm] else { return }
        alarm.apply(event, recordedAt: recordedAt)
        put(alarm)
    }

    mutating func removeAll(where isSpent: (Alarm) -> Bool) {
        for alarm in alarms.values where isSpent(alarm) {
            alarms[alarm.id] = nil
            sounding.remove(alarm.id)
            byQuestion[alarm.question]?.remove(alarm.id)
            if byQuestion[alarm.question]?.isEmpty ?? false { byQuestion[alarm.question] = nil }
        }
    }

    /// The alarms that this question raised, in order of their beginning.
    func alarms(of question: Question) -> [Alarm] {
        (byQuestion[question] ?? []).compactMap { alarms[$0] }
            .sorted { ($0.raising.began, $0.id) < ($1.raising.began, $1.id) }
    }

    /// Those that nobody has closed and whose condition is on or that still climb, in a fixed order.
    var stillSounding: [Alarm] {
        sounding.sorted().compactMap { alarms[$0] }
    }
}

extension Alarm {
    var question: Question { Question(rule: raising.key.rule, subject: raising.key.subject) }
}
