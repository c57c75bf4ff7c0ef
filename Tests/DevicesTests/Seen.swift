import Devices
import Logging
import Synchronization

/// What the listener saw, in order, for a test to wait for.
final class Seen: Sendable {
    let states: AsyncStream<BrokerListener.State>
    let taken: AsyncStream<String>
    private let stateInbox: AsyncStream<BrokerListener.State>.Continuation
    private let takenInbox: AsyncStream<String>.Continuation
    private let refusals = Mutex(0)

    private let refusal: BrokerListener.Outcome

    /// - refusal: what becomes of the first messages.
    init(refusingFirst count: Int = 0, as refusal: BrokerListener.Outcome = .again) {
        self.refusal = refusal
        (states, stateInbox) = AsyncStream.makeStream()
        (taken, takenInbox) = AsyncStream.makeStream()
        refusals.withLock { $0 = count }
    }

    func listener(_ broker: TestBroker, credentials: BrokerCredentials = TestBroker.server) -> BrokerListener {
        BrokerListener(
            broker.address,
            credentials: credentials,
            centre: TestBroker.centre,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            changed: { self.stateInbox.yield($0) },
            ingest: { device, payload in
                self.takenInbox.yield("\(device) \(String(decoding: payload, as: UTF8.self))")
                let isRefused = self.refusals.withLock { left in
                    defer { left = max(0, left - 1) }
                    return left > 0
                }
                return isRefused ? self.refusal : .answered(Array("safe".utf8))
            }
        )
    }

    /// Runs `story` beside the listener, then stops it.
    func whileListening(at broker: TestBroker, story: () async throws -> Void) async throws {
        let listener = listener(broker)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listener.run() }
            defer { group.cancelAll() }
            await wait(for: .listening)
            try await story()
        }
    }

    func wait(for state: BrokerListener.State) async {
        for await next in states where next == state { return }
    }

    func waitForLoss() async {
        for await next in states { if case .lost = next { return } }
    }
}
