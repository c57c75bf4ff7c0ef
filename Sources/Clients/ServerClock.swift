public import Domain
internal import Synchronization

/// What the server said its time was, at some moment between asking and hearing it.
public struct ClockReading: Hashable, Sendable {
    public let told: Instant
    public let asked: ContinuousClock.Instant
    public let heard: ContinuousClock.Instant

    public init(told: Instant, asked: ContinuousClock.Instant, heard: ContinuousClock.Instant) {
        self.told = told
        self.asked = asked
        self.heard = heard
    }
}

/// The site clock as a client knows it: told by the server now and then, carried on by the monotonic clock between.
///
/// A demonstration centre's clock runs so many times as fast; after a restart of the server it may stand earlier than
/// before, and a client has to wait for it.
public final class ServerClock: Sendable {
    /// A reading that took longer says too little about when it was made.
    private static let longestReading = Duration.milliseconds(250)

    private struct Anchor {
        var site: Instant
        var real: ContinuousClock.Instant
    }

    public let speed: Double
    private let anchor: Mutex<Anchor>

    public init(site: Instant, speed: Double) {
        precondition(speed > 0, "a clock runs forward")
        self.speed = speed
        anchor = Mutex(Anchor(site: site, real: .now))
    }

    public var now: Instant { instant(at: .now) }

    private func instant(at real: ContinuousClock.Instant) -> Instant {
        let anchor = anchor.withLock { $0 }
        let passed = Double((real - anchor.real).inMicroseconds)
        return Instant(microseconds: anchor.site.microseconds + Int64(passed * speed))
    }

    /// Goes by what the server said.
    ///
    /// - Returns: how far this clock was off; nil where the answer took too long to tell.
    @discardableResult
    public func correct(_ reading: ClockReading) -> Duration? {
        let took = reading.heard - reading.asked
        guard took <= Self.longestReading else { return nil }
        let middle = reading.asked + took / 2
        let error = reading.told - instant(at: middle)
        anchor.withLock { $0 = Anchor(site: reading.told, real: middle) }
        return error
    }

    /// The real time until the site clock shows `moment`; never more than `longest`, because it may be corrected.
    public func wait(until moment: Instant, atMost longest: Duration = .milliseconds(500)) -> Duration {
        let left = Double((moment - now).inMicroseconds) / speed
        return min(longest, .microseconds(max(0, Int64(left))))
    }
}
