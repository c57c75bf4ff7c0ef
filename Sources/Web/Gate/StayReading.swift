public import Domain

/// One person's time in the area: everything the page 一人一档 tells.
public struct StayReading: Hashable, Sendable {
    public struct Stretch: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable { case room, session, dark }
        public var kind: Kind
        public var label: Bilingual
        public var span: Span

        public init(kind: Kind, label: Bilingual, span: Span) {
            self.kind = kind
            self.label = label
            self.span = span
        }
    }

    public struct LedgerRow: Hashable, Sendable {
        public enum Mark: String, Hashable, Sendable { case fact, step, alarm, breach }
        public var at: Instant
        public var text: Bilingual
        public var by: Bilingual?
        public var record: UInt64
        public var mark: Mark
        /// Covered by a signed checkpoint.
        public var isSealed: Bool

        public init(
            at: Instant,
            text: Bilingual,
            by: Bilingual?,
            record: UInt64,
            mark: Mark,
            isSealed: Bool
        ) {
            self.at = at
            self.text = text
            self.by = by
            self.record = record
            self.mark = mark
            self.isSealed = isSealed
        }
    }

    public struct StepReading: Hashable, Sendable {
        public enum State: String, Hashable, Sendable { case done, next, open }
        public var step: String
        public var name: Bilingual
        public var state: State
        public var at: Instant?

        public init(step: String, name: Bilingual, state: State, at: Instant?) {
            self.step = step
            self.name = name
            self.state = state
            self.at = at
        }
    }

    public var now: Instant
    public var person: PersonReading
    public var paper: Bilingual
    public var caseCode: Code<Kind.Case>
    public var officers: [Bilingual]
    public var arrival: Bilingual
    public var clocks: [ClockReading]
    public var steps: [StepReading]
    public var stretches: [Stretch]
    public var alarms: [AlarmReading]
    public var ledger: [LedgerRow]
    public var tag: String?
    public var left: Instant?
    public var darkTime: Duration
    public var timesLookedAt: Int
    public var logSize: UInt64
    public var logRoot: String

    public init(
        now: Instant,
        person: PersonReading,
        paper: Bilingual,
        caseCode: Code<Kind.Case>,
        officers: [Bilingual],
        arrival: Bilingual,
        clocks: [ClockReading],
        steps: [StepReading],
        stretches: [Stretch],
        alarms: [AlarmReading],
        ledger: [LedgerRow],
        tag: String?,
        left: Instant?,
        darkTime: Duration,
        timesLookedAt: Int,
        logSize: UInt64,
        logRoot: String
    ) {
        self.now = now
        self.person = person
        self.paper = paper
        self.caseCode = caseCode
        self.officers = officers
        self.arrival = arrival
        self.clocks = clocks
        self.steps = steps
        self.stretches = stretches
        self.alarms = alarms
        self.ledger = ledger
        self.tag = tag
        self.left = left
        self.darkTime = darkTime
        self.timesLookedAt = timesLookedAt
        self.logSize = logSize
        self.logRoot = logRoot
    }
}

/// One record of the journal as a page shows it.
public struct RecordReading: Hashable, Sendable {
    public var number: UInt64
    public var leaf: String
    public var contents: [String]
    /// Hashes of the inclusion proof, base64, leaf upward.
    public var proof: [String]
    public var logSize: UInt64
    public var logRoot: String
    /// Whether the proof leads to that root, computed for this answer.
    public var isVerified: Bool

    public init(
        number: UInt64,
        leaf: String,
        contents: [String],
        proof: [String],
        logSize: UInt64,
        logRoot: String,
        isVerified: Bool
    ) {
        self.number = number
        self.leaf = leaf
        self.contents = contents
        self.proof = proof
        self.logSize = logSize
        self.logRoot = logRoot
        self.isVerified = isVerified
    }
}
