public import CentreFiles
public import Engine
internal import Events
internal import Foundation
public import Logging
internal import Premises
public import Store
internal import Tracking

/// One centre, built and wired: the one place where edges meet.
public struct Centre: Sendable {
    public let configuration: Configuration
    public let description: CentreDescription
    public let store: Store
    public let engine: Engine
    let clock: ClockOnTheWall
    /// A turn of the engine is due: something was committed, or time passed.
    let pulses: AsyncStream<Void>
    let pulse: AsyncStream<Void>.Continuation
    let seals = SealHealth()
    let consoles = Consoles()
    /// Something was committed: the consoles are to hear of it.
    let news: AsyncStream<Void>
    /// The disk did not keep what it was given: ends the process (exit code 74).
    let syncFailed: @Sendable (any Error) -> Void
    let logger: Logger

    /// Loads the files, takes the lock, opens the store and takes up what the last process left.
    ///
    /// - Throws: `FaultReport` (exit 65), `DataFolder.Locked` (75), `StartRefusal` (78), `JournalFault` (79).
    ///
    /// - rehearsing: somebody in this process moves the clock.
    public static func build(
        _ configuration: Configuration,
        rehearsing: Rehearsing? = nil,
        logger: Logger
    ) async throws -> Centre {
        guard !configuration.isInsecure || configuration.isLoopback else {
            throw StartRefusal.unsafe("plain HTTP is for a loopback address; leave out --insecure-loopback")
        }
        let description = try CentreFiles.load(configuration.centre.path)
        let clock = ClockOnTheWall(rehearsing?.time)
        let (pulses, pulse) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (news, tell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let fail: @Sendable (any Error) -> Void = { error in
            logger.critical("The disk did not keep what it was given", metadata: ["error": "\(error)"])
            exit(74)
        }
        let store = try CentreFolders(
            data: configuration.data,
            keys: configuration.keys,
            name: description.centre.code
        ).open(
            clock,
            configuration.clock,
            mayFollow: false,
            durability: rehearsing?.durability ?? .eachCommit,
            committed: {
                tell.yield()
                pulse.yield()
            },
            syncFailed: fail
        )
        logger.notice("\(store.promise)")
        try await recordStart(store, description, configuration, clock)
        let setting = CentreSetting(
            centre: description.centre,
            plan: description.plan,
            policy: description.policyBook,
            staff: description.staff,
            visitorCards: description.visitorCards
        )
        let engine = try await Engine(
            store: store,
            log: try ObservationLog(store: store, syncFailed: fail),
            setting: setting,
            model: RadioModel(plan: description.plan, map: try radioMap(configuration)),
            world: clock.world
        )
        return Centre(
            configuration: configuration,
            description: description,
            store: store,
            engine: engine,
            clock: clock,
            pulses: pulses,
            pulse: pulse,
            news: news,
            syncFailed: fail,
            logger: logger
        )
    }

    /// The map that `ringfence calibrate` made, beside the plan.
    private static func radioMap(_ configuration: Configuration) throws -> RadioMap? {
        let file = configuration.centre.appending(path: "map.json")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try JSONDecoder().decode(RadioMap.self, from: Data(contentsOf: file))
    }

    /// The start of the clock, and every file that is not the one in use.
    private static func recordStart(
        _ store: Store,
        _ description: CentreDescription,
        _ configuration: Configuration,
        _ clock: ClockOnTheWall
    ) async throws {
        let inUse = try store.filesInUse()
        let new = description.files.filter { inUse[$0.name] != Hexadecimal.bytes($0.sha256) }
        let kind: SiteClockKind = configuration.clock == nil ? .real : .demonstration
        let speed = Int(clock.speed * 1_000)
        for file in new { try store.keep(file.bytes, sha256: file.sha256) }
        try await store.submit { change in
            let origin = change.now
            try change.record(
                .centre(.clockStarted(kind, origin: origin, speedPerMille: speed)),
                occurred: origin
            )
            for file in new {
                let event = CentreEvent.fileTaken(
                    name: file.name,
                    sha256: Digest(Hexadecimal.bytes(file.sha256)),
                    size: file.bytes.count,
                    at: origin
                )
                try change.record(.centre(event), occurred: origin)
            }
        }
    }
}

/// Bytes from lower-case hexadecimal digits.
enum Hexadecimal {
    static func bytes(_ text: String) -> [UInt8] {
        let digits = text.utf8.map { $0 >= 97 ? $0 - 87 : $0 - 48 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
