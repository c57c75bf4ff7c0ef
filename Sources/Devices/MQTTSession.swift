internal import CMosquitto
internal import Dispatch
internal import Foundation
internal import Synchronization

/// A message as it came from the broker.
struct MQTTMessage: Sendable {
    let topic: String
    let payload: [UInt8]
}

/// One connection to the broker, kept up by a thread of its own, through libmosquitto.
///
/// `mosquitto_threaded_set` does two things for us: calls from any thread are safe, which is why this class may be
/// Sendable while it holds only an address; and an acknowledgement is queued instead of written, so that PUBACK leaves
/// after the message callback has returned. Without it a kill in the callback loses the message (measured).
final class MQTTSession: Sendable {
    struct Handlers: Sendable {
        /// The broker let us in; the time to subscribe.
        var connected: @Sendable (MQTTSession) -> Void = { _ in }
        /// The connection is gone or was refused, once for each try; the text is libmosquitto's.
        var lost: @Sendable (String) -> Void = { _ in }
        /// The broker answered a subscription; false means that the topic may not be read.
        var subscribed: @Sendable (Bool) -> Void = { _ in }
        /// Runs on the connection's thread and may block it. False: not ours yet, the broker shall deliver it again.
        var received: @Sendable (MQTTSession, MQTTMessage) -> Bool = { _, _ in true }
        /// The broker acknowledged the message with this number.
        var acknowledged: @Sendable (Int32) -> Void = { _ in }
    }

    /// Seconds; half as long again without a word and the broker takes us for dead.
    static let keepAlive: Int32 = 60
    private static let firstBackOff = 0.1
    private static let longestBackOff = 5.0
    /// Messages under way each direction before the library waits for acknowledgements.
    private static let inFlight: UInt32 = 1_000
    private static let library: Void = { _ = mosquitto_lib_init() }()

    let handlers: Handlers
    private let address: BrokerAddress
    /// The address of the library's own structure; see above for why it may be used from any thread.
    private let handleBits: UInt
    private let isStopping = Atomic(false)
    /// Set until the next connection: what the library has read of the old one already is delivered again as well,
    /// and later messages must not overtake the refused one.
    fileprivate let isCut = Atomic(false)
    /// Why the broker did not let us in, until it is told.
    fileprivate let refusal = Mutex<String?>(nil)
    private let wake = DispatchSemaphore(value: 0)

    private var handle: OpaquePointer? { OpaquePointer(bitPattern: handleBits) }

