internal import Domain
internal import Foundation
internal import Stays
internal import Store

/// Who somebody said they are: the content behind a paper.
struct Identity: Codable, Hashable {
    let name: String
    let number: String

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
        case .verified(let id): content = id
        case .shown(_, let id): content = id
        }
        guard let bytes = try store.content(content) else { return nil }
        return try JSONDecoder().decode(Identity.self, from: Data(bytes))
    }
}
