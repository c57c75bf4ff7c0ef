/// What it means that wall time is so far ahead of the site clock, or behind it; `centre.clock-jumped` is read by it.
public enum ClockDifference: Hashable, Sendable {
    /// They agree, or agree again.
    case agree
    /// Wall time went forward: the site clock takes the difference over, which makes every limit end sooner.
    case takenOver
    /// Wall time went back, or too far forward to be a correction: the site clock runs on as it did.
    case runsOn

    /// A difference up to here is none.
    public static let tolerance = Duration.seconds(2)
    /// The most that a clock is wrong by that was set by hand: another day, another zone. What is more is an error of
    /// this very moment, and once taken over it could never be taken back.
    public static let mostTakenOver = Duration.hours(26)

    /// - wallAhead: wall time minus site time.
    public init(_ wallAhead: Duration) {
        self =
            switch wallAhead {
            case .zero - Self.tolerance...Self.tolerance: .agree
            case Self.tolerance...Self.mostTakenOver: .takenOver
            case _: .runsOn
            }
    }
}
