internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Store
internal import Synchronization

/// The site clock of this process: set once the folder has told what time it was when it stopped.
final class ClockOnTheWall: Sendable {
    private let clock = Mutex(SiteClock(from: Instant(microseconds: 0)))
    /// In a rehearsal somebody else moves it.
    private let driven: DrivenTime?
    private let wall: @Sendable () -> Instant

    /// - wall: the machine's wall time; a test has one of its own.
    init(_ driven: DrivenTime? = nil, wall: @escaping @Sendable () -> Instant = { ClockOnTheWall.wall }) {
        self.driven = driven
        self.wall = wall
    }

    var now: Instant { driven?.now ?? clock.withLock { $0.now } }
    var speed: Double { clock.withLock { $0.speed } }

    /// Both clocks at one moment: wall time stands between two readings of the site clock.
    var reading: ClockWatch.Reading {
        let before = now
        return ClockWatch.Reading(before: before, wall: wall(), after: now)
    }

    /// Takes over a step of wall time, once it is recorded.
    func takeOver(_ difference: Duration) {
        clock.withLock { $0 = $0.ahead(by: difference) }
    }

    /// The system's wall time; nothing else in the server asks for it.
    static var wall: Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }

    var world: World {
        if let driven { return World(now: { driven.now }, newID: driven.newID) }
        return World(now: { self.now }, newID: { UInt128.random(in: .min ... .max) })
    }

    /// Begins, or goes on after a pause; a folder keeps its kind of clock for ever.
    ///
    /// - mayFollow: without a demonstration clock asked for, a command takes the folder's own kind; a server is asked
    ///   for it, lest nobody notice.
    func start(
        _ demonstration: Configuration.DemonstrationClock?,
        after last: Leaf?,
        first: Leaf?,
        mayFollow: Bool
    ) throws {
        var isDemonstration = demonstration != nil
        if let first, case .centre(.clockStarted(let kind, _, _)) = first.event {
            guard (kind == .demonstration) == isDemonstration || mayFollow else {
                throw StartRefusal.unsafe("this data folder has a \(kind.rawValue) clock; it keeps it for ever")
            }
            isDemonstration = kind == .demonstration
        }
        let floor = last.map { $0.recorded + .milliseconds(1) } ?? Instant(microseconds: 0)
        let begin = demonstration?.origin ?? (isDemonstration ? floor : wall())
        driven?.move(to: floor)
        clock.withLock { $0 = SiteClock(from: max(begin, floor), speed: demonstration?.speed ?? 1) }
    }
}
