public import Domain

/// How the person is followed in the area (H2). A binding is complete only with a test press of the tag itself.
public enum TagBinding: Hashable, Sendable, Codable {
    case none
    /// On the wrist, but the server has not heard its button yet.
    case pending(Code<Kind.Tag>, since: Instant)
    case complete(Code<Kind.Tag>, since: Instant)
    /// Refused or impossible (wound, cast): watched otherwise.
    case forgone(Reason, at: Instant)
    case returned(Code<Kind.Tag>, at: Instant)

    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        case refused
        case injured
        case noTagCharged
    }

    /// Since when the person wears the tag; nil without one.
    public var wornSince: Instant? {
        switch self {
        case .pending(_, let since), .complete(_, let since): since
        case .none, .forgone, .returned: nil
        }
    }

    /// The tag on the person now.
    public var worn: Code<Kind.Tag>? {
        switch self {
        case .pending(let tag, _), .complete(let tag, _): tag
        case .none, .forgone, .returned: nil
        }
    }
}
