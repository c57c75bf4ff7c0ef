public import Domain

/// What the policy in force at the arrival says of one clock, written into the event that starts it, so that a
/// later policy never changes what applied then (P7).
public struct ClockTerms: Hashable, Sendable, Codable {
    /// A longer limit that one approver may grant, each only after the one before it.
    public struct Extension: Hashable, Sendable, Codable {
        /// Counted from the arrival.
        public let limit: Duration
        public let approver: Approver

        public init(limit: Duration, approver: Approver) {
            self.limit = limit
            self.approver = approver
        }
    }

    public let base: Duration
    public let extensions: [Extension]
    /// How long before the expiry the board warns, longest first.
    public let warnings: [Duration]
    /// The article, as the policy cites it.
    public let article: String

    public init(base: Duration, extensions: [Extension], warnings: [Duration], article: String) {
        self.base = base
        self.extensions = extensions
        self.warnings = warnings
        self.article = article
    }
}

/// One extension as granted.
public struct Grant: Hashable, Sendable, Codable {
    public let limit: Duration
    public let approver: Approver
    /// The person who holds that office.
    public let by: Code<Kind.Officer>
    public let at: Instant
    /// The written decision: content of the person.
    public let document: ID<Kind.Content>?

    public init(
        limit: Duration,
        approver: Approver,
        by officer: Code<Kind.Officer>,
        at: Instant,
        document: ID<Kind.Content>?
    ) {
        self.limit = limit
        self.approver = approver
        by = officer
        self.at = at
        self.document = document
    }
}
