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
        (left.rule.rawValue, left.subject.description) < (right.rule.rawValue, right.subject.description)
    }
}
