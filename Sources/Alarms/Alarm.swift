public import Domain
public import Policy

/// One raised alarm. Its three marks are independent: an SOS may be over before anybody has acknowledged it.
public struct Alarm: Hashable, Sendable, Codable {
    public enum Condition: Hashable, Sendable, Codable {
        case on
        case gone(at: Instant)
    }

    public struct Mark: Hashable, Sendable, Codable {
        public let by: Code<Kind.Officer>
        public let at: Instant
    }

    public enum End: Hashable, Sendable, Codable {
        case closed(Closing)
        case withdrawn(Withdrawal, because: ID<Kind.Event>, at: Instant)
    }

    public struct Announcement: Hashable, Sendable, Codable {
        public let press: ID<Kind.Event>
        public let at: Instant
    }

    public let id: ID<Kind.Alarm>
    public let raising: Raising
    public internal(set) var urgency: Urgency
    public internal(set) var level: AlarmLevel
    public internal(set) var condition: Condition
    /// When it last began to sound (recorded time): the escalation counts from here.
    public internal(set) var sounded: Instant
    /// Who answered first since it last sounded.
    public internal(set) var acknowledged: Mark?
    public internal(set) var end: End?
    /// 0 until nobody answered in time, then 1 to 3.
    public internal(set) var escalation: Int
    public internal(set) var announcements: [Announcement]
    public internal(set) var attendances: [Attendance]
}
