public import Domain
public import Policy

/// The end of a stay (离区).
public struct Exit: Hashable, Sendable, Codable {
    /// Where the person goes (H9).
    public enum End: String, Hashable, Sendable, Codable, CaseIterable {
        case released
        case bail
        case residentialSurveillance
        case detentionHouse
        case lockUp
        case compulsoryTreatment
        case otherOrgan
        case guardian
        case noDetention
        case escape
        case death
        /// Witnesses, victims, lawyers, visitors: free to go at any time.
        case left
    }

    public let end: End
    public let at: Instant
    public let by: Code<Kind.Officer>
    /// Who said that this is the person; fewer than two is recorded as *not confirmed*.
    public let identifiedBy: [Code<Kind.Officer>]
    /// What was not done and goes along with an owner and a deadline (欠办).
    public let owed: [OwedDuty]

    public init(
        end: End,
        at: Instant,
        by officer: Code<Kind.Officer>,
        identifiedBy: [Code<Kind.Officer>],
        owed: [OwedDuty]
    ) {
        self.end = end
        self.at = at
        by = officer
        self.identifiedBy = identifiedBy
        self.owed = owed
    }

    public var isIdentityConfirmed: Bool { Set(identifiedBy).count >= 2 }
}

/// A duty that the exit found undone.
public struct OwedDuty: Hashable, Sendable, Codable {
    public enum Duty: Hashable, Sendable, Codable {
        case step(Step)
        case nameGround
        /// A duty of the law with a limit of its own, by which it is owed.
        case clock(ClockKey)
    }

    public let duty: Duty
    public let owner: Code<Kind.Officer>
    public let deadline: Instant

    public init(duty: Duty, owner: Code<Kind.Officer>, deadline: Instant) {
        self.duty = duty
        self.owner = owner
        self.deadline = deadline
    }
}
