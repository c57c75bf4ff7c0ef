public import Domain
public import Policy
public import Premises

/// A centre as its files describe it, read and checked as a whole.
public struct CentreDescription: Hashable, Sendable {
    public let centre: CentreInfo
    public let plan: FloorPlan
    /// All versions of the policy, earliest first.
    public let policies: [PolicyVersion]
    public let staff: [StaffMember]
    /// The tags of the stock that witnesses and other visitors carry; only suspects wear one on the wrist.
    public let visitorCards: Set<Code<Kind.Tag>>
    /// Every file that was read, for the event that takes it into use.
    public let files: [SourceFile]

    public init(
        centre: CentreInfo,
        plan: FloorPlan,
        policies: [PolicyVersion],
        staff: [StaffMember],
        visitorCards: Set<Code<Kind.Tag>> = [],
        files: [SourceFile]
    ) {
        self.centre = centre
        self.plan = plan
        self.policies = policies
        self.staff = staff
        self.visitorCards = visitorCards
        self.files = files
    }

    public var policyBook: PolicyBook { PolicyBook(policies) }
}

/// A file as read.
public struct SourceFile: Hashable, Sendable {
    /// Relative to the centre's folder: `policy/clocks.yaml`.
    public let name: String
    public let bytes: [UInt8]
    /// 64 lower-case hexadecimal digits.
    public let sha256: String

    public init(name: String, bytes: [UInt8], sha256: String) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }
}
