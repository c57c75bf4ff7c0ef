public import Domain
internal import Synchronization

/// A site clock that somebody in this process moves, and the ids of a seed: nothing sleeps, and the same seed writes
/// the same leaves again.
public final class DrivenTime: Sendable {
    private let moment: Mutex<Instant>
    let newID: @Sendable () -> UInt128

    public init(from start: Instant, newID: @escaping @Sendable () -> UInt128) {
        moment = Mutex(start)
        self.newID = newID
    }

    public var now: Instant { moment.withLock { $0 } }

    /// The clock never runs backwards.
    public func move(to next: Instant) {
        moment.withLock { $0 = max($0, next) }
    }
}
