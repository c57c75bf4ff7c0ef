public import Centre
internal import CentreFiles
public import Domain
internal import Engine
public import Foundation
internal import Logging
public import Premises
public import Simulation
public import Store
internal import Web

/// A simulated centre and the real one in one process: acts of the one go through the doors of the other, second by
/// second of the site clock, as fast as the machine can. Nothing sleeps.
public struct Rehearsal: Sendable {
    public struct Folders: Sendable {
        public let centre: URL
        public let data: URL
        public let keys: URL

        public init(centre: URL, data: URL, keys: URL) {
            self.centre = centre
            self.data = data
            self.keys = keys
        }
    }

    /// A command that the centre refused: people of a simulation do what is allowed, or it is not one.
    public struct Refusal: Sendable {
        public let at: Instant
        public let command: Command
        public let reason: String
    }

    public let configuration: Simulation.Configuration
    public let centre: Centre
    /// Seconds lived.
    public private(set) var second = 0
    /// The stay of each person of the simulation who has arrived.
    public private(set) var stays: [Int: ID<Kind.Stay>] = [:]
    public private(set) var refusals: [Refusal] = []
    /// The tokens under which base stations may speak.
    public let tokens: [Code<Kind.Device>: String]
    /// What was written down when each person came, by the person's number.
    private(set) var arrivals: [Int: Arriving] = [:]
    /// The last second; nil before the first.
    private(set) var last: LivedSecond?

    let desk: SignedIn
    private let time: DrivenTime
    private let ahead: SecondsAhead
    private var coming: Task<LivedSecond, Never>

    /// What the centre is told of where tags are.
    public enum Evidence: Hashable, Sendable {
        /// What base stations hear.
        case radio
        /// Every place, from a locator that is never wrong: what then rings wrongly is not the tracker's fault.
        case positions
    }

    /// Seconds between two looks for chunks that ended.
    private static let closingEvery = 10

    static let locator = Code<Kind.Device>(checked: "locator")

    /// Opens a centre in empty folders, lets the base stations speak and signs the desk in.
    public static func begin(
        _ folders: Folders,
        _ configuration: Simulation.Configuration,
        evidence: Evidence = .radio,
        durability: Durability
    ) async throws -> Rehearsal {
        let ids = SeededIDs(seed: configuration.seed)
        var logger = Logger(label: "rehearsal") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let time = DrivenTime(from: configuration.start - .seconds(1), newID: { ids.next() })
        let centre = try await Centre.build(
            Configuration(
                centre: folders.centre,
                data: folders.data,
                keys: folders.keys,
                host: "127.0.0.1",
                port: 0,
                broker: nil,
                clock: .init(from: time.now),
                isInsecure: true
            ),
            rehearsing: Rehearsing(time: time, durability: durability),
            logger: logger
        )
        var tokens: [Code<Kind.Device>: String] = [:]
        for baseStation in centre.description.plan.baseStations {
            let device = Code<Kind.Device>(checked: baseStation.id.text)
            tokens[device] = try await centre.store.addDevice(
                device,
                baseStations: [baseStation.id],
                brokerHash: Centre.brokerHash
            )
        }
        if evidence == .positions {
            _ = try await centre.store.addDevice(locator, baseStations: [], brokerHash: Centre.brokerHash)
        }
        try await centre.engine.reloadDevices()
        let officer = centre.description.staff.first { $0.rank == .auxiliary }?.code ?? Code(checked: "desk")
        let account = try await centre.store.addAccount(
            name: "rehearsal-desk",
            officer: officer,
            role: .custodian,
            cases: [],
            password: "\(UInt64.random(in: .min ... .max))"
        )
        return Rehearsal(
            configuration,
            centre: centre,
            tokens: tokens,
            desk: try SignedIn(account, at: centre),
            time: time,
            evidence: evidence
        )
    }

    private init(
        _ configuration: Simulation.Configuration,
        centre: Centre,
        tokens: [Code<Kind.Device>: String],
        desk: SignedIn,
        time: DrivenTime,
        evidence: Evidence
    ) {
        self.configuration = configuration
        self.centre = centre
        self.tokens = tokens
        self.desk = desk
        self.time = time
        ahead = SecondsAhead(
            Simulation(plan: centre.description.plan, configuration: configuration),
            evidence: evidence
        )
        coming = ahead.begin()
    }

    public var now: Instant { time.now }
    public var plan: FloorPlan { centre.description.plan }

    public var isOver: Bool { second >= configuration.hours * 3_600 }

    /// Where every tag on air was in the last second.
    public var truth: [TruthRow] { last?.truth ?? [] }
    /// What has been planted so far.
    public var planted: [PlantedBreach] { last?.planted ?? [] }
    /// How many people are in the area.
    public var inArea: Int { last?.inArea ?? 0 }

    /// Lives one second: what the desk asks, what the base stations hear, then the engine's turn.
    public mutating func second() async throws {
        let lived = await coming.value
        coming = ahead.begin()
        last = lived
        second += 1
        time.move(to: lived.begins)
        // At the start of the same seconds always, so that the journal's order is the seed's.
        if second.isMultiple(of: Self.closingEvery) { try await centre.engine.closeChunks() }
        for command in lived.commands { try await perform(command) }
        if let sent = lived.sent { time.move(to: sent) }
        _ = try await centre.engine.take(lived.messages)
        time.move(to: lived.begins + .seconds(1))
        try await centre.engine.turn()
    }

    /// Ends the open chunk and signs the journal; with ``Durability/atTheEnd`` everything is durable after it.
    public func end() async throws {
        try await centre.engine.stop()
        try centre.store.seal()
        try centre.store.settle()
    }

    private mutating func perform(_ command: Command) async throws {
        do {
            try await obey(command)
        } catch let refusal as SiteRefusal {
            refusals.append(Refusal(at: now, command: command, reason: "\(refusal)"))
        }
    }

    private mutating func obey(_ command: Command) async throws {
        switch command {
        case .arrival(let arriving):
            arrivals[arriving.person] = arriving
            let receipt = try await desk.perform(.arrive(ArrivalForm(arriving)))
            if case .stay(let stay) = receipt.path { stays[arriving.person] = stay }
        case .bindTag(let person, let tag):
            guard let stay = stays[person] else { return }
            try await desk.perform(.bindTag(stay, tag))
        case .step(let person, let step):
            guard let stay = stays[person] else { return }
            try await desk.perform(.recordStep(stay, step: step.rawValue))
        case .exit(let person, _):
            guard let stay = stays[person], let arriving = arrivals[person] else { return }
            try await desk.perform(.exit(stay, end: arriving.end))
        }
    }
}

extension ArrivalForm {
    /// What the entry desk types for somebody of the simulation.
    init(_ arriving: Arriving) {
        self.init(
            personKind: arriving.kind,
            name: arriving.name,
            mode: arriving.mode,
            ground: arriving.ground,
            at: arriving.at,
            document: nil,
            caseCode: arriving.caseCode,
            officers: arriving.officers,
            paper: arriving.paper.map { .shown(.residentIdentityCard, number: $0.text) } ?? .unknown,
            traits: TraitsForm(sex: arriving.sex)
        )
    }
}
