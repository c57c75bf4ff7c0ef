public import Domain
public import Policy
public import Premises

/// What an alarm is about.
public enum Subject: Hashable, Sendable, Codable {
    case stay(ID<Kind.Stay>)
    case officer(Code<Kind.Officer>)
    case tag(Code<Kind.Tag>)
    case baseStation(BaseStation.ID)
    case rule(RuleID)
    /// The server itself.
    case centre

    /// The stay, where it is about one.
    public var stay: ID<Kind.Stay>? {
        if case .stay(let stay) = self { stay } else { nil }
    }
}

extension Subject: CustomStringConvertible {
    /// `stay:0123…`: how the schema and the truth file write it.
    public var description: String {
        switch self {
        case .stay(let id): "stay:\(id)"
        case .officer(let code): "officer:\(code)"
        case .tag(let code): "tag:\(code)"
        case .baseStation(let code): "station:\(code)"
        case .rule(let rule): "rule:\(rule.rawValue)"
        case .centre: "centre"
        }
    }
}
