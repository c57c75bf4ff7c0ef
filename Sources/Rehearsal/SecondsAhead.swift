internal import DeviceFormats
internal import Domain
internal import Engine
internal import Premises
internal import Simulation
internal import Tracking

/// One second of a simulation: what was done in it, and how things stood at its end.
struct LivedSecond: Sendable {
    let begins: Instant
    let commands: [Command]
    /// What the base stations heard, and the same as they send it.
    let frames: [Frame]
    let messages: [Engine.Message]
    /// When the frames are sent; nil: nobody sent any.
    let sent: Instant?
    let truth: [TruthRow]
    let planted: [PlantedBreach]
    /// How many people are in the area.
    let inArea: Int
}

/// Lives a simulation one second ahead of whoever takes its seconds, on another core: nothing in the simulation
/// depends on the centre, so the seconds are the same.
actor SecondsAhead {
    private var simulation: Simulation
    private let evidence: Rehearsal.Evidence

    init(_ simulation: Simulation, evidence: Rehearsal.Evidence) {
        self.simulation = simulation
        self.evidence = evidence
    }

    /// The next second, lived while the caller does something else.
    nonisolated func begin() -> Task<LivedSecond, Never> {
        Task { await self.next() }
    }

    private func next() -> LivedSecond {
        let begins = simulation.now
        var commands: [Command] = []
        var frames: [Frame] = []
        for act in simulation.advance() {
            switch act.deed {
            case .command(let command): commands.append(command)
            case .frame(let frame): frames.append(frame)
            }
        }
        let sending = evidence == .positions ? located(frames) : frames
        return LivedSecond(
            begins: begins,
            commands: commands,
            frames: frames,
            messages: sending.map { .init(body: FrameEncoder.encode($0), device: $0.identity.device) },
            sent: frames.first?.sent,
            truth: simulation.truth,
            planted: simulation.planted,
            inArea: simulation.inArea
        )
    }

    /// The same second as a locator would tell it, with what base stations tell of themselves and of buttons.
    private func located(_ frames: [Frame]) -> [Frame] {
        guard let first = frames.first else { return [] }
        let places = simulation.truth.filter(\.isHeard).map { row in
            Observation(
                at: row.at + .milliseconds(500),
                tag: row.tag,
                baseStation: nil,
                reading: .position(row.place, accuracy: 0.3)
            )
        }
        let identity = FrameIdentity(
            device: Rehearsal.locator,
            boot: first.identity.boot,
            number: first.identity.number
        )
        let rest = frames.map { frame in
            var frame = frame
            frame.lines.removeAll { if case .rssi = $0.reading { true } else { false } }
            return frame
        }
        return [Frame(identity: identity, sent: first.sent, lines: places)] + rest.filter { !$0.lines.isEmpty }
    }
}
