import Domain
public import Policy

/// One rule asked about one subject.
public struct Question: Hashable, Sendable, Codable {
    public let rule: RuleID
    public let subject: Subject

    public init(rule: RuleID, subject: Subject) {
        self.rule = rule
        self.subject = subject
    }
}

extension Question: Comparable {
    /// An order that is the same on every machine, so that the same facts give the same events in the same order.
    public static func < (left: Question, right: Question) -> Bool {
        left.rule == right.rule ? left.subject < right.subject : left.rule.rawValue < right.rule.rawValue
    }
}

extension Subject: Comparable {
    public static func < (left: Subject, right: Subject) -> Bool {
        left.order < right.order
    }

    private var order: (Int, UInt128, String) {
        switch self {
        case .stay(let id): (0, id.rawValue, "")
        case .officer(let code): (1, 0, code.text)
        case .tag(let code): (2, 0, code.text)
        case .baseStation(let code): (3, 0, code.text)
        case .rule(let rule): (4, 0, rule.rawValue)
        case .centre: (5, 0, "")
        }
    }
}
