import Dispatch
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

    @Test func aThreadEndsWithItsOwner() async throws {
        let (rings, rung) = AsyncStream.makeStream(of: Void.self)
        weak var bell: DiskThread.Bell?
        do {
            let thread = DiskThread("test") { rung.yield() }
            bell = thread.bell
            thread.ring()
            for await _ in rings { break }
            #expect(bell != nil)
        }

        // Only the thread holds the bell now, until it has heard it for the last time.
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(20)
        while bell != nil, clock.now < limit { await Task.yield() }
        #expect(bell == nil)
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
    private let opened = DispatchSemaphore(value: 0)

    func wait() {
        entered.yield()
        opened.wait()
        opened.signal()
    }

    func isEntered() async {
        for await _ in entries { return }
    }

    func open() { opened.signal() }
}
