public import Domain

/// The one clock of a server: a moment at the start, carried on by the monotonic clock (ARCHITECTURE-NOTES: time).
///
/// A demonstration centre's clock may begin at any time and run faster; it never runs backwards.
public struct SiteClock: Sendable {
    public let origin: Instant
    /// How many site seconds pass in a second: 1 but for a demonstration.
    public let speed: Double
    private let started: ContinuousClock.Instant

    public init(from origin: Instant, speed: Double = 1) {
        self.init(from: origin, speed: speed, started: ContinuousClock.now)
    }

    private init(from origin: Instant, speed: Double, started: ContinuousClock.Instant) {
        precondition(speed > 0, "a clock runs forward")
        self.origin = origin
        self.speed = speed
        self.started = started
    }

    /// The same clock, so much ahead: what it takes over of a step of wall time.
    public func ahead(by difference: Duration) -> SiteClock {
        precondition(difference >= .zero, "a clock never goes back")
        return SiteClock(from: origin + difference, speed: speed, started: started)
    }

    public var now: Instant {
        let passed = Double((ContinuousClock.now - started).inMicroseconds)
        return Instant(microseconds: origin.microseconds + Int64(passed * speed))
    }

    /// The real time in which so much site time passes.
    public func real(_ span: Duration) -> Duration {
        .microseconds(Int64(Double(span.inMicroseconds) / speed))
    }
}
