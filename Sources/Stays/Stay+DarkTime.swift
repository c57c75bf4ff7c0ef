public import Domain

extension Stay {
    /// A tag that was lost from sight: no signal or not determined. Nil where that is known already.
    public func goDark(_ cause: DarkTime.Cause, at moment: Instant, lastHolder: Code<Kind.Officer>?) -> StayEvent? {
        guard isInArea, !isDark(cause) else { return nil }
        return .darkBegan(id, cause, at: moment, lastHolder: lastHolder)
    }

    /// Seen again. Nil where it was not dark.
    public func endDark(_ cause: DarkTime.Cause, at moment: Instant, reason: ID<Kind.Content>?) -> StayEvent? {
        isDark(cause) ? .darkEnded(id, cause, at: moment, reason: reason) : nil
    }

    /// The sum of all dark time, what overlaps counted once (P12: totalled on ledger and receipt).
    public func darkTotal(at now: Instant) -> Duration {
        var total = Duration.zero
        var counted = Instant(microseconds: .min / 2)
        for span in dark.map(\.span).sorted(by: { $0.start < $1.start }) {
            let from = max(span.start, counted)
            let until = max(from, span.end ?? now)
            total += until - from
            counted = max(counted, until)
        }
        return total
    }

    private func isDark(_ cause: DarkTime.Cause) -> Bool {
        dark.contains { $0.cause == cause && $0.span.end == nil }
    }
}
