public import Domain
internal import Events
internal import Foundation
internal import GRDB
internal import Journal
internal import Synchronization

/// When what a store was given is on disk.
public enum Durability: Hashable, Sendable {
    /// Before anybody is answered: every centre.
    case eachCommit
    /// All at once, by ``Store/settle()``: a history made in one piece, which is begun again after a crash.
    case atTheEnd
}

/// The durable memory of one centre: the journal, the tables that follow from it, and the contents beside it.
///
/// One writing connection that also checkpoints (SQLite 3.40 has the WAL-reset bug), FULL synchronous, group commit.
public final class Store: Sendable {
    let folder: DataFolder
    let durability: Durability
    public let keys: KeyFolder
    let pool: DatabasePool
    let vault: ContentVault
    public let disk: DiskReserve
    private let writer: Writer
    private let world: World
    let passwords = PasswordMill()
    /// The devices by the digest of their token; nil until it is asked for.
    let tokens = Mutex<[Data: Code<Kind.Device>]?>(nil)

    /// Opens the folder and refuses what is older than, or other than, what was signed.
    ///
    /// - committed: called with the journal's size after each commit, before its commands are answered.
    /// - syncFailed: called when a commit failed; the process must end without answering (exit code 74).
    public init(
        folder: DataFolder,
        keys: KeyFolder,
        world: World,
        durability: Durability = .eachCommit,
        committed: @escaping @Sendable (UInt64) -> Void = { _ in },
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) throws {
        self.folder = folder
        self.durability = durability
        self.keys = keys
        disk = DiskReserve(in: folder.url)
        // A start on a full disk needs room before it can even open the tables.
        if !disk.takes(.place) { _ = disk.giveUp() }
        pool = try Self.open(folder.database, durability)
        self.world = world
        vault = ContentVault(dataKey: keys.dataKey)
        writer = Writer(
            pool: pool,
            vault: vault,
            disk: disk,
            world: world,
            committed: committed,
            syncFailed: syncFailed
        )
        try refuseOtherHistory()
    }

    private static func open(_ url: URL, _ durability: Durability) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            guard db.configuration.readonly else { return try db.execute(sql: "pragma secure_delete = on") }
            // One connection writes and checkpoints, and no other ever does.
            try db.execute(sql: "pragma query_only = on")
            try db.execute(sql: "pragma wal_autocheckpoint = 0")
        }
        let pool = try DatabasePool(path: url.path, configuration: configuration)
        // GRDB sets NORMAL after the closure above has run: set FULL now and read it back.
        let level = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "pragma synchronous = \(durability == .eachCommit ? "full" : "off")")
            return try Int.fetchOne(db, sql: "pragma synchronous") ?? 0
        }
        guard level >= 2 || durability == .atTheEnd else { throw StoreFault.synchronousOff(level) }
        try Schema.migrate(pool)
        return pool
    }

    /// Makes everything durable: the end of a history.
    public func settle() throws {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        sync()
    }

    /// Loads, decides and records in one transaction; answers when it is on disk.
    ///
    /// - isUrgent: a call for help, or what follows from records that are durable already: it has a queue of its own.
    public func submit<Value: Sendable>(
        isUrgent: Bool = false,
        _ command: @escaping @Sendable (inout Change) throws -> Value
    ) async throws -> Value {
        try await writer.submit(isUrgent: isUrgent, command)
    }

    /// What a command would find now: the last commit. It comes as a constant, which can record nothing, and waits for
    /// no commit under way.
    public func peek<Value>(_ look: (Change) throws -> Value) throws -> Value {
        try pool.read { db in
            try look(Change(db: db, vault: vault, world: world, frontier: Change.head(in: db)))
        }
    }

    /// What a commit promises here, for the log of a start: read back, not assumed.
    public var promise: String {
        let level = try? pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "pragma synchronous") }
        let version = try? pool.read { try String.fetchOne($0, sql: "select sqlite_version()") }
        return "SQLite \(version ?? "?"): synchronous \(level ?? -1) read back; one connection writes and checkpoints"
    }

    /// How many records the journal holds.
    public func size() throws -> UInt64 {
        try pool.read { try Change.head(in: $0).size }
    }

    /// The leaves from one record on, at most `limit` of them.
    func leaves(from first: UInt64, limit: Int) throws -> [[UInt8]] {
        try pool.read { db in
            try Data.fetchAll(
                db,
                sql: "select leaf from record where number >= ? order by number limit ?",
                arguments: [Int64(first), limit]
            ).map { [UInt8]($0) }
        }
    }
}
