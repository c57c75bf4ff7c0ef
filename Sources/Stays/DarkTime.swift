public import Domain

/// A stretch in which no device of ours saw the person (监督空白, H16): it is totalled and printed, never hidden.
public struct DarkTime: Hashable, Sendable, Codable {
    public enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
        /// From the arrival to the entry: in the hands of the officers who brought the person.
        case beforeEntry
        case noSignal
        case notDetermined
        /// In the area without a tag that has proved itself.
        case untagged
    }

    public let cause: Cause
    public internal(set) var span: Span
    /// Who had the person last, as far as records say.
    public let lastHolder: Code<Kind.Officer>?
    /// Why it was dark, in words: content.
    public let reason: ID<Kind.Content>?

    public init(cause: Cause, span: Span, lastHolder: Code<Kind.Officer>?, reason: ID<Kind.Content>?) {
        self.cause = cause
        self.span = span
        self.lastHolder = lastHolder
        self.reason = reason
    }

    /// How long it has lasted at `now`, or lasted until it ended.
    public func length(at now: Instant) -> Duration { span.length(at: now) }
}
