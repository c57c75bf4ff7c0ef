public import Domain
public import Policy
public import Premises

/// Why an alarm rang (P6), in codes and numbers: the screen makes the sentences, in both languages.
public struct Explanation: Hashable, Sendable, Codable {
    public let rule: RuleID
    /// The id of the policy version that was applied; with the rule it names the article.
    public let policy: String
    /// What was read, in order of time.
    public let readings: [Reading]
    /// What would have kept it quiet.
    public let quiet: Quiet
    /// What to look at in the footage; nil where no camera can show it.
    public let footage: Footage?

    public init(
        rule: RuleID,
        policy: String,
        readings: [Reading],
        quiet: Quiet,
        footage: Footage?
    ) {
        self.rule = rule
        self.policy = policy
        self.readings = readings
        self.quiet = quiet
        self.footage = footage
    }

    /// The article, from the policy that was applied.
    public func article(in book: PolicyBook) -> Bilingual? {
        book.versions.first { $0.id == policy }?.rule(rule)?.provision.article
    }

    /// One thing read from the journal.
    public struct Reading: Hashable, Sendable, Codable {
        public enum What: String, Hashable, Sendable, Codable, CaseIterable {
            case personInRoom
            /// Nobody has recorded it, and the room is for one sex.
            case sexUnknown
            case officersPresent
            case officerLeft
            case watchersPresent
            case stepsMissing
            case stepDone
            case suspectInRoom
            case tagWorn
            case tagUnheard
            case strapOpen
            case charge
            case stationUnheard
            case buttonPressed
            case clockExpires
            case groundMissing
            case failure
            case clocksDiffer
            case diskSpace
            case signingStopped
        }

        public let what: What
        public let event: ID<Kind.Event>
        public let at: Instant
        public let room: Room.ID?
        /// How many, how much: officers, per cent.
        public let number: Int?

        public init(_ what: What, event: ID<Kind.Event>, at: Instant, room: Room.ID? = nil, number: Int? = nil) {
            self.what = what
            self.event = event
            self.at = at
            self.room = room
            self.number = number
        }
    }

    /// What would have kept the alarm quiet.
    public struct Quiet: Hashable, Sendable, Codable {
        public enum By: String, Hashable, Sendable, Codable, CaseIterable {
            case officersInRoom
            case watcherInRoom
            case watcherAtPost
            case visitWithin
            case stepsFirst
            case roomAllowed
            case sexRecorded
            case leftWithin
            case apart
            case strapWhole
            case heardWithin
            case chargeAtLeast
            case exitOrExtensionBefore
            case groundNamedWithin
            case noPress
            case ruleRepaired
            case clocksAgree
            case diskFreeAtLeast
            case journalSigned
        }

        public let by: By
        /// How many officers, how much charge, how many seconds.
        public let number: Int?
        public let steps: [Step]
        public let room: Room.ID?

        public init(_ by: By, number: Int? = nil, steps: [Step] = [], room: Room.ID? = nil) {
            self.by = by
            self.number = number
            self.steps = steps
            self.room = room
        }
    }

    /// The stretch of recording that shows it.
    public struct Footage: Hashable, Sendable, Codable {
        public let room: Room.ID
        public let from: Instant
        public let until: Instant

        public init(room: Room.ID, from: Instant, until: Instant) {
            self.room = room
            self.from = from
            self.until = until
        }
    }
}
