public import Domain

/// An alarm with why it rang (P6), in sentences the centre made from its codes.
public struct AlarmReading: Hashable, Sendable {
    public enum Level: String, Hashable, Sendable, CaseIterable { case special, first, second, third }

    public struct Evidence: Hashable, Sendable {
        public var at: Instant
        public var text: Bilingual
        public var record: UInt64?

        public init(at: Instant, text: Bilingual, record: UInt64?) {
            self.at = at
            self.text = text
            self.record = record
        }
    }

    /// A step of the escalation.
    public struct Telling: Hashable, Sendable {
        public var step: Int
        public var at: Instant

        public init(step: Int, at: Instant) {
            self.step = step
            self.at = at
        }
    }

    public struct Mark: Hashable, Sendable {
        public var by: Bilingual
        public var at: Instant

        public init(by: Bilingual, at: Instant) {
            self.by = by
            self.at = at
        }
    }

    public var id: ID<Kind.Alarm>
    public var rule: String
    public var title: Bilingual
    public var level: Level
    public var isWarning: Bool
    public var subject: Bilingual
    public var stay: ID<Kind.Stay>?
    public var room: Bilingual?
    public var roomOnPlan: Code<Kind.Room>?
    public var began: Instant
    public var raised: Instant
    public var gone: Instant?
    public var acknowledged: Mark?
    public var closed: Mark?
    public var article: Bilingual
    public var policy: String
    public var readings: [Evidence]
    public var quiet: Bilingual
    public var footage: Span?
    /// Times that nobody answered and further posts were told; when the next will be told, while nobody answers.
    public var escalation: Int
    public var escalates: Instant?
    /// When further posts were told, from the first press on; on the alarm's own page only.
    public var told: [Telling] = []
    /// Who came, and in what words it was closed; on the alarm's own page only.
    public var life: [Evidence] = []
    /// Who of the police could be there first, nearest first; for a call for help only.
    public var nearby: [Bilingual]
    /// Where the person is by now, where that is not where the call came from.
    public var whereabouts: Bilingual?
    /// Which partner organ the desk tells of a call for help (R4).
    public var organ: Bilingual?
    /// What to do next, and who must.
    public var next: Bilingual?
    public var isOnDisk: Bool

    public init(
        id: ID<Kind.Alarm>,
        rule: String,
        title: Bilingual,
        level: Level,
        isWarning: Bool,
        subject: Bilingual,
        stay: ID<Kind.Stay>?,
        room: Bilingual?,
        roomOnPlan: Code<Kind.Room>? = nil,
        began: Instant,
        raised: Instant,
        gone: Instant? = nil,
        acknowledged: Mark? = nil,
        closed: Mark? = nil,
        article: Bilingual,
        policy: String,
        readings: [Evidence],
        quiet: Bilingual,
        footage: Span? = nil,
        escalation: Int = 0,
        escalates: Instant? = nil,
        nearby: [Bilingual] = [],
        next: Bilingual? = nil,
        isOnDisk: Bool = true
    ) {
        self.id = id
        self.rule = rule
        self.title = title
        self.level = level
        self.isWarning = isWarning
        self.subject = subject
        self.stay = stay
        self.room = room
        self.roomOnPlan = roomOnPlan
        self.began = began
        self.raised = raised
        self.gone = gone
        self.acknowledged = acknowledged
        self.closed = closed
        self.article = article
        self.policy = policy
        self.readings = readings
        self.quiet = quiet
        self.footage = footage
        self.escalation = escalation
        self.escalates = escalates
        self.nearby = nearby
        self.next = next
        self.isOnDisk = isOnDisk
    }
}

/// Whether the centre does what it is there for.
public struct HealthReading: Hashable, Sendable {
    /// Everything committed is under a signed checkpoint, or will be within seconds.
    public var isJournalSigned: Bool
    public var disk: DiskState

    public init(isJournalSigned: Bool, disk: DiskState) {
        self.isJournalSigned = isJournalSigned
        self.disk = disk
    }
}

/// A device and its health.
public struct DeviceReading: Hashable, Sendable {
    public enum Health: String, Hashable, Sendable { case working, silent, never }

    public var id: String
    public var name: Bilingual
    public var health: Health
    public var lastHeard: Instant?
    public var accepted: Int
    public var refused: Int
    /// How often each reason refused a line or a whole message.
    public var reasons: [String: Int]

    /// The gateway that speaks for it and for others; the counts are the gateway's then.
    public var via: String?

    public init(
        id: String,
        name: Bilingual,
        health: Health,
        lastHeard: Instant?,
        accepted: Int,
        refused: Int,
        reasons: [String: Int] = [:],
        via: String? = nil
    ) {
        self.id = id
        self.name = name
        self.health = health
        self.lastHeard = lastHeard
        self.accepted = accepted
        self.refused = refused
        self.via = via
        self.reasons = reasons
    }
}

public struct AccountReading: Hashable, Sendable {
    public var name: String
    /// Who acts under it.
    public var officer: Bilingual
    public var role: Role
    public var lastSignIn: Instant?
    public var isLocked: Bool

    public init(name: String, officer: Bilingual, role: Role, lastSignIn: Instant?, isLocked: Bool) {
        self.name = name
        self.officer = officer
        self.role = role
        self.lastSignIn = lastSignIn
        self.isLocked = isLocked
    }
}
