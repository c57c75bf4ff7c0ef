public import Domain
public import Policy
public import Premises

/// One step of the flow as it was done.
public struct StepRecord: Hashable, Sendable, Codable {
    public let step: Step
    public let at: Instant
    public let by: Code<Kind.Officer>
    public let room: Room.ID?
    /// The person would not sign (拒签): the step counts, and the refusal is on the record.
    public let refusedToSign: Bool
    /// What was found or said, as content of the person.
    public let note: ID<Kind.Content>?

    public init(
        step: Step,
        at: Instant,
        by officer: Code<Kind.Officer>,
        room: Room.ID?,
        refusedToSign: Bool,
        note: ID<Kind.Content>?
    ) {
        self.step = step
        self.at = at
        by = officer
        self.room = room
        self.refusedToSign = refusedToSign
        self.note = note
    }
}

/// Something that happened on the floor against the flow: recorded as it happened, never refused (P8).
public struct Breach: Hashable, Sendable, Codable {
    public let rule: Code<Kind.Rule>
    public let at: Instant
    public let room: Room.ID?
    /// The steps that should have come first; empty where the breach is of another rule.
    public let missing: [Step]
    /// The event that shows it: the confirmed entering, for instance.
    public let evidence: ID<Kind.Event>

    public init(
        rule: Code<Kind.Rule>,
        at: Instant,
        room: Room.ID?,
        missing: [Step],
        evidence: ID<Kind.Event>
    ) {
        self.rule = rule
        self.at = at
        self.room = room
        self.missing = missing
        self.evidence = evidence
    }
}
