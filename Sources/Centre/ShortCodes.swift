internal import Domain
internal import Stays

/// The short codes by which plan and lists tell people apart: `A07`.
///
/// A for suspects, V for others, and the last two digits of the tag or of the stay. Where somebody who came earlier has
/// these already, as many more as it takes: no two people who are here are called the same.
struct ShortCodes {
    private var codes: [ID<Kind.Stay>: String] = [:]

    /// - people: those who are here, in the order of their arrival, each with the tag on the wrist.
    init(_ people: [(stay: Stay, tag: Code<Kind.Tag>?)]) {
        var taken: Set<String> = []
        for (stay, tag) in people {
            let code = Self.candidates(stay, tag).first { !taken.contains($0) } ?? "\(stay.id)".uppercased()
            taken.insert(code)
            codes[stay.id] = code
        }
    }

    init(_ stays: [Stay]) { self.init(stays.map { ($0, $0.tag.worn) }) }

    /// The code of somebody who is here; of who has left the shortest, which another may have by now.
    subscript(stay: Stay) -> String {
        codes[stay.id] ?? Self.candidates(stay, stay.tag.worn).first ?? "\(stay.id)"
    }

    /// Shortest first.
    private static func candidates(_ stay: Stay, _ tag: Code<Kind.Tag>?) -> some Collection<String> {
        let text = (tag?.text ?? "\(stay.id)").uppercased()
        let letter = stay.kind.isSuspect ? "A" : "V"
        return (2...max(2, text.count)).lazy.map { letter + text.suffix($0) }
    }
}
