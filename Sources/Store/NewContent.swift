public import Domain

/// Personal bytes that an event refers to: a name, the number of a paper, somebody's words.
public struct NewContent: Sendable {
    public let id: ID<Kind.Content>
    /// Whom they concern: erased with this person.
    public let person: ID<Kind.Person>
    public let bytes: [UInt8]

    public init(id: ID<Kind.Content>, person: ID<Kind.Person>, bytes: [UInt8]) {
        self.id = id
        self.person = person
        self.bytes = bytes
    }
}

extension ID {
    /// The 16 bytes, most significant first: how tables hold an id.
    var bytes: [UInt8] {
        withUnsafeBytes(of: rawValue.bigEndian) { [UInt8]($0) }
    }

    /// - bytes: 16 of them, else nil.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }
}
