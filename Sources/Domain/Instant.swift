/// A moment on the site clock.
///
/// There is one site clock in a server (wall time at the start, carried on by the monotonic clock); what a pure
/// function knows of time it is told by an argument of this type.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Microseconds since 1970-01-01 00:00:00 UTC, excluding leap seconds.
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public init(seconds: Int64) {
        microseconds = seconds * 1_000_000
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    public static func + (left: Instant, right: Duration) -> Instant {
        Instant(microseconds: left.microseconds + right.inMicroseconds)
    }

    public static func - (left: Instant, right: Duration) -> Instant {
        Instant(microseconds: left.microseconds - right.inMicroseconds)
    }

    public static func - (left: Instant, right: Instant) -> Duration {
        .microseconds(left.microseconds - right.microseconds)
    }

    public init(from decoder: any Decoder) throws {
        microseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}

extension Duration {
    /// The whole microseconds in this span, rounded towards zero: how spans are stored.
    public var inMicroseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// Seconds with fraction, for physics and display, never for a deadline.
    public var inSeconds: Double {
        Double(inMicroseconds) / 1_000_000
    }

    public static func minutes(_ count: Int64) -> Duration {
        .seconds(count * 60)
    }

    public static func hours(_ count: Int64) -> Duration {
        .seconds(count * 3_600)
    }
}
