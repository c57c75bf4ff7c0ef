public import Domain
public import Premises

/// One of the staff with the tag or card that tells where they are.
public struct Carrier: Hashable, Sendable, Codable {
    public let officer: Code<Kind.Officer>
    public let rank: StaffMember.Rank
    public let since: Instant
}
