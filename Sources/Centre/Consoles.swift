internal import Domain
internal import Synchronization

/// The consoles of this process: of those of the last one nothing is known until they open the feed anew.
final class Consoles: Sendable {
    private let begun = ContinuousClock.now
    private let watch = Mutex(ConsoleWatch())

    /// Since the process began to serve. Browsers live in real time, also where a demonstration's clock runs faster.
    var elapsed: Duration { ContinuousClock.now - begun }

    /// As it is now.
    var state: ConsoleWatch { watch.withLock { $0 } }

    func change(_ work: (inout ConsoleWatch) -> Void) { watch.withLock { work(&$0) } }
}
