internal import Domain

/// Looks whether wall time has stepped away from the site clock, and what is to be told of it.
///
/// A difference is told once: while the site clock runs on beside wall time, only a further step is news.
struct ClockWatch: Hashable, Sendable {
    /// Both clocks, read one after the other.
    struct Reading: Hashable, Sendable {
        /// A process that was held up between the two readings knows nothing of their difference.
        private static let longest = Duration.milliseconds(500)

        let before: Instant
        let wall: Instant
        let after: Instant

        /// Wall time minus site time; nil where the reading took too long to say.
        var wallAhead: Duration? { after - before > Self.longest ? nil : wall - before }
    }

    /// The difference that was told and not taken over.
    private var told = Duration.zero

    /// The difference to record; nil where there is nothing new.
    func news(in reading: Reading) -> Duration? {
        guard let wallAhead = reading.wallAhead else { return nil }
        let hasStepped = ClockDifference(wallAhead - told) != .agree
        let agreesAgain = told != .zero && ClockDifference(wallAhead) == .agree
        return hasStepped || agreesAgain ? wallAhead : nil
    }

    /// The difference is in the journal; answers with what the site clock takes over.
    mutating func recorded(_ wallAhead: Duration) -> Duration {
        switch ClockDifference(wallAhead) {
        case .agree:
            told = .zero
            return .zero
        case .takenOver:
            told = .zero
            return wallAhead
        case .runsOn:
            told = wallAhead
            return .zero
        }
    }
}
