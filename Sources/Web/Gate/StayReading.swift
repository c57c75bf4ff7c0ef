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
        /// The step that was done, by its key, or `arrival`: says into which part of the sheet the row goes.
        public var step: String?
        /// Covered by a signed checkpoint.
        public var isSealed: Bool
        /// A visit too short to be one (SPEC T3): the sheet counts it and does not list it.
        public var isPassage = false
        /// News of an alarm that was told before: not drawn again.
        public var isFollowUp = false

        public init(
            at: Instant,
            text: Bilingual,
            by: Bilingual?,
            record: UInt64,
            mark: Mark,
            step: String? = nil,
            isSealed: Bool
        ) {
            self.at = at
            self.text = text
            self.by = by
            self.record = record
            self.mark = mark
            self.step = step
            self.isSealed = isSealed
        }
    }

    public struct StepReading: Hashable, Sendable {
        public enum State: String, Hashable, Sendable { case done, next, open }
        public var step: String
        public var name: Bilingual
        public var state: State
        public var at: Instant?
        /// A room is kept for it, and nothing says that it is over: waiting and sessions.
        public var isArranged = false
        /// Owed when the person leaves, not before.
        public var isAtExit = false
        /// Not done when the person left: it is done after all.
        public var isOwed = false
        /// Who may record it: a tag is the desk's alone.
        public var permission = Permission.recordSteps
        /// The steps that come first and are not done; recording it all the same is recorded as a breach.
        public var missing: Bilingual?
        /// Why it is not offered: the steps that come first.
        public var refusal: Bilingual?

        public init(step: String, name: Bilingual, state: State, at: Instant?, refusal: Bilingual? = nil) {
            self.step = step
            self.name = name
            self.state = state
            self.at = at
            self.refusal = refusal
        }
    }

    /// A room that may be kept for the person, or why it may not.
    public struct RoomOffer: Hashable, Sendable {
        public var room: Code<Kind.Room>
        public var name: Bilingual
        public var isSession: Bool
        public var refusal: Bilingual?
        /// What speaks against the room and does not forbid it.
        public var caution: Bilingual?

        public init(
            room: Code<Kind.Room>,
            name: Bilingual,
            isSession: Bool,
            refusal: Bilingual?,
            caution: Bilingual? = nil
        ) {
            self.room = room
            self.name = name
            self.isSession = isSession
            self.refusal = refusal
            self.caution = caution
        }
    }

    /// How the person is followed: the tag on the wrist, and whether its test press was heard.
    public enum TagState: String, Hashable, Sendable { case none, pending, complete, forgone, returned }

    /// What weakens the ledger (P12): it is printed on the sheet that it weakens.
    public struct Weakness: Hashable, Sendable {
        public var what: Bilingual
        public var detail: Bilingual

        public init(what: Bilingual, detail: Bilingual) {
            self.what = what
            self.detail = detail
        }
    }

    /// What can be done about the stay now; empty where nothing can.
    public struct Offers: Hashable, Sendable {
        public var rooms: [RoomOffer] = []
        /// The room of the session that runs.
        public var session: Bilingual?
        /// What would go along undone with an exit now.
        public var owed: [Bilingual] = []
        public var ends: [End] = []
        /// Why no tag is worn; empty while one is.
        public var tagReasons: [Option] = []
        /// Limits that an approver may still make longer.
        public var extensions: [Option] = []
        /// Limits that may end before the exit.
        public var duties: [Option] = []
        /// Kinds that the person may turn out to be.
        public var kinds: [Option] = []
        /// The time of arrival as it can be corrected.
        public var arrived: Instant?
        /// Grounds that may be named.
        public var grounds: [Option] = []

        /// A choice of a form: what it sends and what it says.
        public struct Option: Hashable, Sendable {
            public var value: String
            public var name: Bilingual

            public init(value: String, name: Bilingual) {
                self.value = value
                self.name = name
            }
        }

        public struct End: Hashable, Sendable {
            public var end: String
            public var name: Bilingual

            public init(end: String, name: Bilingual) {
                self.end = end
                self.name = name
            }
        }

        public init() {}
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
    public var tagState: TagState
    public var entered: Instant?
    public var left: Instant?
    /// Where to, once the person has left.
    public var end: Bilingual?
    public var next: [Bilingual]
    public var offers: Offers
    public var weaknesses: [Weakness]
    public var sex: Sex
    public var isMinor: Bool
    /// The law has a shorter limit for the person (CL-12).
    public var isProtected: Bool
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
        tagState: TagState,
        entered: Instant?,
        left: Instant?,
        end: Bilingual? = nil,
        next: [Bilingual] = [],
        offers: Offers = Offers(),
        weaknesses: [Weakness] = [],
        sex: Sex = .unknown,
        isMinor: Bool = false,
        isProtected: Bool = false,
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
        self.tagState = tagState
        self.entered = entered
        self.left = left
        self.end = end
        self.next = next
        self.offers = offers
        self.weaknesses = weaknesses
        self.sex = sex
        self.isMinor = isMinor
        self.isProtected = isProtected
        self.darkTime = darkTime
        self.timesLookedAt = timesLookedAt
        self.logSize = logSize
        self.logRoot = logRoot
    }
}

/// One record of the journal as a page shows it.
public struct RecordReading: Hashable, Sendable {
    public var number: UInt64
    /// The wire name of what happened, and when.
    public var kind: String
    public var at: Instant
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
        kind: String,
        at: Instant,
        leaf: String,
        contents: [String],
        proof: [String],
        logSize: UInt64,
        logRoot: String,
        isVerified: Bool
    ) {
        self.number = number
        self.kind = kind
        self.at = at
        self.leaf = leaf
        self.contents = contents
        self.proof = proof
        self.logSize = logSize
        self.logRoot = logRoot
        self.isVerified = isVerified
    }
}
