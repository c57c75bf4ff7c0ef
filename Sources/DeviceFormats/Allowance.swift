internal import Domain

/// So much a second, saved up for a short burst (a token bucket).
struct Allowance: Hashable, Sendable, Codable {
    private let perSecond: Double
    private var left: Double
    private var counted: Instant?

    init(perSecond: Double) {
        self.perSecond = perSecond
        left = perSecond * IntakeLimits.burst
    }

    func allows(_ amount: Double, at now: Instant) -> Bool { available(at: now) >= amount }

    mutating func take(_ amount: Double, at now: Instant) {
        left = max(0, available(at: now) - amount)
        counted = now
    }

    private func available(at now: Instant) -> Double {
        guard let counted else { return left }
        // A site clock set back gives nothing and takes nothing.
        return min(perSecond * IntakeLimits.burst, left + max(0, (now - counted).inSeconds) * perSecond)
    }
}
