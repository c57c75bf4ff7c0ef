import Synchronization
import Testing

@testable import Store

struct BatchesTests {
    @Test func everyItemIsAnsweredOnceAndInOrder() async throws {
        let batches = Batches<Int, Int, Int>("test", state: 0, batchLimit: 8, queueLimit: 1_000) { count, items in
            items.map { item in
                count += 1
                return .success(item * 2)
            }
        }

        let answers = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for item in 0..<500 { group.addTask { (item, try await batches.submit(item)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        #expect(answers.count == 500)
        #expect(answers.allSatisfy { $0.value == $0.key * 2 })
        #expect(await batches.performing { $0 } == 500)
    }

    @Test func aFullQueueRefusesAndUrgentItemsHaveTheirOwn() async throws {
        let gate = Gate()
        let seen = Mutex<[[Int]]>([])
        let batches = Batches<Void, Int, Int>("test", state: (), batchLimit: 4, queueLimit: 2) { _, items in
            gate.wait()
            seen.withLock { $0.append(items) }
            return items.map { .success($0) }
        }

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await batches.submit(1) }
            await gate.isEntered()
            for item in [2, 3] { group.addTask { _ = try await batches.submit(item) } }
            while batches.waitingCount < 2 { await Task.yield() }
            await #expect(throws: StoreFault.overloaded) { try await batches.submit(4) }
            group.addTask { _ = try await batches.submit(9, isUrgent: true) }
            while batches.waitingCount < 3 { await Task.yield() }
            gate.open()
            try await group.waitForAll()
        }

        let batchesSeen = seen.withLock { $0 }
        #expect(batchesSeen.first == [1])
        #expect(batchesSeen.last?.first == 9)
        #expect(batchesSeen.last?.sorted() == [2, 3, 9])
    }
}

/// Holds a commit up until the test has seen what it waits for.
private final class Gate: Sendable {
    private let (entries, entered) = AsyncStream.makeStream(of: Void.self)
    private let lock = Mutex((isOpen: false, isEntered: false))

    func wait() {
        entered.yield()
        while !lock.withLock({ $0.isOpen }) {}
    }

    func isEntered() async {
        for await _ in entries { return }
    }

    func open() { lock.withLock { $0.isOpen = true } }
}
