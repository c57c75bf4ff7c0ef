public import Domain

/// Somebody who works in the area and carries a card.
public struct StaffMember: Hashable, Sendable, Codable {
    /// What the law lets a member of staff be; only police investigate (刑诉法 118).
    public enum Rank: String, Hashable, Sendable, Codable, CaseIterable {
        case police
        case auxiliary
        case doctor
    }

    public let code: Code<Kind.Officer>
    public let name: Bilingual
    public let rank: Rank
    public let sex: Sex
    public let card: Code<Kind.Card>

    public init(code: Code<Kind.Officer>, name: Bilingual, rank: Rank, sex: Sex, card: Code<Kind.Card>) {
        self.code = code
        self.name = name
        self.rank = rank
        self.sex = sex
        self.card = card
    }
}
