internal import Domain
internal import Foundation
internal import GRDB
internal import Journal

/// The one connection that writes.
///
/// Each command runs in its own savepoint, so that a refusal undoes only itself; the answers leave after the commit
/// has reached the disk.
struct Writer: Sendable {
    /// Commands that share one commit: enough to fill a disk's sync, few enough to keep the first one's wait short.
    static let batchLimit = 64
    /// Commands that may wait, about four seconds of work at a thousand commands a second; beyond it they are refused.
    static let queueLimit = 4_096

    typealias Command = @Sendable (inout Change) throws -> any Sendable

    private let batches: Batches<Erasing, Command, any Sendable>

    /// What was erased is gone from the file, but not yet from the write-ahead log.
    private struct Erasing: Sendable {
        var isDue = false
    }

    init(
        pool: DatabasePool,
        vault: ContentVault,
        disk: DiskReserve,
        world: World,
        committed: @escaping @Sendable (UInt64) -> Void,
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) {
        batches = Batches(
            "writer",
            state: Erasing(),
            batchLimit: Self.batchLimit,
            queueLimit: Self.queueLimit
        ) { erasing, commands in
            do {
                let done = try pool.writeWithoutTransaction { db in
                    let done = try Self.makingRoom(on: disk) {
                        try Self.run(commands, vault: vault, world: world, in: db)
                    }
                    erasing.isDue = try Self.emptyLog(erasing.isDue || done.hasErased, in: db)
                    return done
                }
                committed(done.size)
                return done.results
            } catch let error as DatabaseError where error.isDiskFull {
                return commands.map { _ in .failure(StoreFault.diskFull) }
            } catch {
                syncFailed(error)
                return commands.map { _ in .failure(error) }
            }
        }
    }

    /// Runs a command and answers when it is on disk.
    func submit<Value: Sendable>(
        isUrgent: Bool,
        _ command: @escaping @Sendable (inout Change) throws -> Value
    ) async throws -> Value {
        guard let value = try await batches.submit({ try command(&$0) }, isUrgent: isUrgent) as? Value else {
            preconditionFailure("a command answers with its own type")
        }
        return value
    }

    private struct Done {
        var results: [Result<any Sendable, any Error>] = []
        var size: UInt64 = 0
        var hasErased = false
    }

    /// Runs once more with the reserve where the disk was full: it was so before anything was synced, and the
    /// transaction was rolled back.
    private static func makingRoom(on disk: DiskReserve, _ work: () throws -> Done) throws -> Done {
        do {
            return try work()
        } catch let error as DatabaseError where error.isDiskFull && disk.giveUp() {
            return try work()
        }
    }

    private static func run(
        _ commands: [Command],
        vault: ContentVault,
        world: World,
        in db: Database
    ) throws -> Done {
        var done = Done()
        try db.inTransaction(.immediate) {
            let before = try Change.head(in: db)
            var frontier = before
            for command in commands {
                var change = Change(db: db, vault: vault, world: world, frontier: frontier)
                let result = try runInSavepoint(command, &change)
                done.results.append(result)
                guard case .success = result else { continue }
                frontier = change.frontier
                done.hasErased = done.hasErased || change.hasErased
            }
            if frontier != before { try Change.save(head: frontier, in: db) }
            done.size = frontier.size
            return .commit
        }
        return done
    }

    /// A command's own error undoes its savepoint and is its answer; an error of the savepoint itself ends the batch.
    private static func runInSavepoint(
        _ command: Command,
        _ change: inout Change
    ) throws -> Result<any Sendable, any Error> {
        var result: Result<any Sendable, any Error> = .failure(StoreFault.notFound)
        try change.db.inSavepoint {
            do {
                result = .success(try command(&change))
                return .commit
            } catch let error as DatabaseError where error.isDiskFull {
                // SQLite may have rolled back more than the savepoint.
                throw error
            } catch {
                result = .failure(error)
                return .rollback
            }
        }
        return result
    }

    /// Moves the log into the file and cuts it, so that pages from before an erasure are nowhere; answers whether it
    /// is still due because a reader or a full disk is in the way.
    private static func emptyLog(_ isDue: Bool, in db: Database) throws -> Bool {
        guard isDue else { return false }
        do {
            let row = try Row.fetchOne(db, sql: "pragma wal_checkpoint(truncate)")
            return (row?["busy"] as Int?) != 0
        } catch let error as DatabaseError where error.isDiskFull {
            return true
        }
    }
}

extension DatabaseError {
    /// A write found no room. It says nothing of a sync: after one of those nobody knows what is on the disk.
    fileprivate var isDiskFull: Bool { resultCode == .SQLITE_FULL }
}
