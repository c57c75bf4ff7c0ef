import Alarms
import Domain
import Policy
import Web

extension Words {
    /// An alarm as pages show it, with why it rang (P6).
    ///
    /// - subject: whom it is about as this reader may know them, such as a short code or a base station.
    /// - limit: what says the limit that a clock's alarm is about; the rule itself only says that limits count.
    /// - nearby: who could be there first.
    /// - record: the journal's number of an event.
    func alarm(
        _ alarm: Alarm,
        subject: Bilingual,
        limit: Provision? = nil,
        nearby: [Bilingual] = [],
        record: (ID<Kind.Event>) -> UInt64?
    ) -> AlarmReading {
        let raising = alarm.raising
        let why = raising.explanation
        let version = version(why.policy)
        let cited = article(limit ?? version?.rule(raising.key.rule)?.provision)
        return AlarmReading(
            id: alarm.id,
            rule: raising.key.rule.rawValue,
            title: title(of: alarm),
            level: alarm.level.reading,
            isWarning: alarm.urgency == .warning,
            subject: subject,
            stay: raising.stay,
            room: raising.room.map(room),
            roomOnPlan: raising.room,
            began: raising.began,
            raised: raising.at,
            gone: alarm.gone,
            acknowledged: alarm.acknowledged.map { AlarmReading.Mark(by: officer($0.by), at: $0.at) },
            closed: alarm.end.map(mark),
            article: cited,
            policy: version?.id ?? "—",
            readings: why.readings.map {
                .init(at: $0.at, text: sentence($0, of: why), record: record($0.event))
            },
            quiet: sentence(why.quiet),
            footage: why.footage.map { Span(from: $0.from, until: $0.until) },
            escalation: alarm.escalation,
            escalates: escalates(alarm),
            nearby: nearby,
            next: next(for: alarm)
        )
    }

    /// When further posts are told, while nobody answers.
    private func escalates(_ alarm: Alarm) -> Instant? {
        guard alarm.climbs,
            let steps = version(alarm.raising.explanation.policy)?.rule(alarm.raising.key.rule)?.escalation,
            alarm.escalation < steps.count
        else { return nil }
        return alarm.sounded + steps[alarm.escalation]
    }

    private func mark(_ end: Alarm.End) -> AlarmReading.Mark {
        switch end {
        case .closed(let closing): AlarmReading.Mark(by: officer(closing.by), at: closing.at)
        case .withdrawn(let reason, _, let at): AlarmReading.Mark(by: withdrawn(reason).titled, at: at)
        }
    }
}

extension Alarm {
    fileprivate var gone: Instant? {
        switch condition {
        case .on: nil
        case .gone(let at): at
        }
    }
}

extension AlarmLevel {
    fileprivate var reading: AlarmReading.Level {
        switch self {
        case .special: .special
        case .first: .first
        case .second: .second
        case .third: .third
        }
    }
}
