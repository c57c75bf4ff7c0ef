import Devices
import Foundation
import Testing

/// Each test has a broker of its own, so none waits for another; a minute without an answer is a failure.
@Suite(.timeLimit(.minutes(1)))
struct BrokerListenerTests {
    private let topics = BrokerTopics(centre: TestBroker.centre)

    /// Runs listener and client beside `story`, then stops both and the broker.
    private func run(
        _ broker: TestBroker,
        _ listener: BrokerListener,
        _ clients: MQTTClient...,
        story: () async throws -> Void
    ) async throws {
        defer { broker.stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listener.run() }
            for client in clients { group.addTask { await client.run() } }
            do {
                try await story()
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }

    @Test func aMessageIsTakenAnsweredAndAcknowledged() async throws {
        let broker = try TestBroker()
        let seen = Seen()
        let (answers, inbox) = AsyncStream.makeStream(of: String.self)
        let client = try MQTTClient(
            broker.address,
            clientID: "S1",
            credentials: TestBroker.device,
            subscriptions: [topics.answers(to: "S1")]
        ) { inbox.yield("\($0) \(String(decoding: $1, as: UTF8.self))") }

        try await run(broker, seen.listener(broker), client) {
            await seen.wait(for: .listening)
            try await client.connected()
            try await client.publish(Array("frame 1".utf8), to: topics.observations(of: "S1"))

            #expect(await seen.taken.first { _ in true } == "S1 frame 1")
            #expect(await answers.first { _ in true } == "ringfence/linhai/answers/S1 safe")
        }
    }

    @Test func aDeviceCannotSpeakForAnother() async throws {
        let broker = try TestBroker()
        let seen = Seen()
        let client = try MQTTClient(broker.address, clientID: "S1", credentials: TestBroker.device)

        try await run(broker, seen.listener(broker), client) {
            await seen.wait(for: .listening)
            try await client.connected()
            try await client.publish(Array("forged".utf8), to: topics.observations(of: "S2"))
            try await client.publish(Array("own".utf8), to: topics.observations(of: "S1"))

            #expect(await seen.taken.first { _ in true } == "S1 own")
        }
    }

    @Test func aWrongSecretIsNotLetIn() async throws {
        let broker = try TestBroker()
        let seen = Seen()
        let forged = BrokerCredentials(name: "server", secret: "guessed")
        let client = try MQTTClient(broker.address, clientID: "S1", credentials: TestBroker.device)

        try await run(broker, seen.listener(broker, credentials: forged), client) {
            for await state in seen.states {
                if case .lost(let reason) = state, reason.contains("authori") { return }
                #expect(state != .listening)
            }
        }
    }

    @Test func aDeviceHearsOnlyItsOwnAnswers() async throws {
        let broker = try TestBroker()
        let seen = Seen()
        let (heard, inbox) = AsyncStream.makeStream(of: String.self)
        let curious = try MQTTClient(
            broker.address,
            clientID: "S1",
            credentials: TestBroker.device,
            subscriptions: [topics.allObservations, topics.answers(to: "+"), "#"]
        ) { topic, _ in inbox.yield(topic) }
        let neighbour = try MQTTClient(broker.address, clientID: "S2", credentials: TestBroker.other)

        try await run(broker, seen.listener(broker), curious, neighbour) {
            await seen.wait(for: .listening)
            try await curious.connected()
            try await neighbour.connected()
            try await neighbour.publish(Array("private".utf8), to: topics.observations(of: "S2"))
            try await curious.publish(Array("own".utf8), to: topics.observations(of: "S1"))

            #expect(await heard.first { _ in true } == topics.answers(to: "S1"))
        }
    }

    @Test func theListenerComesBackAfterTheBrokerDied() async throws {
        let broker = try TestBroker()
        let seen = Seen()
        let client = try MQTTClient(broker.address, clientID: "S1", credentials: TestBroker.device)

        try await run(broker, seen.listener(broker), client) {
            await seen.wait(for: .listening)
            try await client.connected()
            broker.kill()
            await seen.waitForLoss()
            try broker.start()
            await seen.wait(for: .listening)
            try await client.connected()
            try await client.publish(Array("after".utf8), to: topics.observations(of: "S1"))

            #expect(await seen.taken.first { _ in true } == "S1 after")
        }
    }
}
