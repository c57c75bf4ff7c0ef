public import Domain
public import Policy
public import Premises

/// What a rule says about one subject: since when something is so, and when it is loud enough to ring.
public struct Finding: Hashable, Sendable {
    /// A moment from which it rings, or rings louder, if it lasts so long.
    public struct Mark: Hashable, Sendable {
        public let at: Instant
        public let urgency: Urgency
        public let level: AlarmLevel

        public init(at: Instant, urgency: Urgency, level: AlarmLevel) {
            self.at = at
            self.urgency = urgency
            self.level = level
        }
    }

    /// The event that began it: with rule and subject the alarm's identity.
    public let event: ID<Kind.Event>
    public let began: Instant
    /// When it stopped being so; nil while it lasts.
    public let end: Instant?
    /// Until then the end may still prove to be an interruption, which does not end the alarm.
    public let endCounts: Instant?
    public let marks: [Mark]
    public let room: Room.ID?
    public let readings: [Explanation.Reading]
    public let quiet: Explanation.Quiet

    public init(
        event: ID<Kind.Event>,
        began: Instant,
        end: Instant?,
        endCounts: Instant? = nil,
        marks: [Mark],
        room: Room.ID?,
        readings: [Explanation.Reading],
        quiet: Explanation.Quiet
    ) {
        self.event = event
        self.began = began
        self.end = end
        self.endCounts = endCounts ?? end
        self.marks = marks
        self.room = room
        self.readings = readings
        self.quiet = quiet
    }
}
