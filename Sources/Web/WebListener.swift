internal import Certificates
import Foundation
public import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
public import Logging
import NIOCore
import NIOSSL

extension WebSite {
    /// The listener: TLS with HTTP/2, or plain HTTP/1.1 where there is no identity, with the deadlines and caps that
    /// Hummingbird does not set by itself.
    ///
    /// - ready: called with the port once connections are taken.
    public func application(
        host: String,
        port: Int,
        logger: Logger,
        ready: @escaping @Sendable (Int) async -> Void
    ) throws -> some ApplicationProtocol {
        Application(
            router: router,
            server: try listener(),
            configuration: .init(
                address: .hostname(host, port: port),
                serverName: "ringfence",
                backlog: WebLimits.connections
            ),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    private func listener() throws -> HTTPServerBuilder {
        let book = ConnectionBook()
        let streams = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestPace(refuse: { unreadable($0) })],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: WebLimits.headerBytes,
                maxHeaderListSize: WebLimits.headerBytes,
                maxHeaderFieldCount: WebLimits.headerFields
            )
        )
        guard let identity else {
            return HTTPServerBuilder { responder in
                GuardedChannel(inner: HTTP1Channel(responder: responder, configuration: streams), book: book)
            }
        }
        let tls = try Self.tls(identity)
        return HTTPServerBuilder { responder in
            GuardedChannel(
                inner: try HTTP2UpgradeChannel(
                    tlsConfiguration: tls,
                    configuration: .init(streamConfiguration: streams),
                    responder: responder
                ),
                book: book
            )
        }
    }

    /// TLS 1.2 and 1.3, forward secrecy only (TRUST D24).
    private static func tls(_ identity: ServerIdentity) throws -> TLSConfiguration {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(identity.chain.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem))
        )
        tls.minimumTLSVersion = .tlsv12
        tls.cipherSuiteValues = [
            .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ]
        return tls
    }

    /// What is answered to bytes that are no request.
    private func unreadable(_ status: HTTPResponse.Status) -> RequestPace.Refusal {
        let isTooLarge = status == .requestHeaderFieldsTooLarge
        let error = SiteError(
            status,
            isTooLarge ? "headers-too-large" : "bad-request",
            say(isTooLarge ? "headersTooLarge" : "badRequest")
        )
        let bytes = (try? Self.encoder.encode(error.json)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
        var fields: HTTPFields = [
            .contentType: "application/json", .contentLength: "\(bytes.readableBytes)", .connection: "close",
        ]
        SecurityHeaders.add(to: &fields, isTLS: isTLS)
        return RequestPace.Refusal(head: HTTPResponse(status: status, headerFields: fields), body: bytes)
    }
}
