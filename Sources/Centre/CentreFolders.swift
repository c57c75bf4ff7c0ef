internal import Domain
internal import Events
public import Foundation
internal import Journal
public import Store

/// Where a centre's data and keys lie: opened by the server, or by a command while the server is stopped.
public struct CentreFolders: Sendable {
    let data: URL
    let keys: URL
    /// The centre's code: it names the log at the first start. Nil: a command that need not know it.
    let name: String?

    public init(data: URL, keys: URL, name: String?) {
        self.data = data
        self.keys = keys
        self.name = name
    }

    private static let origin = "ringfence/"

    /// The centre's code, from the log's name; nil before the first start.
    static func code(of store: Store) -> String? {
        let name = store.keys.journalKey.verifier.name
        return name.hasPrefix(origin) ? String(name.dropFirst(origin.count)) : nil
    }

    /// Opens the store for one command, under the lock and by the folder's own clock.
    ///
    /// - clock: of a demonstration centre, needed with its first command only.
    public func open(
        clock: Configuration.DemonstrationClock?,
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) async throws -> Store {
        let wall = ClockOnTheWall()
        let store = try open(wall, clock, mayFollow: true, committed: {}, syncFailed: syncFailed)
        if try store.size() == 0 {
            let kind: SiteClockKind = clock == nil ? .real : .demonstration
            let speed = Int(wall.speed * 1_000)
            try await store.submit { change in
                let origin = change.now
                try change.record(
                    .centre(.clockStarted(kind, origin: origin, speedPerMille: speed)),
                    occurred: origin
                )
            }
        }
        return store
    }

    func open(
        _ wall: ClockOnTheWall,
        _ clock: Configuration.DemonstrationClock?,
        mayFollow: Bool,
        durability: Durability = .eachCommit,
        committed: @escaping @Sendable () -> Void,
        syncFailed: @escaping @Sendable (any Error) -> Void
    ) throws -> Store {
        let folder = try DataFolder(at: data)
        let store = try Store(
            folder: folder,
            keys: try KeyFolder(at: keys, origin: name.map { Self.origin + $0 }, data: data),
            world: wall.world,
            durability: durability,
            committed: { _ in committed() },
            syncFailed: syncFailed
        )
        let size = try store.size()
        let last = size > 0 ? try store.record(size - 1)?.leaf : nil
        try wall.start(clock, after: last, first: try store.record(0)?.leaf, mayFollow: mayFollow)
        return store
    }
}
