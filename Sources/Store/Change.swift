internal import Crypto
public import Domain
public import Events
internal import Foundation
internal import GRDB
internal import Journal

/// One command inside the writer's transaction: what it loads it sees unchanged until the commit, what it records is
/// in the journal and in the tables together, or in neither.
public struct Change {
    let db: Database
    let vault: ContentVault
    /// The recorded time of everything in this change.
    public let now: Instant
    let makeID: @Sendable () -> UInt128
    private(set) var frontier: Frontier

    /// What `record` gave an event.
    public struct Receipt: Hashable, Sendable {
        public let record: UInt64
        public let event: ID<Kind.Event>
    }

    init(db: Database, vault: ContentVault, world: World) throws {
        self.db = db
        self.vault = vault
        now = world.now()
        makeID = world.newID
        frontier = try Self.head(in: db)
    }

    static func head(in db: Database) throws -> Frontier {
        guard let bytes = try Data.fetchOne(db, sql: "select frontier from head") else { return Frontier() }
        guard let frontier = Frontier(bytes: Array(bytes)) else { throw StoreFault.headUnreadable }
        return frontier
    }

    public func newID<Kind>() -> ID<Kind> { ID(makeID()) }

    /// Appends the event to the journal and changes the tables by it.
    ///
    /// - occurred: when it happened; the recorded time is the writer's.
    /// - contents: the personal words it refers to by id.
    /// - given: the event's id where it follows from what it tells of, so that it is never recorded twice.
    @discardableResult
    public mutating func record(
        _ event: Event,
        occurred: Instant,
        received: Instant? = nil,
        by officer: Code<Kind.Officer>? = nil,
        contents: [NewContent] = [],
        as given: ID<Kind.Event>? = nil
    ) throws -> Receipt {
        let number = frontier.size
        let id = given ?? newID()
        let commitments = try insertRow(number: number, id: id, event: event, occurred: occurred, contents: contents) {
            Leaf(
                id: id,
                occurred: occurred,
                recorded: now,
                received: received,
                by: officer,
                contents: $0,
                event: event
            )
        }
        frontier.append(leaf: commitments)
        try Tables(db: db).apply(event, record: number, recordedAt: now)
        if case .centre(.erased(let erasure)) = event { try vault.erase(erasure.contents, in: db) }
        return Receipt(record: number, event: id)
    }

    /// The record row must stand before the contents that refer to it, and its leaf names their commitments; so the
    /// row is written first with an empty leaf and filled in the same transaction.
    private func insertRow(
        number: UInt64,
        id: ID<Kind.Event>,
        event: Event,
        occurred: Instant,
        contents: [NewContent],
        leaf: ([ContentCommitment]) -> Leaf
    ) throws -> [UInt8] {
        try db.execute(
            sql: """
                insert into record (number, id, kind, stay, tag, occurred_us, recorded_us, leaf)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Int64(number), Data(id.bytes), event.kindName, event.subjectStay.map { Data($0.bytes) },
                event.subjectTag?.text,
                occurred.microseconds, now.microseconds, Data(),
            ]
        )
        let commitments = try contents.map { content in
            ContentCommitment(
                id: content.id,
                person: content.person,
                commitment: try vault.store(content, salt: newSalt(), record: number, in: db)
            )
        }
        let bytes = leaf(commitments).bytes()
        guard bytes.count <= Growth.leafLimit else { throw StoreFault.leafTooLong(bytes: bytes.count) }
        try db.execute(
            sql: "update record set leaf = ? where number = ?",
            arguments: [Data(bytes), Int64(number)]
        )
        return bytes
    }

    /// From the same source as the ids, so that a rehearsal of one seed writes the same leaves again.
    private func newSalt() -> [UInt8] {
        (0..<2).flatMap { _ in withUnsafeBytes(of: makeID().bigEndian) { [UInt8]($0) } }
    }

    /// Writes the head for everything recorded so far in this transaction.
    func saveHead() throws {
        try db.execute(
            sql: """
                insert into head (one, size, frontier) values (1, ?, ?)
                on conflict (one) do update set size = excluded.size, frontier = excluded.frontier
                """,
            arguments: [Int64(frontier.size), Data(frontier.bytes)]
        )
    }
}

/// What can be wrong with a store; each ends a start or a command, none is passed over.
public enum StoreFault: Error, Hashable, Sendable {
    case headUnreadable
    case leafTooLong(bytes: Int)
    case leafUnreadable(record: UInt64)
    case notFound
    /// SQLite would not promise that a commit is on disk.
    case synchronousOff(Int)
    /// More commands wait than a commit cycle can answer in time: try again later (503).
    case overloaded
}
