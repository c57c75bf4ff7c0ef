internal import ArgumentParser
internal import CentreFiles
internal import Clients
internal import Domain
internal import Foundation
internal import Logging
internal import Policy
internal import Premises
internal import Rehearsal
internal import ServiceLifecycle
internal import Simulation
internal import Stage
internal import UnixSignals

/// Plays a shift to a running centre: frames over the broker, commands over the API, by the server's clock.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a simulated shift to a running centre, and show it on the Stage.",
        discussion: "The same centre files, seed, hours and people give the same shift."
    )

    @OptionGroup var client: ClientOptions
    @Option(help: "The folder with centre.yaml, plan.geojson and policy/.") var centre: String
    @Option(help: "Go on from the history that `ringfence history` built, as its file of --handover says.")
    var handover: String?
    @Option(help: "Without a history: the seed of a shift that begins now.") var seed: UInt64 = 1
    @Option(help: "Without a history: how long people come.") var hours = 8
    @Option(help: "Without a history: how many people come.") var people = 40
    @Flag(help: "Without a history: plant no breaches.") var quiet = false
    @Option(help: "The file that lets the shift go on after a restart.") var record: String
    @Option(help: "A folder for truth.ndjson and truth.csv.") var truth: String?
    @Option(help: "The loopback port of the Stage; 0 is a free one. Left out: no Stage.") var stage: Int?
    @Option(help: "Plant this breach soon after the start; may be given again.") var plant: [String] = []
    @Option(help: "End after so many seconds of the site clock.") var until: Int?

    func run() async throws {
        let files = try CentreFiles.load(centre)
        let api = try client.api()
        let clock = try await client.clock(api)
        var record = try ShiftRecord(at: URL(filePath: record)) ?? begun(now: clock.now)
        var simulation = Simulation(plan: files.plan, configuration: try configuration(record, files))
        record.relive(&simulation)
        record.nameEnds(simulation)
        let truth = try truth.map { try TruthLog(in: URL(filePath: $0), planted: simulation.planted.count) }
        let stations = try client.baseStations(centre: files.centre.code, clock: clock)
        let desk = EntryDesk(api, guests: record.guests)
        let shift = LiveShift(
            simulation,
            record: record,
            clock: clock,
            stations: stations,
            desk: desk,
            truth: truth,
            end: until.map { simulation.second + $0 }
        ) { [file = URL(filePath: self.record)] in try? $0.write(to: file) }
        for rule in plant.compactMap(PlantedRule.init) { _ = await shift.intervene(.breach(rule)) }
        try await run(shift, desk, stations, clock, api, files)
        await report(desk, stations)
    }

    /// A shift that nobody has played yet: from a history on, or from now.
    private func begun(now: Instant) throws -> ShiftRecord {
        guard let handover else {
            return ShiftRecord(seed: seed, start: now.wholeSecond, extent: .init(hours: hours, people: people))
        }
        let history = try Handover(from: URL(filePath: handover))
        var record = ShiftRecord(seed: history.seed, start: history.start, extent: nil)
        record.lived = history.second
        record.guests = Dictionary(
            history.stays.map { ($0.person, EntryDesk.Guest(stay: "\($0.stay)", end: nil)) },
            uniquingKeysWith: { first, _ in first }
        )
        return record
    }

    private func configuration(_ record: ShiftRecord, _ files: CentreDescription) throws -> Simulation.Configuration {
        guard let start = Instant(rfc3339: record.start) else { throw ValidationError("\(self.record): no start") }
        guard let extent = record.extent else {
            let liveStart = start + .seconds(Int64(Simulation.Configuration.historySeconds))
            return .demonstration(
                liveStart: liveStart,
                seed: record.seed,
                staff: files.staff,
                policy: files.policyBook.version(inForceAt: liveStart)
            )
        }
        var configuration = Simulation.Configuration(start: start)
        configuration.seed = record.seed
        configuration.hours = extent.hours
        configuration.people = extent.people
        if !files.staff.isEmpty { configuration.staff = files.staff }
        if quiet { configuration.breaches = [] }
        configuration.policy = files.policyBook.version(inForceAt: start)
        if let policy = configuration.policy { configuration.limits = BreachLimits(policy) }
        return configuration
    }

    private func run(
        _ shift: LiveShift,
        _ desk: EntryDesk,
        _ stations: BaseStations,
        _ clock: ServerClock,
        _ api: APIClient,
        _ files: CentreDescription
    ) async throws {
        var logger = Logger(label: "ringfence-simulate") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: Work { await stations.run() }),
            .init(service: Work { await desk.run { await shift.registered($0, $1) } }),
            .init(service: Work { await ClientOptions.follow(clock, api) }),
            .init(service: Work { try await shift.run() }, successTerminationBehavior: .gracefullyShutdownGroup),
        ]
        if let stage {
            let site = try await StageSite(
                gate: StageGate(
                    scene: { await shift.scene },
                    scenes: { await shift.scenes() },
                    intervene: { await shift.intervene($0) }
                ),
                setting: StageSetting(
                    plan: files.plan,
                    centre: files.centre.name,
                    zone: files.centre.zone,
                    staff: files.staff,
                    board: client.server
                )
            )
            let page = site.application(port: stage, logger: logger) { port in
                say("stage http://127.0.0.1:\(port)")
            }
            services.append(.init(service: page))
        }
        let group = ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        )
        try await group.run()
    }

    /// One line for whoever compares: what was sent, answered and refused.
    private func report(_ desk: EntryDesk, _ stations: BaseStations) async {
        let summary = Summary(
            frames: await stations.tally(),
            waiting: await stations.waiting(),
            commands: await desk.done,
            refusedCommands: await desk.refused
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        if let data = try? encoder.encode(summary) { say(String(decoding: data, as: UTF8.self)) }
    }

    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}

/// What a client did, for the last line it prints.
struct Summary: Encodable {
    let frames: BaseStationClient.Tally
    let waiting: Int
    let commands: Int
    let refusedCommands: [String: Int]
}

/// Something that runs until the process is told to stop.
struct Work: Service {
    let body: @Sendable () async throws -> Void

    init(_ body: @escaping @Sendable () async throws -> Void) {
        self.body = body
    }

    func run() async throws {
        try await cancelWhenGracefulShutdown { try await body() }
    }
}

extension Instant {
    fileprivate var wholeSecond: Instant { Instant(seconds: microseconds / 1_000_000) }
}
