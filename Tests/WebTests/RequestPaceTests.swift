import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

/// The clock is the loop's own and is wound by hand.
struct RequestPaceTests {
    private let channel: EmbeddedChannel
    private let book = ConnectionBook()

    init() throws {
        channel = EmbeddedChannel()
        let pace = RequestPace { status in
            RequestPace.Refusal(head: HTTPResponse(status: status), body: ByteBuffer(string: "{}"))
        }
        try channel.pipeline.syncOperations.addHandlers([ConnectionGuard(book: book), pace])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    @Test func aConnectionThatSendsNoHeadIsGoneInTime() {
        channel.embeddedEventLoop.advanceTime(by: .seconds(WebLimits.headerSeconds - 1))
        #expect(channel.isActive)

        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
        #expect(book.count == 0)
    }

    @Test func aBodyThatTricklesIsCutOff() throws {
        try channel.writeInbound(head)
        for _ in 0..<WebLimits.bodyGraceSeconds + 2 where channel.isActive {
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 1, count: 100)))
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(!channel.isActive)
    }

    @Test func aBodyThatKeepsItsRateIsTaken() throws {
        try channel.writeInbound(head)
        for _ in 0..<WebLimits.bodyGraceSeconds * 3 {
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 1, count: 2_000)))
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        }
        #expect(channel.isActive)

        channel.embeddedEventLoop.advanceTime(by: .seconds(WebLimits.bodySeconds))
        #expect(!channel.isActive)
    }

    @Test func aRequestAnsweredBeforeItsEndLosesItsConnection() throws {
        try channel.writeInbound(head)
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .contentTooLarge)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        guard case .head(let answer) = try #require(try channel.readOutbound(as: HTTPResponsePart.self)) else {
            Issue.record("the answer begins with its head")
            return
        }
        #expect(answer.headerFields[.connection] == "close")
        #expect(channel.isActive)

        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 1, count: 2_000)))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func anAnsweredConnectionMayBeSilentForAWhile() throws {
        try channel.writeInbound(head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(WebLimits.idleSeconds * 2))
        #expect(channel.isActive, "an answer may take its time")

        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(WebLimits.idleSeconds - 1))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    private var head: HTTPRequestPart {
        .head(HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/"))
    }
}
