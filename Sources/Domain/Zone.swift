/// How far a site's clocks on the wall are from UTC, at every moment.
///
/// A table filled at the edge and journaled with its version: pure code cannot ask the system, and Foundation's
/// small half answers nil for Asia/Shanghai on Linux, which would put every rule eight hours off in silence.
public struct Zone: Hashable, Sendable, Codable {
    public struct Transition: Hashable, Sendable, Codable {
        /// From this moment on …
        public let at: Instant
        /// … the wall shows UTC plus so many seconds.
        public let offset: Int

        public init(at: Instant, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    /// The IANA name: `Asia/Shanghai`.
    public let name: String
    /// Where the table comes from, such as `tzdata 2024a`.
    public let version: String
    /// The offset before the first transition, in seconds east of UTC.
    public let initialOffset: Int
    public let transitions: [Transition]

    public init(name: String, version: String, initialOffset: Int, transitions: [Transition] = []) {
        precondition(
            zip(transitions, transitions.dropFirst()).allSatisfy { $0.at < $1.at },
            "transitions stand in order of time"
        )
        self.name = name
        self.version = version
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    /// Seconds east of UTC at `instant`.
    public func offset(at instant: Instant) -> Int {
        transitions.last { $0.at <= instant }?.offset ?? initialOffset
    }

    public func civil(_ instant: Instant) -> CivilTime {
        CivilTime(instant, offset: offset(at: instant))
    }

    /// The first moment of the calendar day that holds `instant`.
    public func startOfDay(_ instant: Instant) -> Instant {
        let today = civil(instant)
        return self.instant(CivilTime(year: today.year, month: today.month, day: today.day))
    }

    /// The moment when a clock on the wall shows `civil`; the earlier one if it shows it twice.
    ///
    /// A time that the wall never shows, because the clock was put forward over it, is the moment of that change.
    public func instant(_ civil: CivilTime) -> Instant {
        var offset = initialOffset
        var start: Instant?
        for transition in transitions {
            let moment = civil.instant(offset: offset)
            if moment < transition.at { return max(moment, start ?? moment) }
            offset = transition.offset
            start = transition.at
        }
        let moment = civil.instant(offset: offset)
        return max(moment, start ?? moment)
    }
}