    init(_ address: BrokerAddress, clientID: String, credentials: BrokerCredentials?, handlers: Handlers) throws {
        _ = Self.library
        guard let handle = mosquitto_new(clientID, false, nil) else {
            throw BrokerFault.library("mosquitto_new: \(errno)")
        }
        handleBits = UInt(bitPattern: handle)
        self.address = address
        self.handlers = handlers
        mosquitto_user_data_set(handle, Unmanaged.passUnretained(self).toOpaque())
        try Self.check(mosquitto_threaded_set(handle, true))
        try Self.check(mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1))
        try Self.check(mosquitto_max_inflight_messages_set(handle, Self.inFlight))
        if let credentials {
            try Self.check(mosquitto_username_pw_set(handle, credentials.name, credentials.secret))
        }
        mosquitto_connect_callback_set(handle, connectionAnswered)
        mosquitto_subscribe_callback_set(handle, subscriptionAnswered)
        mosquitto_message_callback_set(handle, messageReceived)
        mosquitto_publish_callback_set(handle, messageAcknowledged)
    }

    deinit {
        mosquitto_destroy(handle)
    }

    /// Keeps the connection up until ``stop()``; the thread ends before this returns.
    func run() async {
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            let thread = Thread { [self] in
                keepUp()
                ended.resume()
            }
            thread.name = "mqtt"
            thread.start()
        }
    }

    func stop() {
        isStopping.store(true, ordering: .releasing)
        wake.signal()
    }

    func subscribe(to topic: String) throws {
        try Self.check(mosquitto_subscribe(handle, nil, topic, 1))
    }

    /// Hands a message to the library with QoS 1; answers its number.
    func publish(_ payload: [UInt8], to topic: String) throws -> Int32 {
        var number: Int32 = 0
        try Self.check(mosquitto_publish(handle, &number, topic, Int32(payload.count), payload, 1, false))
        return number
    }

    /// Cuts the connection without a word, so that what was not acknowledged is delivered again.
    func cut() {
        isCut.store(true, ordering: .releasing)
        let socket = mosquitto_socket(handle)
        if socket >= 0 { shutdown(socket, Int32(SHUT_RDWR)) }
    }

    private func keepUp() {
        Self.blockBrokenPipe()
        var backOff = Self.firstBackOff
        var status = mosquitto_connect(handle, address.host, Int32(address.port), Self.keepAlive)
        while !isStopping.load(ordering: .acquiring) {
            let began = ContinuousClock.now
            if status == MOSQ_ERR_SUCCESS.rawValueAsStatus { status = serve() }
            guard !isStopping.load(ordering: .acquiring) else { break }
            if ContinuousClock.now - began > .seconds(Self.longestBackOff) { backOff = Self.firstBackOff }
            handlers.lost(refusal.withLock { $0.take() } ?? Self.text(status))
            _ = wake.wait(timeout: .now() + backOff)
            backOff = min(Self.longestBackOff, backOff * 2)
            guard !isStopping.load(ordering: .acquiring) else { return }
            isCut.store(false, ordering: .releasing)
            status = mosquitto_reconnect(handle)
        }
        sayGoodbye()
    }

    /// Writing to a connection that is gone shall fail on this thread instead of ending the process.
    private static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Reads and writes until the connection breaks or we stop.
    private func serve() -> Int32 {
        var status = MOSQ_ERR_SUCCESS.rawValueAsStatus
        while status == MOSQ_ERR_SUCCESS.rawValueAsStatus, !isStopping.load(ordering: .acquiring) {
            status = mosquitto_loop(handle, 100, 1)
        }
        return status
    }

    /// Lets the last acknowledgements out before the connection closes.
    private func sayGoodbye() {
        _ = mosquitto_disconnect(handle)
        for _ in 0..<20 {
            guard mosquitto_loop(handle, 50, 1) == MOSQ_ERR_SUCCESS.rawValueAsStatus else { return }
        }
    }

    private static func check(_ status: Int32) throws {
        guard status != MOSQ_ERR_NO_CONN.rawValueAsStatus else { throw BrokerFault.notConnected }
        guard status == MOSQ_ERR_SUCCESS.rawValueAsStatus else { throw BrokerFault.library(text(status)) }
    }

    private static func text(_ status: Int32) -> String {
        mosquitto_strerror(status).map { String(cString: $0) } ?? "error \(status)"
    }

    fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> MQTTSession? {
        context.map { Unmanaged<MQTTSession>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension mosq_err_t {
    fileprivate var rawValueAsStatus: Int32 { Int32(rawValue) }
}

// The callbacks run on the connection's thread, which the session outlives. They are functions of the file, because a
// closure in an isolated place would inherit the isolation and crash here without a word from the compiler.

private func connectionAnswered(_: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ code: Int32) {
    guard let session = MQTTSession.of(context) else { return }
    if code == 0 {
        session.handlers.connected(session)
    } else {
        let reason = mosquitto_connack_string(code).map { String(cString: $0) } ?? "refused: \(code)"
        session.refusal.withLock { $0 = reason }
    }
}

private func subscriptionAnswered(
    _: OpaquePointer?,
    _ context: UnsafeMutableRawPointer?,
    _: Int32,
    _ count: Int32,
    _ granted: UnsafePointer<Int32>?
) {
    guard let granted else { return }
    let levels = UnsafeBufferPointer(start: granted, count: Int(count))
    MQTTSession.of(context)?.handlers.subscribed(levels.allSatisfy { $0 <= 2 })
}

private func messageReceived(
    _: OpaquePointer?,
    _ context: UnsafeMutableRawPointer?,
    _ message: UnsafePointer<mosquitto_message>?
) {
    guard let session = MQTTSession.of(context), let message = message?.pointee, let topic = message.topic else {
        return
    }
    guard !session.isCut.load(ordering: .acquiring) else { return }
    let payload = UnsafeRawBufferPointer(start: message.payload, count: Int(message.payloadlen))
    let isOurs = session.handlers.received(
        session,
        MQTTMessage(topic: String(cString: topic), payload: Array(payload))
    )
    if !isOurs { session.cut() }
}

private func messageAcknowledged(_: OpaquePointer?, _ context: UnsafeMutableRawPointer?, _ number: Int32) {
    MQTTSession.of(context)?.handlers.acknowledged(number)
}
