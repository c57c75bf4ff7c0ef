public import ServiceLifecycle
internal import Synchronization

/// The device's side of the broker: publishes and hears answers (simulator, replay, tests).
public final class MQTTClient: Service, Sendable {
    /// A base station's buffer of ten minutes at one frame a second, and some more.
    public static let mostWaiting = 1_000

    fileprivate struct State {
        var isConnected = false
        /// Connections so far.
        var connections = 0
        var subscriptionsToAnswer = 0
        var isStopped = false
        var waiting: [Int32: CheckedContinuation<Void, any Error>] = [:]
        var awaitingConnection: [CheckedContinuation<Void, any Error>] = []
    }

    fileprivate final class Shared: Sendable {
        let state = Mutex(State())
    }

    private let session: MQTTSession
    private let shared: Shared
    /// - subscriptions: topics to hear; ``connected()`` waits for the broker's answer to them.
    /// - received: called on the connection's thread; must not block.
    public init(
        _ address: BrokerAddress,
        clientID: String,
        credentials: BrokerCredentials?,
        subscriptions: [String] = [],
        received: @escaping @Sendable (_ topic: String, _ payload: [UInt8]) -> Void = { _, _ in }
    ) throws {
        let shared = Shared()
        self.shared = shared
        let handlers = MQTTSession.Handlers(
            connected: { session in
                shared.state.withLock { $0.subscriptionsToAnswer = subscriptions.count }
                // It fails only if the connection is gone again; the next one subscribes anew.
                for topic in subscriptions { try? session.subscribe(to: topic) }
                if subscriptions.isEmpty { shared.markConnected() }
            },
            lost: { _ in shared.state.withLock { $0.isConnected = false } },
            subscribed: { _ in shared.subscriptionAnswered() },
            received: { _, message in
                received(message.topic, message.payload)
                return true
            },
            acknowledged: { number in
                shared.state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
            }
        )
        session = try MQTTSession(address, clientID: clientID, credentials: credentials, handlers: handlers)
    }

    /// Keeps the connection up until graceful shutdown or cancellation.
    public func run() async {
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await session.run()
            } onCancel: {
                session.stop()
            }
        } onGracefulShutdown: {
            self.session.stop()
        }
        shared.stop()
    }

    /// How many times the broker has let us in: a broker that was started again has forgotten what it had.
    public var connections: Int { shared.state.withLock { $0.connections } }

    /// Returns once the broker has let us in and answered the subscriptions.
    public func connected() async throws {
        try await withCheckedThrowingContinuation { continuation in
            let ready: Result<Void, any Error>? = shared.state.withLock { state in
                if state.isStopped { return .failure(BrokerFault.stopped) }
                if state.isConnected { return .success(()) }
                state.awaitingConnection.append(continuation)
                return nil
            }
            if let ready { continuation.resume(with: ready) }
        }
    }

    /// Returns once the broker has acknowledged the message; through a lost connection it waits for the next one.
    ///
    /// That acknowledgement says only that the broker has it; what is durable is said on the answers topic.
    public func publish(_ payload: [UInt8], to topic: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            // Under the lock, so that the acknowledgement cannot come before its number is known.
            let failure: (any Error)? = shared.state.withLock { state in
                guard !state.isStopped else { return BrokerFault.stopped }
                guard state.isConnected else { return BrokerFault.notConnected }
                guard state.waiting.count < Self.mostWaiting else { return BrokerFault.tooManyWaiting }
                do {
                    state.waiting[try session.publish(payload, to: topic)] = continuation
                    return nil
                } catch {
                    return error
                }
            }
            if let failure { continuation.resume(throwing: failure) }
        }
    }
}

extension MQTTClient.Shared {
    fileprivate func subscriptionAnswered() {
        let isLast = state.withLock { state in
            state.subscriptionsToAnswer -= 1
            return state.subscriptionsToAnswer == 0
        }
        if isLast { markConnected() }
    }

    fileprivate func markConnected() {
        let waiting = state.withLock { state in
            state.isConnected = true
            state.connections += 1
            defer { state.awaitingConnection = [] }
            return state.awaitingConnection
        }
        for continuation in waiting { continuation.resume() }
    }

    fileprivate func stop() {
        let waiting = state.withLock { state in
            state.isStopped = true
            state.isConnected = false
            defer { (state.waiting, state.awaitingConnection) = ([:], []) }
            return state.awaitingConnection + state.waiting.values
        }
        for continuation in waiting { continuation.resume(throwing: BrokerFault.stopped) }
    }
}
