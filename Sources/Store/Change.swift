internal import Alarms
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
    private(set) var hasErased = false

    /// What `record` gave an event.
    public struct Receipt: Hashable, Sendable {
        public let record: UInt64
        public let event: ID<Kind.Event>
    }

    init(db: Database, vault: ContentVault, world: World, frontier: Frontier) {
        self.db = db
        self.vault = vault
        self.frontier = frontier
        now = world.now()
        makeID = world.newID
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
        let sealed = try contents.map { try vault.seal($0, salt: newSalt(), in: db) }
        let leaf = Leaf(
            id: id,
            occurred: occurred,
            recorded: now,
            received: received,
            by: officer,
            contents: sealed.map(\.commitment),
            event: event
        )
        let bytes = leaf.bytes()
        guard bytes.count <= Growth.leafLimit else { throw StoreFault.leafTooLong(bytes: bytes.count) }
        try Self.insert(leaf, bytes, number: number, in: db)
        for content in sealed { try vault.insert(content, record: number, in: db) }
        frontier.append(leaf: bytes)
        try Tables(db: db).apply(event, record: number, recordedAt: now)
        if case .centre(.erased(let erasure)) = event {
            try vault.erase(erasure.contents, in: db)
            hasErased = true
        }
        return Receipt(record: number, event: id)
    }

    /// From the same source as the ids, so that a rehearsal of one seed writes the same leaves again.
    private func newSalt() -> [UInt8] {
        (0..<2).flatMap { _ in withUnsafeBytes(of: makeID().bigEndian) { [UInt8]($0) } }
    }

    /// The record's row: the leaf, and beside it what it is found by. News of an alarm belongs to the stay it is about.
    static func insert(_ leaf: Leaf, _ bytes: [UInt8], number: UInt64, in db: Database) throws {
        var stay = leaf.event.subjectStay.map { Data($0.bytes) }
        if stay == nil, case .alarm(let event) = leaf.event {
            let statement = try db.cachedStatement(sql: "select stay from alarm where id = ?")
            stay = try Data.fetchOne(statement, arguments: [Data(event.alarm.bytes)])
        }
        let statement = try db.cachedStatement(
            sql: """
                insert into record (number, id, kind, stay, tag, occurred_us, recorded_us, leaf)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.execute(
            arguments: [
                Int64(number), Data(leaf.id.bytes), leaf.event.kindName,
                stay, leaf.event.subjectTag?.text,
                leaf.occurred.microseconds, leaf.recorded.microseconds, Data(bytes),
            ]
        )
    }

    /// Writes the head for everything recorded so far in this transaction.
    static func save(head frontier: Frontier, in db: Database) throws {
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
    /// Positions are shed because places are behind: try again later (503). A call for help never is.
    case behind
    /// More commands wait than a commit cycle can answer in time: try again later (503).
    case overloaded
    /// There is no room on the disk for it: try again later (503). Nothing of it was written.
    case diskFull
    /// A raw chunk does not give back what was written into it; it is kept as it is.
    case chunkUnreadable(path: String, written: Int, read: Int)
}
