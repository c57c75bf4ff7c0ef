internal import Domain
internal import Stays

/// The short codes by which plan and lists tell people apart: `A07` by the tag on the wrist, `V07` by a visitor's
/// card, and by the stay's own id, `A-3F9`, while nothing is worn.
///
/// A code follows from the tag and the centre's stock of tags alone: nobody who comes, goes or is corrected changes
/// that of another, and no two people who are here are called the same.
struct ShortCodes: Sendable {
    private let cards: Set<Code<Kind.Tag>>
    private let tagDigits: Int
    private let cardDigits: Int

    /// - stock: every tag of the centre.
    /// - cards: those of them that visitors carry.
    init(stock: [Code<Kind.Tag>], cards: Set<Code<Kind.Tag>>) {
        self.cards = cards
        tagDigits = Self.digits(telling: stock.filter { !cards.contains($0) })
        cardDigits = Self.digits(telling: Array(cards))
    }

    /// Ids that are drawn for one with an ending of its own: with a hundred people here the second is free as a rule.
    private static let tries = 64

    /// The code of somebody by what they wear now.
    subscript(stay: Stay) -> String { code(of: stay, wearing: stay.tag.worn) }

    func code(of stay: Stay, wearing tag: Code<Kind.Tag>?) -> String {
        guard let tag else { return (stay.registration.kind.isSuspect ? "A-" : "V-") + Self.ending(of: stay.id) }
        return cards.contains(tag) ? "V" + tag.text.suffix(cardDigits) : "A" + tag.text.suffix(tagDigits)
    }

    /// An id for somebody who comes, whose code nobody else has who is here.
    ///
    /// - open: the ids of those who are here.
    static func newID(beside open: [ID<Kind.Stay>], _ make: () -> ID<Kind.Stay>) -> ID<Kind.Stay> {
        let taken = Set(open.map(ending))
        var id = make()
        // Where so many are here that none is found, the last id is as good as any.
        for _ in 0..<tries where taken.contains(ending(of: id)) { id = make() }
        return id
    }

    private static func ending(of id: ID<Kind.Stay>) -> String { "\(id)".suffix(3).uppercased() }

    /// How many last digits tell all of them apart, two at least: of T107 and T207 it is three.
    private static func digits(telling tags: [Code<Kind.Tag>]) -> Int {
        let longest = max(2, tags.map(\.text.count).max() ?? 2)
        return (2...longest).first { digits in
            Set(tags.map { $0.text.suffix(digits) }).count == tags.count
        } ?? longest
    }
}
