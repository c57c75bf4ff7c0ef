internal import CentreFiles
internal import Certificates
internal import Devices
internal import Domain
internal import Engine
internal import Foundation
internal import Logging
internal import Policy
internal import Premises
internal import ServiceLifecycle
internal import Store
internal import UnixSignals
internal import Web

extension Centre {
    /// The rules' deadlines and the tags' seconds are looked at so often, whether anything was committed or not.
    private static let beat = Duration.milliseconds(200)
    /// Chunks that ended are looked for so often.
    private static let closingEvery = Duration.seconds(1)
    /// A checkpoint follows a change within half a second (TRUST A8).
    private static let sealEvery = Duration.milliseconds(400)

    /// Serves until the process is told to stop.
    ///
    /// - ready: called with the port once acknowledgements are possible.
    public func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
        await orAgain("keep a reserve for a full disk") { try store.disk.look() }
        let sealer = Sealer(store)
        // Before anybody may ask: the health of a sound start is never red.
        await sign(with: sealer)
        let listener = try await site().application(
            host: configuration.host,
            port: configuration.port,
            logger: logger,
            ready: ready
        )
        var services: [any Service] = [
            EngineService(centre: self), SealerService(centre: self, sealer: sealer), SealWatchService(centre: self),
            DiskService(centre: self), ConsoleService(centre: self), LocalDoor(centre: self), listener,
        ]
        if let broker = try brokerListener() { services.append(broker) }
        if configuration.clock == nil { services.append(ClockService(centre: self)) }
        let group = ServiceGroup(
            configuration: .init(
                // By its type: the text of a service that holds the whole centre took half of the time of a start.
                services: services.map { .init(service: $0, serviceName: "\(type(of: $0))") },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        try await engine.stop()
        let work = engine.storedWork
        logger.notice(
            "Observations stored",
            metadata: ["frames": "\(work.entries)", "bytes": "\(work.bytes)", "syncs": "\(work.syncs)"]
        )
        try store.seal()
    }

    /// Pages, API and feed over this centre.
    func site() async throws -> WebSite {
        try await WebSite(
            gate: Desk(self).gate,
            world: clock.world,
            plan: description.plan,
            centre: description.centre.name,
            zone: description.centre.zone,
            identity: try identity(),
            demonstration: configuration.clock.map(\.speed)
        )
    }

    /// What the server proves itself with; nil where plain HTTP was asked for.
    private func identity() throws -> ServerIdentity? {
        guard !configuration.isInsecure else { return nil }
        // Certificates are judged by the machines' clocks, not by the site clock.
        return try TLSFolder(keys: configuration.keys)
            .identity(centre: description.centre.code, host: configuration.host, at: ClockOnTheWall.wall)
    }

    /// Turns the engine after each commit and at every beat.
    private struct EngineService: Service {
        let centre: Centre

        func run() async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await untilStopped {
                        centre.pulse.yield()
                        try await Task.sleep(for: Centre.beat)
                    }
                }
                group.addTask {
                    for await _ in centre.pulses.cancelOnGracefulShutdown() {
                        do {
                            try await centre.engine.turn()
                        } catch StoreFault.diskFull {
                            // Not even the reserve had room: what was found would be lost in silence.
                            centre.syncFailed(StoreFault.diskFull)
                        }
                    }
                }
                group.addTask {
                    for await _ in centre.news.cancelOnGracefulShutdown() { try await centre.engine.publish() }
                }
                group.addTask {
                    await untilStopped {
                        await centre.orAgain("close a chunk") { try await centre.engine.closeChunks() }
                        try await Task.sleep(for: Centre.closingEvery)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// What fails is tried again at the next turn, and logged; a sync that failed ends the process, for nobody knows
    /// what is on the disk then.
    func orAgain(_ task: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.error("Could not \(task)", metadata: ["error": "\(error)"])
            if (error as? DurableFile.Fault)?.isSync == true { syncFailed(error) }
        }
    }

    private func sign(with sealer: Sealer) async {
        await orAgain("sign the journal") {
            try await sealer.seal()
            seals.succeeded()
        }
    }

    /// Signs what was committed; the health says so while that is not possible.
    private struct SealerService: Service {
        let centre: Centre
        let sealer: Sealer

        func run() async throws {
            await untilStopped {
                await centre.sign(with: sealer)
                try await Task.sleep(for: Centre.sealEvery)
            }
        }
    }
}

/// Repeats until the process is told to stop.
private func untilStopped(_ work: @escaping @Sendable () async throws -> Void) async {
    await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            do { try await work() } catch { return }
        }
    }
}
