public import Domain
public import Policy
public import Premises

/// Everything that can happen to an alarm. Nothing disappears: what proves mistaken is withdrawn by an event.
public enum AlarmEvent: Hashable, Sendable {
    case raised(ID<Kind.Alarm>, Raising)
    /// A further press on an open SOS: announced again, not a new alarm.
    case announced(ID<Kind.Alarm>, press: ID<Kind.Event>, at: Instant)
    case urgencyChanged(ID<Kind.Alarm>, Urgency, AlarmLevel, at: Instant)
    case conditionGone(ID<Kind.Alarm>, at: Instant)
    /// A late fact says that it was not over.
    case conditionBack(ID<Kind.Alarm>, at: Instant)
    /// Nobody has answered: the next posts hear it, 1 to 3.
    case escalated(ID<Kind.Alarm>, step: Int, at: Instant)
    /// A card of somebody outside the case was with the person.
    case attended(ID<Kind.Alarm>, Attendance)
    case acknowledged(ID<Kind.Alarm>, by: Code<Kind.Officer>, at: Instant)
    case closed(ID<Kind.Alarm>, Closing)
    case withdrawn(ID<Kind.Alarm>, Withdrawal, because: ID<Kind.Event>, at: Instant)

    public var alarm: ID<Kind.Alarm> {
        switch self {
        case .raised(let id, _), .announced(let id, _, _), .urgencyChanged(let id, _, _, _),
            .conditionGone(let id, _), .conditionBack(let id, _), .escalated(let id, _, _), .attended(let id, _),
            .acknowledged(let id, _, _), .closed(let id, _), .withdrawn(let id, _, _, _):
            id
        }
    }
}

/// 预警 comes before, 报警 means now.
public enum Urgency: String, Hashable, Sendable, Codable, CaseIterable {
    case warning
    case alarm
}

/// An alarm as it first rings.
public struct Raising: Hashable, Sendable, Codable {
    public let key: AlarmKey
    public let urgency: Urgency
    public let level: AlarmLevel
    /// When what it is about began (occurred time).
    public let began: Instant
    /// When it was due to ring (occurred time plus the rule's grace); later recorded where a line came late.
    public let at: Instant
    public let room: Room.ID?
    /// The stay concerned, also where the subject is a tag.
    public let stay: ID<Kind.Stay>?
    public let caseCode: Code<Kind.Case>?
    /// The officers of that case at this time: whom an SOS must not reach.
    public let caseOfficers: [Code<Kind.Officer>]
    public let explanation: Explanation

    public init(
        key: AlarmKey,
        urgency: Urgency,
        level: AlarmLevel,
        began: Instant,
        at: Instant,
        room: Room.ID?,
        stay: ID<Kind.Stay>?,
        caseCode: Code<Kind.Case>?,
        caseOfficers: [Code<Kind.Officer>],
        explanation: Explanation
    ) {
        self.key = key
        self.urgency = urgency
        self.level = level
        self.began = began
        self.at = at
        self.room = room
        self.stay = stay
        self.caseCode = caseCode
        self.caseOfficers = caseOfficers
        self.explanation = explanation
    }
}

/// Card, room and time: somebody outside the case was with the person who asked for help (R3).
public struct Attendance: Hashable, Sendable, Codable {
    public let officer: Code<Kind.Officer>
    public let room: Room.ID
    public let at: Instant
    public let evidence: ID<Kind.Event>

    public init(officer: Code<Kind.Officer>, room: Room.ID, at: Instant, evidence: ID<Kind.Event>) {
        self.officer = officer
        self.room = room
        self.at = at
        self.evidence = evidence
    }
}

/// How an alarm was closed and by whom.
public struct Closing: Hashable, Sendable, Codable {
    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        case illness
        case complaint
        case mistake
        case test
        case remedied
        case other
    }

    public let by: Code<Kind.Officer>
    public let at: Instant
    public let reason: Reason
    /// The person's own words (SOS) or the officer's note: content.
    public let words: ID<Kind.Content>?
    /// A second person, asked for where the reason is *mistake*.
    public let confirmedBy: Code<Kind.Officer>?

    public init(
        by officer: Code<Kind.Officer>,
        at: Instant,
        reason: Reason,
        words: ID<Kind.Content>?,
        confirmedBy: Code<Kind.Officer>?
    ) {
        by = officer
        self.at = at
        self.reason = reason
        self.words = words
        self.confirmedBy = confirmedBy
    }
}

/// Why an alarm was taken back.
public enum Withdrawal: String, Hashable, Sendable, Codable, CaseIterable {
    /// A line that came late shows that it was not so.
    case lateFact
    /// A correction took back what it rested on.
    case retraction
}
