internal import DeviceFormats
internal import Domain
internal import Foundation
public import Simulation

/// A simulated shift that goes with the server's clock: each second's frames go to the base stations, each command to
/// the desk, when the site clock has come so far.
public actor LiveShift {
    /// The record of the shift is written so often, in seconds of the site.
    private static let recordEvery = 10

    private var simulation: Simulation
    private let clock: ServerClock
    private let stations: BaseStations
    private let desk: EntryDesk
    private var truth: TruthLog?
    private var record: ShiftRecord
    private let save: @Sendable (ShiftRecord) -> Void
    private let end: Int?
    private var watchers: [Int: AsyncStream<SimulatedScene>.Continuation] = [:]
    private var nextWatcher = 0

    /// - end: the second of the shift at which ``run()`` returns; nil: never.
    /// - save: keeps the record; called on each change and every ten seconds.
    public init(
        _ simulation: Simulation,
        record: ShiftRecord,
        clock: ServerClock,
        stations: BaseStations,
        desk: EntryDesk,
        truth: TruthLog?,
        end: Int? = nil,
        save: @escaping @Sendable (ShiftRecord) -> Void
    ) {
        self.simulation = simulation
        self.record = record
        self.clock = clock
        self.stations = stations
        self.desk = desk
        self.truth = truth
        self.end = end
        self.save = save
    }

    public var scene: SimulatedScene { simulation.scene }

    /// Each second's scene, from now on; a slow reader gets the newest.
    public func scenes() -> AsyncStream<SimulatedScene> {
        let (scenes, sink) = AsyncStream.makeStream(of: SimulatedScene.self, bufferingPolicy: .bufferingNewest(1))
        let number = nextWatcher
        nextWatcher += 1
        watchers[number] = sink
        sink.yield(simulation.scene)
        sink.onTermination = { _ in Task { await self.forget(number) } }
        return scenes
    }

    private func forget(_ watcher: Int) { watchers[watcher] = nil }

    /// Does something to the shift; false: there is nobody, or nothing, of that name.
    public func intervene(_ deed: Intervention) -> Bool {
        guard simulation.intervene(deed) else { return false }
        record.deeds.append(ShiftRecord.Deed(second: simulation.second, words: deed.words))
        keepRecord()
        return true
    }

    public func registered(_ person: Int, _ guest: EntryDesk.Guest) {
        record.guests[person] = guest
        keepRecord()
    }

    /// Lives on, second by second, until cancelled or at the end. After the last arrivals of a shift its people go on
    /// until they have left.
    public func run() async throws {
        defer { keepRecord() }
        var frames: [Frame] = []
        while !Task.isCancelled, simulation.second < end ?? .max {
            let wait = clock.wait(until: simulation.now)
            guard wait == .zero else {
                try? await Task.sleep(for: wait)
                continue
            }
            // The frames of a second are sent when it is over, as base stations do.
            for frame in frames { await stations.keep(frame) }
            frames = []
            for act in simulation.advance() {
                switch act.deed {
                case .frame(let frame): frames.append(frame)
                case .command(let command): desk.give(command)
                }
            }
            try truth?.write(simulation)
            if simulation.second.isMultiple(of: Self.recordEvery) { keepRecord() }
            let scene = simulation.scene
            for watcher in watchers.values { watcher.yield(scene) }
        }
    }

    private func keepRecord() {
        record.lived = simulation.second
        save(record)
    }
}
