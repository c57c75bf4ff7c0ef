public import Domain
public import Foundation

/// How a server is started: the flags of `ringfence serve` and their environment variables.
public struct Configuration: Sendable {
    /// A demonstration clock: begins at a moment and runs so many times as fast.
    public struct DemonstrationClock: Hashable, Sendable {
        public let origin: Instant
        public let speed: Double

        public init(from origin: Instant) {
            self.origin = origin
            speed = 1
        }

        /// `2026-03-02T08:00:00+08:00@60`; the speed may be left out.
        public init?(_ text: String) {
            let parts = text.split(separator: "@", maxSplits: 1)
            guard let first = parts.first, let origin = Instant(rfc3339: first) else { return nil }
            let speed = parts.count > 1 ? Double(parts[1]) : 1
            guard let speed, speed >= 1, speed <= 3_600 else { return nil }
            self.origin = origin
            self.speed = speed
        }
    }

    public let centre: URL
    public let data: URL
    public let keys: URL
    public let host: String
    /// 0: a free port.
    public let port: Int
    /// The site's broker, `mqtt://127.0.0.1:1883`; nil: frames come over HTTP only.
    public let broker: String?
    public let clock: DemonstrationClock?
    /// Plain HTTP, allowed on a loopback address only.
    public let isInsecure: Bool

    public init(
        centre: URL,
        data: URL,
        keys: URL,
        host: String,
        port: Int,
        broker: String?,
        clock: DemonstrationClock?,
        isInsecure: Bool
    ) {
        self.centre = centre
        self.data = data
        self.keys = keys
        self.host = host
        self.port = port
        self.broker = broker
        self.clock = clock
        self.isInsecure = isInsecure
    }

    var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }
}

/// Why a server does not start, with the exit code that tells it (ARCHITECTURE-NOTES: operations contract).
public enum StartRefusal: Error, Hashable, Sendable {
    /// 78: plain HTTP beyond the loopback, or a folder of the other kind of clock.
    case unsafe(String)

    public var exitCode: Int32 { 78 }

    public var sentence: String {
        switch self {
        case .unsafe(let sentence): sentence
        }
    }
}
