public import Domain

/// A browser at which somebody stands watch.
public struct ConsoleReading: Hashable, Sendable {
    public let id: ID<Kind.Console>
    public let role: Role
    /// The officer under whose account it is signed in.
    public let name: Bilingual
    /// It answered nothing any more, and the journal says so.
    public let isLost: Bool
    public let lastHeard: Instant

    public init(id: ID<Kind.Console>, role: Role, name: Bilingual, isLost: Bool, lastHeard: Instant) {
        self.id = id
        self.role = role
        self.name = name
        self.isLost = isLost
        self.lastHeard = lastHeard
    }
}

/// Who watches, and whether anybody does.
public struct ConsolesReading: Hashable, Sendable {
    public let consoles: [ConsoleReading]
    /// No console stands while people are in the area, and the journal says so.
    public let isUnattended: Bool
    /// How many people are in the area; nil where the reader sees no case data.
    public let inArea: Int?

    public init(consoles: [ConsoleReading], isUnattended: Bool, inArea: Int?) {
        self.consoles = consoles
        self.isUnattended = isUnattended
        self.inArea = inArea
    }
}
