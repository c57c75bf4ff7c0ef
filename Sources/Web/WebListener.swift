public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

extension WebSite {
    /// The listener with the deadlines that Hummingbird does not set by itself.
    ///
    /// - ready: called with the port once connections are taken.
    public func application(
        host: String,
        port: Int,
        logger: Logger,
        ready: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        let channel = HTTP1Channel.Configuration(
            idleTimeout: .seconds(WebLimits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: WebLimits.headerBytes,
                maxHeaderListSize: WebLimits.headerBytes,
                maxHeaderFieldCount: WebLimits.headerFields
            )
        )
        return Application(
            router: router,
            server: .http1(configuration: channel),
            configuration: .init(
                address: .hostname(host, port: port),
                serverName: "ringfence",
                availableConnectionsDelegate: MaximumAvailableConnections(WebLimits.connections)
            ),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }
}
