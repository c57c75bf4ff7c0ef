public import Domain

/// How and when a person came into the hands of the police (到案): the legal clock starts here, often hours before
/// the entry to the area.
public struct Arrival: Hashable, Sendable, Codable {
    public let mode: ArrivalMode
    /// What holds the person; nil for witnesses and visitors, and for a suspect for whom nobody has named one yet.
    public let ground: Ground?
    public let at: Instant
    /// The summons or other paper: content of the person.
    public let document: ID<Kind.Content>?

    public init(mode: ArrivalMode, ground: Ground?, at: Instant, document: ID<Kind.Content>?) {
        self.mode = mode
        self.ground = ground
        self.at = at
        self.document = document
    }
}

/// What a person showed to say who they are; the number itself is content.
public enum Paper: Hashable, Sendable, Codable {
    /// Name unknown: the person is known by a temporary code.
    case unknown
    /// None, but the person said a name: content that nothing bears out.
    case stated(ID<Kind.Content>)
    /// A resident identity card whose number passed the check of GB 11643.
    case verified(ID<Kind.Content>)
    /// Another paper, or a number that nobody can check.
    case shown(PaperKind, ID<Kind.Content>)
}

/// Everything the entry desk writes down when a stay begins.
public struct Registration: Hashable, Sendable, Codable {
    public let person: ID<Kind.Person>
    public let kind: PersonKind
    public let sex: Sex
    /// As ``Traits/isMinor``.
    public let isMinor: Bool
    /// As ``Traits/isProtected``.
    public let isProtected: Bool
    public let caseCode: Code<Kind.Case>
    /// The officers of the case: their list is the right to see the stay, and they never close its SOS.
    public let officers: [Code<Kind.Officer>]
    public let arrival: Arrival
    public let paper: Paper
    public let by: Code<Kind.Officer>

    public init(
        person: ID<Kind.Person>,
        kind: PersonKind,
        sex: Sex,
        isMinor: Bool,
        isProtected: Bool,
        caseCode: Code<Kind.Case>,
        officers: [Code<Kind.Officer>],
        arrival: Arrival,
        paper: Paper,
        by officer: Code<Kind.Officer>
    ) {
        self.person = person
        self.kind = kind
        self.sex = sex
        self.isMinor = isMinor
        self.isProtected = isProtected
        self.caseCode = caseCode
        self.officers = officers
        self.arrival = arrival
        self.paper = paper
        by = officer
    }
}
