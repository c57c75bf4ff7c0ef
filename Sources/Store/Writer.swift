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

    private let batches: Batches<Command, any Sendable>

    init(
        pool: DatabasePool,
        vault: ContentVault,
        world: World,
        committed: @escaping @Sendable (UInt64) -> Void,
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) {
        batches = Batches(batchLimit: Self.batchLimit, queueLimit: Self.queueLimit) { commands in
            do {
                let (results, size) = try await pool.writeWithoutTransaction { db in
                    try Self.run(commands, vault: vault, world: world, in: db)
                }
                committed(size)
                return results
            } catch {
                syncFailed(error)
                return commands.map { _ in .failure(error) }
            }
        }
    }

    /// Runs a command and answers when it is on disk.
    func submit<Value: Sendable>(_ command: @escaping @Sendable (inout Change) throws -> Value) async throws -> Value {
        guard let value = try await batches.submit({ try command(&$0) }) as? Value else {
            preconditionFailure("a command answers with its own type")
        }
        return value
    }

    private static func run(
        _ commands: [Command],
        vault: ContentVault,
        world: World,
        in db: Database
    ) throws -> ([Result<any Sendable, any Error>], UInt64) {
        var results: [Result<any Sendable, any Error>] = []
        var size: UInt64 = 0
        try db.inTransaction(.immediate) {
            for command in commands { results.append(try runInSavepoint(command, vault: vault, world: world, in: db)) }
            size = try Change.head(in: db).size
            return .commit
        }
        return (results, size)
    }

    /// A command's own error undoes its savepoint and is its answer; an error of the savepoint itself ends the batch.
    private static func runInSavepoint(
        _ command: Command,
        vault: ContentVault,
        world: World,
        in db: Database
    ) throws -> Result<any Sendable, any Error> {
        var result: Result<any Sendable, any Error> = .failure(StoreFault.notFound)
        try db.inSavepoint {
            do {
                var change = try Change(db: db, vault: vault, world: world)
                let value = try command(&change)
                try change.saveHead()
                result = .success(value)
                return .commit
            } catch {
                result = .failure(error)
                return .rollback
            }
        }
        return result
    }
}
