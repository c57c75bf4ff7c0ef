import Devices
import Foundation
import Logging
import Testing

/// The broker keeps a message until we have made it durable; a minute without an answer is a failure.
@Suite(.timeLimit(.minutes(1)))
struct RedeliveryTests {
    private let own = BrokerTopics(centre: TestBroker.centre).observations(of: "S1")

    /// Publishes as base station `S1`; returns once the broker has all of it.
    private func publish(_ texts: String..., at broker: TestBroker) async throws {
        let client = try MQTTClient(broker.address, clientID: "S1", credentials: TestBroker.device)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await client.run() }
            defer { group.cancelAll() }
            try await client.connected()
            for text in texts { try await client.publish(Array(text.utf8), to: own) }
        }
    }

    /// Lets the broker know the server, which is away afterwards, and leaves it a message.
    private func leave(_ text: String, at broker: TestBroker) async throws {
        try await Seen().whileListening(at: broker) {}
        try await publish(text, at: broker)
    }

    @Test func whatWasNotTakenIsDeliveredAgainInItsOrder() async throws {
        let broker = try TestBroker()
        defer { broker.stop() }
        let seen = Seen(refusingFirst: 2)

        try await seen.whileListening(at: broker) {
            try await publish("once", "last", at: broker)

            var deliveries: [String] = []
            for await delivery in seen.taken {
                deliveries.append(delivery)
                if delivery == "S1 last" { break }
            }
            #expect(deliveries == ["S1 once", "S1 once", "S1 once", "S1 last"])
        }
    }

    /// On a full disk positions stay with the base station, and the button behind them is heard.
    @Test func whatIsLeftUnansweredHoldsUpNothing() async throws {
        let broker = try TestBroker()
        defer { broker.stop() }
        let seen = Seen(refusingFirst: 1, as: .unanswered)

        try await seen.whileListening(at: broker) {
            try await publish("place", "button", at: broker)

            var deliveries: [String] = []
            for await delivery in seen.taken.prefix(2) { deliveries.append(delivery) }
            #expect(deliveries == ["S1 place", "S1 button"])
        }
    }

    @Test func aServerThatDiesWhileTakingAMessageHasNotAcknowledgedIt() async throws {
        let broker = try TestBroker()
        defer { broker.stop() }
        let seen = Seen()
        try await leave("frame 1", at: broker)

        await #expect(processExitsWith: .signal(SIGKILL)) { [port = broker.address.port as Int] in
            let dying = BrokerListener(
                BrokerAddress(host: "127.0.0.1", port: port),
                credentials: TestBroker.server,
                centre: TestBroker.centre,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ) { _, _ in
                kill(getpid(), SIGKILL)
                return .again
            }
            try await dying.run()
        }

        try await seen.whileListening(at: broker) {
            #expect(await seen.taken.first { _ in true } == "S1 frame 1")
        }
    }

    @Test func aMessageUnderWayAtTheStopIsDeliveredAfterTheStart() async throws {
        let broker = try TestBroker()
        defer { broker.stop() }
        let seen = Seen()
        let (begun, inbox) = AsyncStream.makeStream(of: Void.self)
        try await leave("frame 1", at: broker)
        let stopping = BrokerListener(
            broker.address,
            credentials: TestBroker.server,
            centre: TestBroker.centre,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { _, _ in
            inbox.yield()
            for await _ in AsyncStream<Void>.makeStream().stream {}
            return .again
        }

        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await stopping.run() }
            _ = await begun.first { _ in true }
            group.cancelAll()
        }

        try await seen.whileListening(at: broker) {
            #expect(await seen.taken.first { _ in true } == "S1 frame 1")
        }
    }
}
