internal import Synchronization

/// Whether the journal is being signed: a log that only seems healthy is worse than none (TRUST A9).
final class SealHealth: Sendable {
    private static let limit = Duration.seconds(4)

    private let began = ContinuousClock.now
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// Everything committed is under a signed checkpoint.
    func succeeded() {
        last.withLock { $0 = ContinuousClock.now }
    }

    var isFresh: Bool {
        last.withLock { last in last.map { ContinuousClock.now - $0 < Self.limit } ?? false }
    }

    /// Whether that has not been so for longer than a signature takes; a start has so long for its first one.
    var isStopped: Bool { ContinuousClock.now - (last.withLock(\.self) ?? began) >= Self.limit }
}
