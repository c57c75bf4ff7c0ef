public import Domain

/// Where a part of the policy comes from and which version of it judges.
public struct Provision: Hashable, Sendable, Codable {
    /// Which version applies when the law changes during a stay.
    public enum Moment: String, Hashable, Sendable, Codable, CaseIterable {
        /// The one in force at the arrival: clocks.
        case arrival
        /// The one in force when it was done: sessions, checks.
        case act
    }

    /// As screens and forms cite it: `刑事程序规定第199、200条`.
    public let article: Bilingual
    /// Not yet confirmed by a lawyer; every screen and print says so.
    public let isUnconfirmed: Bool
    public let judgedAt: Moment

    public init(article: Bilingual, isUnconfirmed: Bool = false, judgedAt: Moment) {
        self.article = article
        self.isUnconfirmed = isUnconfirmed
        self.judgedAt = judgedAt
    }
}
