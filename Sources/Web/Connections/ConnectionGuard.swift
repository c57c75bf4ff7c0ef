import HummingbirdCore
import Logging
import NIOCore

/// The first handler of a connection: enters it into the book, and gives it a deadline for the head of each request,
/// the handshake of TLS included, and for its silence between requests (TRUST E1).
final class ConnectionGuard: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let book: ConnectionBook
    private var ticket: ConnectionBook.Ticket?
    private var openRequests = 0
    private var silentSince = NIODeadline.uptimeNanoseconds(0)
    /// Since when the client owes the rest of a head; nil while it owes nothing.
    private var owesSince: NIODeadline?
    /// HTTP/2 sends bytes of its own between requests; only its silence counts then.
    private var isMultiplexed = false
    private var watch: Scheduled<Void>?
    private var eventLoop: (any EventLoop)?

    init(book: ConnectionBook) {
        self.book = book
    }

    /// The guard of the connection that a channel is, or is a stream of.
    static func of(_ channel: any Channel) -> ConnectionGuard? {
        let connection = isStream(channel) ? channel.parent : channel
        return try? connection?.pipeline.syncOperations.handler(type: ConnectionGuard.self)
    }

    /// The parent of a connection is the listener; that of a stream of HTTP/2 is a connection.
    static func isStream(_ channel: any Channel) -> Bool { channel.parent?.parent != nil }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard ticket == nil else { return }
        eventLoop = context.eventLoop
        let channel = context.channel
        ticket = book.open(channel.remoteAddress?.ipAddress ?? "") { channel.close(promise: nil) }
        guard ticket != nil else { return context.close(promise: nil) }
        owesSince = now
        schedule(context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if openRequests == 0, owesSince == nil, !isMultiplexed { owesSince = now }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    private func end() {
        watch?.cancel()
        watch = nil
        if let ticket { book.close(ticket) }
        ticket = nil
    }

    private func schedule(_ context: ChannelHandlerContext) {
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in
            guard let self, context.channel.isActive else { return }
            if self.isOverdue { context.close(promise: nil) } else { self.schedule(context) }
        }
    }

    /// By the loop's clock, which tests wind.
    private var now: NIODeadline { eventLoop?.now ?? .now() }

    private var isOverdue: Bool {
        if openRequests > 0 { return false }
        if let owesSince { return owesSince + .seconds(WebLimits.headerSeconds) <= now }
        return silentSince + .seconds(WebLimits.idleSeconds) <= now
    }

    /// The head of a request was received; its body has a deadline of its own.
    func requestBegan(onStream isStream: Bool) {
        isMultiplexed = isStream
        owesSince = nil
        openRequests += 1
    }

    func requestEnded() {
        openRequests -= 1
        silentSince = now
    }

    func answerBegan() {
        if let ticket { book.beginAnswer(ticket) }
    }

    func answerEnded() {
        if let ticket { book.endAnswer(ticket) }
    }
}

/// A listener's channel with a guard in front of everything else, the handshake of TLS included.
struct GuardedChannel<Inner: ServerChildChannel>: ServerChildChannel {
    typealias Value = Inner.Value

    let inner: Inner
    let book: ConnectionBook

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(ConnectionGuard(book: book))
        }.flatMap { inner.setup(channel: channel, logger: logger) }
    }

    func handle(value: Value, logger: Logger) async {
        await inner.handle(value: value, logger: logger)
    }
}
