internal import Synchronization

/// Work that shares a commit: what arrived during the last one is the next batch, without a timer.
///
/// One thread takes batch after batch and is the only one that touches the state. Everybody is answered after the
/// commit of their batch. Urgent items have a queue of their own, which goes first.
public final class Batches<State: Sendable, Item: Sendable, Value: Sendable>: Sendable {
    /// Answers with one result for each item, in order; it blocks on the disk.
    public typealias Commit = @Sendable (inout State, [Item]) -> [Result<Value, any Error>]

    private struct Waiting {
        let item: Item
        let continuation: CheckedContinuation<Result<Value, any Error>, Never>
    }

    private struct Queue {
        var urgent: [Waiting] = []
        var ordinary: [Waiting] = []
        /// Done between two batches.
        var between: [@Sendable (inout State) -> Void] = []
        var isRunning = false
    }

    private enum Work {
        case between(@Sendable (inout State) -> Void)
        case batch([Waiting])
    }

    private let batchLimit: Int
    private let queueLimit: Int
    private let commit: Commit
    private let thread: DiskExecutor
    private let queue = Mutex(Queue())
    /// Locked by the thread only, so nobody ever waits for it.
    private let state: Mutex<State>

    /// - batchLimit: items that share one commit at most.
    /// - queueLimit: items that may wait in each of the two queues; one more is refused as overloaded.
    public init(
        _ name: String,
        state: sending State,
        batchLimit: Int,
        queueLimit: Int,
        commit: @escaping Commit
    ) {
        thread = DiskExecutor(name)
        self.state = Mutex(state)
        self.batchLimit = batchLimit
        self.queueLimit = queueLimit
        self.commit = commit
    }

    /// Answers when the item's batch was committed; a full queue refuses with `StoreFault.overloaded`.
    public func submit(_ item: Item, isUrgent: Bool = false) async throws -> Value {
        let result = await withCheckedContinuation { continuation in
            let waiting = Waiting(item: item, continuation: continuation)
            let (isTaken, mustStart) = queue.withLock { queue in
                guard (isUrgent ? queue.urgent.count : queue.ordinary.count) < queueLimit else { return (false, false) }
                if isUrgent { queue.urgent.append(waiting) } else { queue.ordinary.append(waiting) }
                return (true, Self.start(&queue))
            }
            if !isTaken { continuation.resume(returning: .failure(StoreFault.overloaded)) }
            if mustStart { thread.run { self.drain() } }
        }
        return try result.get()
    }

    /// Runs between two batches, with the state that the last one left.
    public func performing<Answer: Sendable>(_ body: @escaping @Sendable (inout State) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            let mustStart = queue.withLock { queue in
                queue.between.append { continuation.resume(returning: body(&$0)) }
                return Self.start(&queue)
            }
            if mustStart { thread.run { self.drain() } }
        }
    }

    /// Items that wait for a batch.
    var waitingCount: Int { queue.withLock { $0.urgent.count + $0.ordinary.count } }

    private static func start(_ queue: inout Queue) -> Bool {
        defer { queue.isRunning = true }
        return !queue.isRunning
    }

    private func drain() {
        while let work = next() {
            switch work {
            case .between(let body): state.withLock { body(&$0) }
            case .batch(let batch):
                let results = state.withLock { commit(&$0, batch.map(\.item)) }
                precondition(results.count == batch.count, "a commit answers every item")
                for (waiting, result) in zip(batch, results) { waiting.continuation.resume(returning: result) }
            }
        }
    }

    private func next() -> Work? {
        queue.withLock { queue in
            if !queue.between.isEmpty { return .between(queue.between.removeFirst()) }
            let urgent = queue.urgent.prefix(batchLimit)
            let ordinary = queue.ordinary.prefix(batchLimit - urgent.count)
            guard !urgent.isEmpty || !ordinary.isEmpty else {
                queue.isRunning = false
                return nil
            }
            let batch = Array(urgent) + Array(ordinary)
            queue.urgent.removeFirst(urgent.count)
            queue.ordinary.removeFirst(ordinary.count)
            return .batch(batch)
        }
    }
}
