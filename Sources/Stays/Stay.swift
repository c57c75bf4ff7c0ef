public import Domain
public import Premises

/// One person's time in the handling area, from arrival to exit.
///
/// The value is what its events say, in the order in which the journal has them: rebuilt, never edited.
public struct Stay: Hashable, Sendable, Codable {
    public enum State: Hashable, Sendable, Codable {
        /// Arrived, not yet in the area: the legal clock runs, the time is dark.
        case arrived
        case inArea(since: Instant)
        case left(since: Instant?, Exit)
    }

    /// A room kept for the person, and whether a session runs in it.
    public struct Allocation: Hashable, Sendable, Codable {
        public let room: Room.ID
        public let by: Code<Kind.Officer>
        public internal(set) var span: Span
    }

    public struct Session: Hashable, Sendable, Codable {
        public let room: Room.ID
        public let officers: [Code<Kind.Officer>]
        public internal(set) var span: Span
    }

    public let id: ID<Kind.Stay>
    public let registration: Registration
    public internal(set) var state: State
    /// As it is now; the registration holds what it was at first.
    public internal(set) var kind: PersonKind
    /// When the kind last changed; rights are told again after it.
    public internal(set) var kindChanged: Instant?
    /// Sex and age as recorded beside the registration; nil while that alone says them.
    var recordedTraits: Traits?
    /// As it is now, after corrections.
    public internal(set) var arrival: Arrival
    public internal(set) var tag: TagBinding
    /// What the person was when the tag was issued: a suspect's is on the wrist, everybody else's is a card.
    var tagIssuedAs: PersonKind?
    public internal(set) var steps: [StepRecord]
    public internal(set) var allocations: [Allocation]
    public internal(set) var sessions: [Session]
    public internal(set) var breaches: [Breach]
    public internal(set) var dark: [DarkTime]
    public internal(set) var clocks: [StatutoryClock]
    public internal(set) var corrections: [ArrivalCorrection]
    /// Duties of the exit that nobody has done yet.
    public internal(set) var owed: [OwedDuty]
}
