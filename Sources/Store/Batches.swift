/// Work that shares a commit: what arrived during the last one is the next batch, without a timer.
///
/// The first in the queue leads: it commits for itself and for all that wait behind it, then wakes the next leader,
/// so that no task of its own is needed. Everybody is answered after the commit of their batch.
actor Batches<Item: Sendable, Value: Sendable> {
    private struct Waiting {
        let item: Item
        let continuation: CheckedContinuation<Turn, Never>
    }

    private enum Turn: Sendable {
        case lead
        case done(Result<Value, any Error>)
    }

    private let batchLimit: Int
    private let queueLimit: Int
    private let commit: @Sendable ([Item]) async -> [Result<Value, any Error>]
    private var waiting: [Waiting] = []
    private var isCommitting = false

    /// - batchLimit: items that share one commit at most.
    /// - queueLimit: items that may wait; one more is refused as overloaded.
    /// - commit: answers with one result for each item, in order.
    init(
        batchLimit: Int,
        queueLimit: Int,
        commit: @escaping @Sendable ([Item]) async -> [Result<Value, any Error>]
    ) {
        self.batchLimit = batchLimit
        self.queueLimit = queueLimit
        self.commit = commit
    }

    func submit(_ item: Item) async throws -> Value {
        guard waiting.count < queueLimit else { throw StoreFault.overloaded }
        let turn = await withCheckedContinuation { continuation in
            waiting.append(Waiting(item: item, continuation: continuation))
            passTheLead()
        }
        switch turn {
        case .lead: return try await commitBatch().get()
        case .done(let result): return try result.get()
        }
    }

    private func passTheLead() {
        guard !isCommitting, let first = waiting.first else { return }
        isCommitting = true
        first.continuation.resume(returning: .lead)
    }

    /// Commits the leader's item with those that wait behind it; answers with the leader's own result.
    private func commitBatch() async -> Result<Value, any Error> {
        let batch = Array(waiting.prefix(batchLimit))
        waiting.removeFirst(batch.count)
        let results = await commit(batch.map(\.item))
        precondition(results.count == batch.count, "a commit answers every item")
        for (waiting, result) in zip(batch, results).dropFirst() {
            waiting.continuation.resume(returning: .done(result))
        }
        isCommitting = false
        passTheLead()
        return results[0]
    }
}
