internal import Dispatch
public import Logging
public import ServiceLifecycle
internal import Synchronization

/// Takes messages of devices from the broker; each is acknowledged only after `ingest` has made it durable.
///
/// One message is under way at a time: the thread of the connection waits in the callback until `ingest` is done, and
/// the library acknowledges when the callback returns. When `ingest` wants it again (the queue is full or closing), or
/// takes longer than ``patience``, the connection is cut instead and the broker delivers the message again; the frame's
/// number keeps it from counting twice.
public struct BrokerListener: Service {
    public enum State: Hashable, Sendable {
        /// Subscribed: observations arrive.
        case listening
        /// The broker let us in but not to the topic.
        case notAllowed
        case lost(String)
    }

    /// What became of a message.
    public enum Outcome: Hashable, Sendable {
        /// It is durable, and the device is told so.
        case answered([UInt8])
        /// It was not taken and holds up nothing behind it: the device is told nothing, keeps it and sends it again.
        case unanswered
        /// It was not taken; the broker shall deliver it again.
        case again
    }

    /// Far below the 90 s of silence after which the broker gives the connection up.
    public static let patience = 20

    private let address: BrokerAddress
    private let credentials: BrokerCredentials?
    private let topics: BrokerTopics
    private let logger: Logger
    private let changed: @Sendable (State) -> Void
    private let ingest: @Sendable (_ device: String, _ payload: [UInt8]) async -> Outcome
    /// - changed: told of each change of the connection: for health, alarms and the `ready` line.
    /// - ingest: makes a message durable and answers what the device is told.
    public init(
        _ address: BrokerAddress,
        credentials: BrokerCredentials?,
        centre: String,
        logger: Logger,
        changed: @escaping @Sendable (State) -> Void = { _ in },
        ingest: @escaping @Sendable (_ device: String, _ payload: [UInt8]) async -> Outcome
    ) {
        self.address = address
        self.credentials = credentials
        topics = BrokerTopics(centre: centre)
        self.logger = logger
        self.changed = changed
        self.ingest = ingest
    }

    /// Listens until graceful shutdown or cancellation; a broker that is away is tried again for ever.
    public func run() async throws {
        let (deliveries, inbox) = AsyncStream.makeStream(of: Delivery.self)
        // The broker keeps messages for this name while we are away, so it must not change.
        let clientID = credentials?.name ?? "ringfence-\(topics.centre)"
        let session = try MQTTSession(
            address,
            clientID: clientID,
            credentials: credentials,
            handlers: handlers(inbox)
        )
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        await session.run()
                        inbox.finish()
                    }
                    for await delivery in deliveries {
                        delivery.finish(with: await ingest(delivery.device, delivery.payload))
                    }
                }
            } onCancel: {
                session.stop()
            }
        } onGracefulShutdown: {
            session.stop()
        }
    }

    private func handlers(_ inbox: AsyncStream<Delivery>.Continuation) -> MQTTSession.Handlers {
        MQTTSession.Handlers(
            connected: { session in
                do {
                    try session.subscribe(to: topics.allObservations)
                } catch {
                    logger.warning("The broker took no subscription", metadata: ["error": "\(error)"])
                }
            },
            lost: { reason in
                logger.warning("No connection to the broker", metadata: ["reason": "\(reason)"])
                changed(.lost(reason))
            },
            subscribed: { isGranted in
                logger.info("The broker answered the subscription", metadata: ["granted": "\(isGranted)"])
                changed(isGranted ? .listening : .notAllowed)
            },
            received: { session, message in take(message, from: session, into: inbox) }
        )
    }

    /// Waits until `ingest` is done with the message; false if the broker shall deliver it again.
    private func take(
        _ message: MQTTMessage,
        from session: MQTTSession,
        into inbox: AsyncStream<Delivery>.Continuation
    ) -> Bool {
        // Only our own topics are subscribed; anything else is not worth delivering again.
        guard let device = topics.device(publishingOn: message.topic) else { return true }
        let delivery = Delivery(device: device, payload: message.payload)
        // Nobody reads the inbox any more when we are being stopped.
        guard case .enqueued = inbox.yield(delivery) else { return false }
        let answer: [UInt8]
        switch delivery.wait(seconds: Self.patience) {
        case .answered(let bytes): answer = bytes
        case .unanswered: return true
        case .again:
            logger.warning("A message was not taken", metadata: ["device.id": "\(device)"])
            return false
        }
        do {
            _ = try session.publish(answer, to: topics.answers(to: device))
        } catch {
            // The device sends the frame again and is answered then.
            logger.notice("An answer was not sent", metadata: ["device.id": "\(device)", "error": "\(error)"])
        }
        return true
    }
}

/// One message on its way through `ingest`, with the thread of the connection waiting for it.
private final class Delivery: Sendable {
    let device: String
    let payload: [UInt8]
    private let outcome = Mutex(BrokerListener.Outcome.again)
    private let done = DispatchSemaphore(value: 0)

    init(device: String, payload: [UInt8]) {
        self.device = device
        self.payload = payload
    }

    func finish(with outcome: BrokerListener.Outcome) {
        self.outcome.withLock { $0 = outcome }
        done.signal()
    }

    func wait(seconds: Int) -> BrokerListener.Outcome {
        guard done.wait(timeout: .now() + .seconds(seconds)) == .success else { return .again }
        return outcome.withLock { $0 }
    }
}
