public import Domain
public import Premises

/// One rule as the policy sets it.
public struct Rule: Hashable, Sendable, Codable {
    public let id: RuleID
    public let title: Bilingual
    public let level: AlarmLevel
    public let provision: Provision
    /// What the policy sets; the rest holds by ``RuleID/parameters``.
    public let values: [Parameter: ParameterValue]

    public init(
        id: RuleID,
        title: Bilingual,
        level: AlarmLevel,
        provision: Provision,
        values: [Parameter: ParameterValue] = [:]
    ) {
        precondition(values.keys.allSatisfy { id.parameters[$0] != nil }, "a rule is given only its own parameters")
        self.id = id
        self.title = title
        self.level = level
        self.provision = provision
        self.values = values
    }

    /// As set, or by default; nil for a parameter that the rule does not have.
    public func value(_ parameter: Parameter) -> ParameterValue? {
        values[parameter] ?? id.parameters[parameter]
    }

    /// A duration of this rule; zero for a parameter that it does not have.
    public func duration(_ parameter: Parameter) -> Duration {
        if case .duration(let duration)? = value(parameter) { duration } else { .zero }
    }

    public func count(_ parameter: Parameter) -> Int {
        switch value(parameter) {
        case .count(let count)?, .percent(let count)?: count
        case .duration?, .durations?, .perRoom?, nil: 0
        }
    }

    /// When to tell further posts, counted from the alarm.
    public var escalation: [Duration] {
        if case .durations(let steps)? = value(.escalation) { steps } else { [] }
    }

    /// How long one may be in such a room; nil where nothing is set.
    public func limit(in room: RoomKind) -> Duration? {
        if case .perRoom(let limits)? = value(.limits) { limits[room] } else { nil }
    }
}
