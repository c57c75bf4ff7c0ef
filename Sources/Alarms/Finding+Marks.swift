import Domain
import Policy

extension Finding {
    /// The loudest mark reached by `now`: the finding lasted so long, and enough time passed to know it.
    ///
    /// Where the end is known, nothing that comes later can shorten it, so there is nothing to wait for.
    func reached(at now: Instant, lag: Duration) -> Mark? {
        marks.last { mark in
            if let end { mark.at <= min(end, now) } else { mark.at + lag <= now }
        }
    }

    /// When to look again: at the marks and where the end begins to count.
    func wakes(lag: Duration) -> [Instant] {
        guard let end, let endCounts else { return marks.map { $0.at + lag } }
        return marks.map(\.at) + [end, endCounts == end ? end : endCounts + lag]
    }

    /// The end, once it can no longer prove to be an interruption.
    func settledEnd(at now: Instant, lag: Duration) -> Instant? {
        guard let end, let endCounts, end <= now else { return nil }
        return endCounts == end || endCounts + lag <= now ? end : nil
    }

    func explanation(by ruling: Ruling, until moment: Instant) -> Explanation {
        Explanation(
            rule: ruling.id,
            policy: ruling.policy,
            readings: readings,
            quiet: quiet,
            footage: room.map { Explanation.Footage(room: $0, from: began, until: max(moment, end ?? moment)) }
        )
    }
}
