public import Domain
public import Policy

/// Which clock: a ground may start several, one for each duty.
public struct ClockKey: Hashable, Sendable, Codable {
    public let ground: Ground
    public let duty: ClockRule.Duty

    public init(_ ground: Ground, _ duty: ClockRule.Duty) {
        self.ground = ground
        self.duty = duty
    }
}

/// What the policy in force at the arrival says of one clock, written into the event that starts it, so that a
/// later policy never changes what applied then (P7).
public struct ClockTerms: Hashable, Sendable, Codable {
    /// A longer limit that one approver may grant, each only after the one before it.
    public struct Extension: Hashable, Sendable, Codable {
        /// Counted from the start of the clock.
        public let limit: Duration
        public let approver: Approver

        public init(limit: Duration, approver: Approver) {
            self.limit = limit
            self.approver = approver
        }
    }

    /// The id of the policy version: with ground and duty it names the article.
    public let policy: String
    public let base: Duration
    public let extensions: [Extension]
    /// How long before the expiry the board warns, longest first.
    public let warnings: [Duration]

    public init(policy: String, base: Duration, extensions: [Extension], warnings: [Duration]) {
        self.policy = policy
        self.base = base
        self.extensions = extensions
        self.warnings = warnings
    }

    /// The terms of this rule. People whom the law protects have the shorter limit, and nobody extends it (CL-12).
    public init(_ rule: ClockRule, in policy: PolicyVersion, isProtected: Bool) {
        let short = isProtected ? rule.protected : nil
        self.init(
            policy: policy.id,
            base: short ?? rule.base,
            extensions: short == nil ? rule.extensions.map { Extension(limit: $0.limit, approver: $0.approver) } : [],
            warnings: rule.warnings
        )
    }

    /// Whether the limits are the same, under whichever version of the policy.
    func hasLimits(of other: ClockTerms) -> Bool { base == other.base && extensions == other.extensions }
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
