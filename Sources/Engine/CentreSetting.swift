public import Domain
public import Policy
public import Premises

/// What a running centre is settled on: its files as loaded and checked.
public struct CentreSetting: Sendable {
    public let centre: CentreInfo
    public let plan: FloorPlan
    public let policy: PolicyBook
    public let staff: [StaffMember]
    /// Tags that visitors carry as cards.
    public let visitorCards: Set<Code<Kind.Tag>>

    public init(
        centre: CentreInfo,
        plan: FloorPlan,
        policy: PolicyBook,
        staff: [StaffMember],
        visitorCards: Set<Code<Kind.Tag>> = []
    ) {
        self.centre = centre
        self.plan = plan
        self.policy = policy
        self.staff = staff
        self.visitorCards = visitorCards
    }

    /// The staff by the code they act under.
    public func member(_ officer: Code<Kind.Officer>) -> StaffMember? {
        staff.first { $0.code == officer }
    }

    /// A card is tracked as a tag of the same code.
    public func tag(of member: StaffMember) -> Code<Kind.Tag> { Code(checked: member.card.text) }

    /// The policy at a moment; before the first version the first holds, or nothing could be judged at all.
    public func policy(at moment: Instant) -> PolicyVersion? {
        policy.version(inForceAt: moment) ?? policy.versions.first
    }
}
