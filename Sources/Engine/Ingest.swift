internal import DeviceFormats
internal import Domain
internal import Events
internal import Premises
internal import Store
internal import Tracking

/// Takes frames of devices: each is decided line by line, durable, and only then answered.
///
/// What a frame tells of buttons and straps becomes events under ids that follow from the frame, so that a frame that
/// was stored before a crash is told once, whether the crash came before or after its events.
actor Ingest {
    /// Answers kept to answer a repeated frame as the first time: two minutes of frames from every base station.
    private static let answersKept = 120 * 64

    private let store: Store
    private let log: ObservationLog
    private let tracker: Tracker
    private let setting: CentreSetting
    private let world: World
    private var registry: IntakeRegistry
    private var intakes: [Code<Kind.Device>: DeviceIntake]
    private var answers: [FrameIdentity: FrameAnswer] = [:]
    private var answered: [FrameIdentity] = []
    private var chunk = ChunkSummary()

    init(store: Store, log: ObservationLog, tracker: Tracker, setting: CentreSetting, world: World) throws {
        self.store = store
        self.log = log
        self.tracker = tracker
        self.setting = setting
        self.world = world
        registry = try Self.registry(of: setting, devices: store.devices())
        intakes = try store.intakes(as: DeviceIntake.self)
    }

    private static func registry(of setting: CentreSetting, devices: [Device]) -> IntakeRegistry {
        let cards = setting.staff.map { setting.tag(of: $0) }
        return IntakeRegistry(
            tags: Set(setting.centre.tags).union(cards),
            cards: Set(setting.staff.map(\.card)),
            baseStations: Set(setting.plan.baseStations.map(\.id)),
            devices: Dictionary(
                uniqueKeysWithValues: devices.map {
                    ($0.id, .init(baseStations: Set($0.baseStations), locatesTags: $0.baseStations.isEmpty))
                }
            )
        )
    }

    /// A device was added or revoked.
    func reloadDevices() throws {
        registry = try Self.registry(of: setting, devices: store.devices())
    }

    /// Decides and stores messages in their order, which share one sync; answers when all are durable.
    func take(_ messages: [Engine.Message]) async throws -> [IntakeReply] {
        let received = world.now()
        var replies: [IntakeReply] = []
        var entries: [[UInt8]] = []
        var taken: [Taken] = []
        for message in messages {
            let device = message.device
            lastHeard[device] = received
            switch message.format.decode(message.body, receivedAt: received) {
            case .failure(let refusal):
                refuse(refusal, from: device)
                replies.append(IntakeReply(answer: refusal.encoded(for: nil), refusal: refusal))
            case .success(let decoded):
                let ruling = decide(decoded.keyed(message.key), size: message.body.count, from: device, at: received)
                switch ruling.verdict {
                case .refused(let refusal):
                    replies.append(IntakeReply(answer: ruling.answer, refusal: refusal))
                    continue
                // The first of them may still be on its way to the disk: what is appended now waits for it.
                case .repeated: entries.append([])
                case .taken(let lines, _):
                    entries.append(StoredFrame.header(of: message, received: received) + message.body)
                    taken.append(Taken(lines: lines, ruling: ruling, device: device))
                }
                replies.append(IntakeReply(answer: ruling.answer, refusal: nil))
            }
        }
        if !entries.isEmpty { try await log.append(entries) }
        for one in taken { try await follow(one.lines, of: one.ruling, from: one.device) }
        return replies
    }

    private struct Taken {
        let lines: [Observation]
        let ruling: FrameRuling
        let device: Code<Kind.Device>
    }

    /// Counts a message of which nothing could be read.
    func refuse(_ refusal: BodyRefusal, from device: Code<Kind.Device>) {
        intakes[device, default: DeviceIntake(device: device)].count(refusal)
    }

    /// When each device was last heard, whatever it said.
    private(set) var lastHeard: [Code<Kind.Device>: Instant] = [:]

    private func decide(
        _ frame: IncomingFrame,
        size: Int,
        from device: Code<Kind.Device>,
        at now: Instant
    ) -> FrameRuling {
        var intake = intakes[device] ?? DeviceIntake(device: device)
        let ruling = intake.decide(frame, size: size, at: now, registry: registry) { answers[$0] }
        // Nothing is answered before the sync, and a failed sync ends the process: the mark may be set at once.
        intake.apply(ruling)
        intakes[device] = intake
        if case .taken(let lines, let answer) = ruling.verdict {
            chunk.add(lines)
            if let identity = ruling.identity { remember(answer, to: identity) }
        }
        return ruling
    }

    private func remember(_ answer: FrameAnswer, to identity: FrameIdentity) {
        answers[identity] = answer
        answered.append(identity)
        guard answered.count > 2 * Self.answersKept else { return }
        for old in answered.prefix(Self.answersKept) { answers[old] = nil }
        answered.removeFirst(Self.answersKept)
    }

    private func follow(_ lines: [Observation], of ruling: FrameRuling, from device: Code<Kind.Device>) async throws {
        let acts = TagAct.acts(in: lines, of: ruling, from: device)
        if !acts.isEmpty {
            let setting = setting
            try await store.submit { change in
                for act in acts { try change.record(act, setting) }
            }
        }
        if !ruling.isLate { await tracker.observe(lines) }
    }

    /// Takes up what the last process left: frames stored after the last closed chunk are decided again as they were
    /// then, and told to the tracker where they are young enough to matter.
    func recover(upTo now: Instant) async throws {
        for (name, entries) in try await log.openChunks() {
            for entry in entries {
                guard let stored = StoredFrame(entry), let frame = stored.frame else { continue }
                let size = stored.body.count
                let ruling = decide(frame, size: size, from: stored.device, at: stored.received)
                guard case .taken(let lines, _) = ruling.verdict else { continue }
                try await follow(lines, of: ruling, from: stored.device)
            }
            try await close(name)
        }
    }

    /// Ends the chunk being written, journals its hash and forgets the raw file.
    func closeChunk() async throws {
        guard let name = try await log.endChunk() else { return }
        try await close(name)
    }

    private func close(_ name: String) async throws {
        let summary = chunk
        let intakes = intakes
        chunk = ChunkSummary()
        let digest = Digest(try await log.close(name))
        try await store.submit { change in
            let closed = ObservationChunk(
                name: name,
                sha256: digest,
                lines: summary.lines,
                from: summary.from ?? change.now,
                until: summary.until ?? change.now
            )
            try change.record(.centre(.chunkClosed(closed)), occurred: change.now)
            try change.save(intakes: intakes)
        }
        try await log.forget(name)
    }

    /// What came from each device, for the page of devices.
    func counts() -> [Code<Kind.Device>: IntakeCounts] { intakes.mapValues(\.counts) }
}

/// What is in the chunk being written.
private struct ChunkSummary {
    var lines = 0
    var from: Instant?
    var until: Instant?

    mutating func add(_ observations: [Observation]) {
        lines += observations.count
        for observation in observations {
            from = min(from ?? observation.at, observation.at)
            until = max(until ?? observation.at, observation.at)
        }
    }
}
