import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Keeps requests and answers moving: a body has a least rate and a deadline, an answer that nobody fetches is given
/// up, and a request that was answered before its end does not keep its connection (TRUST E1, E2).
final class RequestPace: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What is answered to bytes that are no request, with the same headers as everything else.
    struct Refusal: Sendable {
        let head: HTTPResponse
        let body: ByteBuffer
    }

    private let refuse: @Sendable (HTTPResponse.Status) -> Refusal
    private var connection: ConnectionGuard?
    private var isStream = false
    /// Requests whose answer has not ended, and those of them that were received whole.
    private var open = 0
    private var received = 0
    private var isReading = false
    private var readingSince = NIODeadline.uptimeNanoseconds(0)
    private var bytesRead = 0
    private var pendingWrites = 0
    private var lastWrite = NIODeadline.uptimeNanoseconds(0)
    /// The last answer has been given; what still comes is let go by.
    private var isDraining = false
    private var watch: Scheduled<Void>?

    init(refuse: @escaping @Sendable (HTTPResponse.Status) -> Refusal) {
        self.refuse = refuse
    }

    func handlerAdded(context: ChannelHandlerContext) {
        isStream = ConnectionGuard.isStream(context.channel)
        connection = ConnectionGuard.of(context.channel)
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func end() {
        watch?.cancel()
        watch = nil
        for _ in 0..<received { connection?.answerEnded() }
        for _ in 0..<open { connection?.requestEnded() }
        (open, received) = (0, 0)
        connection = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isDraining {
            if case .end = unwrapInboundIn(data) { context.close(promise: nil) }
            return
        }
        switch unwrapInboundIn(data) {
        case .head:
            open += 1
            connection?.requestBegan(onStream: isStream)
            isReading = true
            readingSince = context.eventLoop.now
            bytesRead = 0
            schedule(context)
        case .body(let buffer): bytesRead += buffer.readableBytes
        case .end:
            isReading = false
            received += 1
            connection?.answerBegan()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let eventLoop = context.eventLoop
        if pendingWrites == 0 { lastWrite = eventLoop.now }
        pendingWrites += 1
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.pendingWrites -= 1
            self.lastWrite = eventLoop.now
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if isReading, !isStream { head.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(head)), promise: written)
        case .body: context.write(data, promise: written)
        case .end:
            context.write(data, promise: written)
            answerEnded(context)
        }
        schedule(context)
    }

    private func answerEnded(_ context: ChannelHandlerContext) {
        guard open > 0 else { return }
        open -= 1
        connection?.requestEnded()
        if received > 0 {
            received -= 1
            connection?.answerEnded()
        }
        if isReading { drain(context) }
    }

    /// Lets the client read the answer before the connection closes under what it is still sending.
    private func drain(_ context: ChannelHandlerContext) {
        isDraining = true
        context.flush()
        context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isDraining { return }
        guard let fault = error as? HTTPParserError, open == 0 else { return context.fireErrorCaught(error) }
        let refusal = refuse(fault == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest)
        context.write(wrapOutboundOut(.head(refusal.head)), promise: nil)
        context.write(wrapOutboundOut(.body(refusal.body)), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        drain(context)
    }

    private func schedule(_ context: ChannelHandlerContext) {
        guard watch == nil else { return }
        watch = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in
            guard let self, context.channel.isActive else { return }
            self.watch = nil
            if self.isTooSlow(at: context.eventLoop.now) { return context.close(promise: nil) }
            if self.isReading || self.pendingWrites > 0 { self.schedule(context) }
        }
    }

    private func isTooSlow(at now: NIODeadline) -> Bool {
        if isReading {
            let seconds = (now - readingSince).nanoseconds / 1_000_000_000
            if seconds >= WebLimits.bodySeconds { return true }
            let due = (seconds - WebLimits.bodyGraceSeconds) * WebLimits.bodyBytesPerSecond
            if due > 0, Int64(bytesRead) < due { return true }
        }
        return pendingWrites > 0 && lastWrite + .seconds(WebLimits.writeSeconds) <= now
    }
}
