/// A stretch of site time, open at the end while it lasts.
public struct Span: Hashable, Sendable, Codable {
    public let start: Instant
    public let end: Instant?

    public init(from start: Instant, until end: Instant? = nil) {
        precondition(end.map { $0 >= start } ?? true, "a span ends after it starts")
        self.start = start
        self.end = end
    }

    /// How long it has lasted at `now`, or lasted until it ended.
    public func length(at now: Instant) -> Duration {
        max(.zero, (end ?? now) - start)
    }

    public func contains(_ moment: Instant) -> Bool {
        moment >= start && (end.map { moment < $0 } ?? true)
    }
}
