public import Domain

/// One record of the journal: an event, when and by whom, and the commitments to what it refers to.
public struct Leaf: Hashable, Sendable {
    /// The most bytes a leaf may have: C2SP tlog-tiles gives the length of an entry two bytes. A command whose leaf
    /// would be longer must be refused before it is recorded.
    public static let longest = 65_535

    public let id: ID<Kind.Event>
    /// When it happened.
    public let occurred: Instant
    /// When it was written here, on the site clock; rules take this for their clock.
    public let recorded: Instant
    /// When the device's frame or the request arrived; nil for what the centre itself found.
    public let received: Instant?
    /// Who did it; nil where nobody did, as for a finding.
    public let by: Code<Kind.Officer>?
    public let contents: [ContentCommitment]
    public let event: Event

    public init(
        id: ID<Kind.Event>,
        occurred: Instant,
        recorded: Instant,
        received: Instant?,
        by officer: Code<Kind.Officer>?,
        contents: [ContentCommitment],
        event: Event
    ) {
        self.id = id
        self.occurred = occurred
        self.recorded = recorded
        self.received = received
        by = officer
        self.contents = contents
        self.event = event
    }
}

/// Binds a leaf to a content that is kept beside the journal, without telling anything of it.
public struct ContentCommitment: Hashable, Sendable {
    /// How many bytes a commitment has: an SHA-256.
    public static let length = 32

    public let id: ID<Kind.Content>
    /// Whose content it is, and with whose key it is sealed; nil where it is nobody's.
    public let person: ID<Kind.Person>?
    public let commitment: [UInt8]

    public init(id: ID<Kind.Content>, person: ID<Kind.Person>?, commitment: [UInt8]) {
        precondition(commitment.count == Self.length, "a commitment has 32 bytes")
        self.id = id
        self.person = person
        self.commitment = commitment
    }
}
