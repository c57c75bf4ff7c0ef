/// Where the site's broker listens.
public struct BrokerAddress: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let port: Int

    public init(host: String, port: Int) {
        precondition((1...65_535).contains(port), "a port is a number from 1 to 65535")
        self.host = host
        self.port = port
    }

    /// `mqtt://127.0.0.1:1883`; without a port 1883.
    public init?(url: String) {
        guard url.hasPrefix("mqtt://") else { return nil }
        let parts = url.dropFirst("mqtt://".count).split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, !host.contains("/"), parts.count <= 2 else { return nil }
        guard let port = parts.count == 2 ? Int(parts[1]) : 1_883, (1...65_535).contains(port) else { return nil }
        self.init(host: String(host), port: port)
    }

    public var description: String { "mqtt://\(host):\(port)" }
}

/// The name and secret of a device, or of the server, at the broker.
public struct BrokerCredentials: Sendable {
    public let name: String
    public let secret: String

    public init(name: String, secret: String) {
        self.name = name
        self.secret = secret
    }
}

/// The topics of one centre (SPEC X1); codes hold no slash and no wildcard, so nobody can climb out of their own.
public struct BrokerTopics: Hashable, Sendable {
    public let centre: String

    public init(centre: String) {
        precondition(!centre.contains { "/+#".contains($0) }, "a centre's name stands in a topic")
        self.centre = centre
    }

    public func observations(of device: String) -> String { "ringfence/\(centre)/observations/\(device)" }

    public func answers(to device: String) -> String { "ringfence/\(centre)/answers/\(device)" }

    public var allObservations: String { "ringfence/\(centre)/observations/+" }

    /// The device that published on `topic`; nil if it is no topic of observations.
    public func device(publishingOn topic: String) -> String? {
        let prefix = "ringfence/\(centre)/observations/"
        guard topic.hasPrefix(prefix) else { return nil }
        let device = topic.dropFirst(prefix.count)
        return device.isEmpty || device.contains("/") ? nil : String(device)
    }
}

/// Why the broker cannot be talked to.
public enum BrokerFault: Error, Hashable, Sendable {
    /// A library call failed; the text is libmosquitto's.
    case library(String)
    case notConnected
    /// So many messages wait for the broker's acknowledgement that another one would only wait longer.
    case tooManyWaiting
    /// The connection was closed for good before the broker acknowledged.
    case stopped
}
