import CentreFiles
import DeviceFormats
import Domain
import Engine
import Events
import Foundation
import Premises
import Stays
import Store
import Synchronization
import Tracking

/// A reference centre in a folder of its own, under a clock that the test moves.
final class EngineFixture: Sendable {
    /// 2026-03-02 03:00 in Shanghai.
    static let start = Instant(seconds: 1_772_391_600)

    let root: URL
    let setting: CentreSetting
    let model: RadioModel
    private let clock = Mutex(EngineFixture.start)
    private let ids = Mutex(UInt64(0))

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "ringfence-\(UUID().uuidString)")
        let examples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples/linhai")
        let centre = try CentreFiles.load(examples.standardizedFileURL.path)
        setting = CentreSetting(
            centre: centre.centre,
            plan: centre.plan,
            policy: centre.policyBook,
            staff: centre.staff
        )
        model = RadioModel(plan: centre.plan)
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    var now: Instant { clock.withLock { $0 } }

    func wait(_ span: Duration) { clock.withLock { $0 = $0 + span } }

    var world: World {
        World(
            now: { self.now },
            newID: {
                let count = self.ids.withLock {
                    $0 += 1
                    return $0
                }
                return UInt128(count) &* 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835
            }
        )
    }

    /// Opens the store and the engine as a start of the process does.
    func start() async throws -> Engine {
        let data = root.appending(path: "data")
        let folder = try DataFolder(at: data)
        let keys = try KeyFolder(at: root.appending(path: "keys"), origin: "ringfence.example/test", data: data)
        let store = try Store(folder: folder, keys: keys, world: world) { preconditionFailure("\($0)") }
        let log = try ObservationLog(store: store) { preconditionFailure("\($0)") }
        return try await Engine(store: store, log: log, setting: setting, model: model, world: world)
    }

    /// Lives seconds in which these base stations alone are heard.
    func live(_ seconds: Int, _ engine: Engine, beating stations: some Collection<BaseStation.ID>) async throws {
        try await live(seconds, engine) { _ in try await beat(engine, stations) }
    }

    /// Lets the engine live so many seconds, a turn each.
    func live(_ seconds: Int, _ engine: Engine, each: (Int) async throws -> Void = { _ in }) async throws {
        for second in 0..<seconds {
            wait(.seconds(1))
            try await each(second)
            try await engine.turn()
            try await engine.closeChunks()
        }
    }

    /// A frame of one device with these lines, as it sends them.
    func frame(_ number: Int, _ device: String, _ lines: [Observation]) -> [UInt8] {
        let identity = FrameIdentity(
            device: Code(checked: device),
            boot: Code(checked: "b1"),
            number: number
        )
        return FrameEncoder.encode(Frame(identity: identity, sent: now, lines: lines))
    }

    /// An engine with one device that speaks for every base station.
    func startSupervised() async throws -> Engine {
        let engine = try await start()
        let all = setting.plan.baseStations.map(\.id)
        _ = try await engine.store.addDevice(Self.supervisor, baseStations: all, brokerHash: { $0 })
        try await engine.reloadDevices()
        return engine
    }

    private static let supervisor = Code<Kind.Device>(checked: "supervisor")

    /// One heartbeat of each base station that is named, now.
    func beat(_ engine: Engine, _ stations: some Collection<BaseStation.ID>) async throws {
        let number = Int((now.microseconds - Self.start.microseconds) / 1_000_000)
        let body = frame(number, Self.supervisor.text, heartbeats(of: Array(stations)))
        _ = try await engine.take(body, from: Self.supervisor)
    }

    /// One heartbeat of each base station, or of those given.
    func heartbeats(of stations: [BaseStation.ID]? = nil) -> [Observation] {
        (stations ?? setting.plan.baseStations.map(\.id)).map {
            Observation(at: now, tag: nil, baseStation: $0, reading: .heartbeat)
        }
    }

    func line(_ tag: String, _ reading: Observation.Reading) -> Observation {
        Observation(at: now, tag: Code(checked: tag), baseStation: nil, reading: reading)
    }
}

extension Engine {
    /// Registers a suspect, who enters and gets a tag on the wrist.
    func admit(_ tag: String, at now: Instant) async throws -> ID<Kind.Stay> {
        let setting = setting
        return try await store.submit { change in
            let id: ID<Kind.Stay> = change.newID()
            let officer = Code<Kind.Officer>(checked: "P2001")
            let registration = Registration(
                person: change.newID(),
                kind: .criminalSuspect,
                sex: .male,
                isMinor: false,
                isProtected: false,
                caseCode: Code(checked: "A-1"),
                officers: [officer],
                arrival: Arrival(mode: .summoned, ground: .summons, at: now, document: nil),
                paper: .unknown,
                by: officer
            )
            guard let policy = setting.policy(at: now) else { preconditionFailure("the example has a policy") }
            for event in try Stay.arrive(id, registration, policy: policy, in: .countyCentre, now: now) {
                try change.record(.stay(event), occurred: event.occurred)
            }
            guard let arrived = try change.stay(id) else { throw StoreFault.notFound }
            for event in try arrived.enter(at: now, by: officer) {
                try change.record(.stay(event), occurred: event.occurred)
            }
            guard let entered = try change.stay(id) else { throw StoreFault.notFound }
            for event in try entered.issue(Code(checked: tag), by: officer, now: now) {
                try change.record(.stay(event), occurred: event.occurred)
            }
            return id
        }
    }
}
