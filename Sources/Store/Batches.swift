internal import Synchronization

/// Work that shares a commit: what arrived during the last one is the next batch, without a timer.
///
/// One thread takes batch after batch and is the only one that touches the state. Everybody is answered after the
/// commit of their batch. Urgent items have a queue of their own, which goes first.
public final class Batches<State: Sendable, Item: Sendable, Value: Sendable>: Sendable {
    /// Answers with one result for each item, in order; it blocks on the disk.
    public typealias Commit = @Sendable (inout State, [Item]) -> [Result<Value, any Error>]

    private let queueLimit: Int
    private let shared: Shared
    private let thread: DiskThread

    /// - batchLimit: items that share one commit at most.
    /// - queueLimit: items that may wait in each of the two queues; one more is refused as overloaded.
    public init(
        _ name: String,
        state: sending State,
        batchLimit: Int,
        queueLimit: Int,
        commit: @escaping Commit
    ) {
        self.queueLimit = queueLimit
        let shared = Shared(state: state, batchLimit: batchLimit, commit: commit)
        self.shared = shared
        thread = DiskThread(name) { shared.drain() }
    }

    /// Answers when the item's batch was committed; a full queue refuses with `StoreFault.overloaded`.
    public func submit(_ item: Item, isUrgent: Bool = false) async throws -> Value {
        let result = await withCheckedContinuation { continuation in
            let waiting = Waiting(item: item, continuation: continuation)
            let (isTaken, mustStart) = shared.queue.withLock { queue in
                guard (isUrgent ? queue.urgent.count : queue.ordinary.count) < queueLimit else { return (false, false) }
                if isUrgent { queue.urgent.append(waiting) } else { queue.ordinary.append(waiting) }
                return (true, queue.start())
            }
            if !isTaken { continuation.resume(returning: .failure(StoreFault.overloaded)) }
            if mustStart { thread.ring() }
        }
        return try result.get()
    }

    /// Runs between two batches, with the state that the last one left.
    public func performing<Answer: Sendable>(_ body: @escaping @Sendable (inout State) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            let mustStart = shared.queue.withLock { queue in
                queue.between.append { continuation.resume(returning: body(&$0)) }
                return queue.start()
            }
            if mustStart { thread.ring() }
        }
    }

    /// Items that wait for a batch.
    var waitingCount: Int { shared.queue.withLock { $0.urgent.count + $0.ordinary.count } }
}

extension Batches {
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

        /// Whether the thread must be woken.
        mutating func start() -> Bool {
            defer { isRunning = true }
            return !isRunning
        }

        /// The next items, urgent ones first; nil where nothing waits.
        mutating func batch(upTo limit: Int) -> [Waiting]? {
            let urgent = min(self.urgent.count, limit)
            let ordinary = min(self.ordinary.count, limit - urgent)
            guard urgent + ordinary > 0 else { return nil }
            let batch = Array(self.urgent[..<urgent]) + self.ordinary[..<ordinary]
            self.urgent.removeFirst(urgent)
            self.ordinary.removeFirst(ordinary)
            return batch
        }
    }

    private enum Work {
        case between(@Sendable (inout State) -> Void)
        case batch([Waiting])
    }

    /// What the thread works on; apart from its owner, so that it does not keep it.
    private final class Shared: Sendable {
        let queue = Mutex(Queue())
        private let batchLimit: Int
        private let commit: Commit
        /// Locked by the thread only, so nobody ever waits for it.
        private let state: Mutex<State>

        init(state: sending State, batchLimit: Int, commit: @escaping Commit) {
            self.state = Mutex(state)
            self.batchLimit = batchLimit
            self.commit = commit
        }

        func drain() {
            while let work = next() {
                switch work {
                case .between(let body): state.withLock { body(&$0) }
                case .batch(let batch):
                    let results = state.withLock { state in commit(&state, batch.map { $0.item }) }
                    precondition(results.count == batch.count, "a commit answers every item")
                    for index in batch.indices { batch[index].continuation.resume(returning: results[index]) }
                }
            }
        }

        private func next() -> Work? {
            queue.withLock { queue in
                if !queue.between.isEmpty { return .between(queue.between.removeFirst()) }
                if let batch = queue.batch(upTo: batchLimit) { return .batch(batch) }
                queue.isRunning = false
                return nil
            }
        }
    }
}
