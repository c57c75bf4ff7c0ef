internal import Domain
internal import Foundation
internal import Stays
internal import Store
internal import Web

/// Who somebody said they are: the content behind a paper, or of a name that no paper bears out.
struct Identity: Codable, Hashable {
    let name: String
    /// Empty without a paper.
    let number: String

    init(name: String, number: String) {
        self.name = name
        self.number = number
    }

    /// What the desk typed; nil where there is neither a paper nor a name.
    init?(_ form: ArrivalForm) {
        switch form.paper {
        case .shown(_, let number): self.init(name: form.name, number: number)
        case .unknown where form.name.isEmpty: return nil
        case .unknown: self.init(name: form.name, number: "")
        }
    }

    /// Keys in order: the same words give the same bytes, and with the same salt the same commitment.
    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Array(try encoder.encode(self))
    }
}

extension Desk {
    func identity(of stay: Stay) throws -> Identity? {
        let content: ID<Kind.Content>
        switch stay.registration.paper {
        case .unknown: return nil
        case .stated(let id): content = id
        case .verified(let id): content = id
        case .shown(_, let id): content = id
        }
        guard let bytes = try store.content(content) else { return nil }
        return try JSONDecoder().decode(Identity.self, from: Data(bytes))
    }
}

extension ArrivalForm {
    /// What the identity rests on, which is sealed as `content`.
    func paper(_ content: ID<Kind.Content>) throws(StayRefusal) -> Stays.Paper {
        switch paper {
        case .shown(let kind, let number): try Stay.paper(kind, number: number, content: content)
        case .unknown: .stated(content)
        }
    }
}

extension Stay {
    /// Whether the name is one that the person said and no paper bears out.
    var isNameStated: Bool {
        if case .stated = registration.paper { true } else { false }
    }
}
