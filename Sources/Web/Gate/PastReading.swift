public import Domain

/// Where everybody was at a past minute, by the confirmed places of the journal, as far as the reader may know it.
///
/// It says nothing of alarms and clocks: those that matter are the ones of now.
public struct PastReading: Hashable, Sendable {
    /// So far back the plan can be slid.
    public static let window = Duration.hours(24)

    public var at: Instant
    public var people: [PersonReading]
    public var others: [OtherMark]
    /// Rooms in which a session ran.
    public var sessions: Set<Code<Kind.Room>>
    /// Base stations that were not heard then: what they would have seen is missing.
    public var silent: [String]
    /// When the first record was written, where the minute lies before it: nobody knows who was here then.
    public var firstRecord: Instant?

    public init(
        at: Instant,
        people: [PersonReading],
        others: [OtherMark],
        sessions: Set<Code<Kind.Room>>,
        silent: [String]
    ) {
        self.at = at
        self.people = people
        self.others = others
        self.sessions = sessions
        self.silent = silent
    }
}
