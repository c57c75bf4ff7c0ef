internal import Domain
internal import Foundation
internal import GRDB
internal import Journal

/// The one connection that writes: what arrived during the last commit is the next batch, without a timer.
///
/// Each command runs in its own savepoint, so that a refusal undoes only itself; the answers leave after the commit
/// has reached the disk.
actor Writer {
    /// Commands that share one commit: enough to fill a disk's sync, few enough to keep the first one's wait short.
    static let batchLimit = 64
    /// Commands that may wait, about four seconds of work at a thousand commands a second; beyond it they are refused.
    static let queueLimit = 4_096

    private struct Job {
        let run: @Sendable (inout Change) throws -> any Sendable
        let finish: @Sendable (Result<any Sendable, any Error>) -> Void
        let lead: @Sendable () -> Void
    }

    private enum Turn: Sendable {
        case lead
        case done(Result<any Sendable, any Error>)
    }

    private let pool: DatabasePool
    private let vault: ContentVault
    private let world: World
    private let committed: @Sendable (UInt64) -> Void
    private let syncFailed: @Sendable (any Error) -> Void
    private var waiting: [Job] = []
    private var isCommitting = false

    init(
        pool: DatabasePool,
        vault: ContentVault,
        world: World,
        committed: @escaping @Sendable (UInt64) -> Void,
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) {
        self.pool = pool
        self.vault = vault
        self.world = world
        self.committed = committed
        self.syncFailed = syncFailed
    }

    /// Runs a command and answers when it is on disk.
    func submit<Value: Sendable>(_ command: @escaping @Sendable (inout Change) throws -> Value) async throws -> Value {
        guard waiting.count < Self.queueLimit else { throw StoreFault.overloaded }
        var turn = await withCheckedContinuation { (continuation: CheckedContinuation<Turn, Never>) in
            enqueue(command, continuation)
        }
        if case .lead = turn { turn = .done(await commitBatch()) }
        guard case .done(let result) = turn, let value = try result.get() as? Value else {
            preconditionFailure("a job is led or done, and answers with its own type")
        }
        return value
    }

    private func enqueue<Value: Sendable>(
        _ command: @escaping @Sendable (inout Change) throws -> Value,
        _ continuation: CheckedContinuation<Turn, Never>
    ) {
        waiting.append(
            Job(
                run: { try command(&$0) },
                finish: { continuation.resume(returning: .done($0)) },
                lead: { continuation.resume(returning: .lead) }
            )
        )
        passTheLead()
    }

    /// Wakes the first in the queue to commit for itself and all behind it.
    private func passTheLead() {
        guard !isCommitting, let first = waiting.first else { return }
        isCommitting = true
        first.lead()
    }

    /// Commits the leader's command with those that wait behind it; answers with the leader's own result.
    private func commitBatch() async -> Result<any Sendable, any Error> {
        let batch = Array(waiting.prefix(Self.batchLimit))
        waiting.removeFirst(batch.count)
        let results = await commit(batch)
        for (job, result) in zip(batch, results).dropFirst() { job.finish(result) }
        isCommitting = false
        passTheLead()
        return results[0]
    }

    private func commit(_ batch: [Job]) async -> [Result<any Sendable, any Error>] {
        let (vault, world) = (vault, world)
        do {
            let (results, size) = try await pool.writeWithoutTransaction { db in
                try Self.run(batch, vault: vault, world: world, in: db)
            }
            committed(size)
            return results
        } catch {
            syncFailed(error)
            return batch.map { _ in .failure(error) }
        }
    }

    private static func run(
        _ batch: [Job],
        vault: ContentVault,
        world: World,
        in db: Database
    ) throws -> ([Result<any Sendable, any Error>], UInt64) {
        var results: [Result<any Sendable, any Error>] = []
        var size: UInt64 = 0
        try db.inTransaction(.immediate) {
            for job in batch { results.append(try runInSavepoint(job, vault: vault, world: world, in: db)) }
            size = try Change.head(in: db).size
            return .commit
        }
        return (results, size)
    }

    /// A command's own error undoes its savepoint and is its answer; an error of the savepoint itself ends the batch.
    private static func runInSavepoint(
        _ job: Job,
        vault: ContentVault,
        world: World,
        in db: Database
    ) throws -> Result<any Sendable, any Error> {
        var result: Result<any Sendable, any Error> = .failure(StoreFault.notFound)
        try db.inSavepoint {
            do {
                var change = try Change(db: db, vault: vault, world: world)
                let value = try job.run(&change)
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
