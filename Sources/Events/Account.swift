public import Domain

/// Somebody who may sign in, as the journal has them. Name, password and second factor are kept elsewhere.
public struct Account: Hashable, Sendable, Codable {
    public let id: ID<Kind.Account>
    /// The officer who acts under it.
    public let officer: Code<Kind.Officer>
    public let role: Role
    /// The cases of a case officer: the list is the right to see them.
    public let cases: [Code<Kind.Case>]
    public private(set) var revoked: Instant?
    public private(set) var lastSignIn: Instant?
    public private(set) var lockedUntil: Instant?

    /// The account that this event makes; nil for every other event.
    public init?(_ event: AccessEvent) {
        guard case .accountAdded(let id, let officer, let role, let cases, _) = event else { return nil }
        self.id = id
        self.officer = officer
        self.role = role
        self.cases = cases
    }

    public var isOpen: Bool { revoked == nil }

    public mutating func apply(_ event: AccessEvent) {
        switch event {
        case .accountAdded, .signInFailed, .tokenIssued, .read: break
        case .accountRevoked(_, let at): revoked = at
        case .signedIn(_, let at): lastSignIn = at
        case .lockedOut(_, let until, _): lockedUntil = until
        }
    }
}

extension AccessEvent {
    /// The account whose value the event changes; readings change none.
    public var account: ID<Kind.Account>? {
        switch self {
        case .accountAdded(let id, _, _, _, _), .accountRevoked(let id, _), .signedIn(let id, _),
            .lockedOut(let id, _, _):
            id
        case .signInFailed, .tokenIssued, .read: nil
        }
    }
}
