internal import DeviceFormats
internal import Domain
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Synchronization
internal import Tracking

/// The one owner of the tags' tracks. Nothing else may move a tag.
actor Tracker {
    /// After a start base stations have so long to be heard before their silence counts.
    private static let grace = TagTracks.silence
    /// A turn that comes so late was held up, by the disk or by the machine; where no base station at all was heard for
    /// so long, the way to the server is. What they sent meanwhile may still come, and as after a start their silence
    /// does not count yet (TRUST B6).
    private static let heldUp = TagTracks.silence / 2
    /// Between two such pauses silence counts for so long at least: a server that is always late still finds the dead.
    private static let watched = Duration.seconds(60)
    /// What a start sees again of the time before it: longer than any tag is followed without a reading.
    static let recoveredSpan = Duration.seconds(120)
    /// Readings that may wait for the next turn: a minute of the highest load. Beyond it frames are refused.
    private static let waitingLimit = 60 * 4_000

    private let setting: CentreSetting
    private let store: Store
    private let shards: [TrackShard]
    private var silent: Set<BaseStation.ID>
    private var lastHeard: [BaseStation.ID: Instant] = [:]
    private var countsSilenceFrom: Instant
    private var turned: Instant
    private var excusedAgainFrom: Instant
    private nonisolated let inbox = Mutex(Inbox())

    private struct Inbox {
        var count = 0
        var frames: [[Observation]] = []
        /// From before the start, each with its moment of receipt, in order.
        var remembered: [(received: Instant, lines: [Observation])] = []
    }

    /// What follows from a second of readings.
    struct Findings: Sendable {
        let presences: [PresenceEvent]
        let devices: [DeviceEvent]
        let marks: [Code<Kind.Tag>: TagTracks.Mark]

        var isEmpty: Bool { presences.isEmpty && devices.isEmpty }
    }

    /// The name of the tracker's cursor; its state is the mark of each tag.
    private static let cursor = "tracker"

    init(setting: CentreSetting, store: Store, model: RadioModel, now: Instant) throws {
        self.setting = setting
        self.store = store
        let saved = try store.cursor(Self.cursor, of: [Code<Kind.Tag>: TagTracks.Mark].self)
        let marks = Dictionary(grouping: saved?.state ?? [:]) { TrackShard.index(of: $0.key) }
        shards = (0..<TrackShard.count).map { shard in
            TrackShard(model: model, marks: Dictionary(uniqueKeysWithValues: marks[shard] ?? []))
        }
        silent = Set(try store.silentBaseStations().keys)
        countsSilenceFrom = now + Self.grace
        turned = now
        excusedAgainFrom = now
    }

    /// Takes readings for the next turn; nobody's answer waits for the tracks.
    nonisolated func receive(_ observations: [Observation]) {
        inbox.withLock { inbox in
            inbox.count += observations.count
            inbox.frames.append(observations)
        }
    }

    /// Whether more waits than the tracks can still take up in time.
    nonisolated var isBehind: Bool { inbox.withLock { $0.count > Self.waitingLimit } }

    /// Takes readings of the process before this one: the next turn lives through them again.
    nonisolated func remember(_ ruling: FrameRuling, since: Instant) {
        guard case .taken(let lines, _) = ruling.verdict, !ruling.isLate, ruling.at >= since else { return }
        inbox.withLock { $0.remembered.append((ruling.at, lines)) }
    }

    /// When each base station was last heard by this process.
    func heard() -> [BaseStation.ID: Instant] { lastHeard }

    /// Where each tag is believed to be now.
    func rows() async -> [TagTracks.Row] {
        var rows: [TagTracks.Row] = []
        for shard in shards { rows += await shard.rows() }
        return rows
    }

    /// Steps to `now` and journals what was confirmed on the way.
    func turn(at now: Instant) async throws {
        let isLate = now - turned > Self.heldUp
        turned = now
        let findings = await advance(to: now, isLate: isLate)
        guard !findings.isEmpty else { return }
        let setting = setting
        try await store.submit(isUrgent: true) { change in
            for event in findings.devices { try change.record(.device(event), occurred: event.occurred) }
            for event in findings.presences { try change.record(event, setting) }
            try change.save(Cursor(next: 0, state: findings.marks), of: Self.cursor)
        }
    }

    /// Whether all base stations stopped at once, as no two of them do by themselves.
    private func isQuiet(at now: Instant) -> Bool {
        guard lastHeard.count > 1, let last = lastHeard.values.max() else { return false }
        return now - last > Self.heldUp
    }

    private func advance(to now: Instant, isLate: Bool) async -> Findings {
        let waiting = inbox.withLock { inbox in
            defer { inbox = Inbox() }
            return inbox
        }
        // The second of a remembered reading stays open until all that was received in it is there.
        let readings =
            waiting.remembered.map { TrackShard.Readings(after: $0.received - .seconds(1), [$0.lines]) }
            + [TrackShard.Readings(after: nil, waiting.frames)]
        for readings in readings { lastHeard.merge(readings.heard) { max($0, $1) } }
        if isLate || isQuiet(at: now), now > excusedAgainFrom {
            countsSilenceFrom = now + Self.grace
            excusedAgainFrom = countsSilenceFrom + Self.watched
        }
        let presences = await step(readings, to: now).merged()
        let devices = now < countsSilenceFrom ? [] : await silences(at: now)
        guard !presences.isEmpty || !devices.isEmpty else { return Findings(presences: [], devices: [], marks: [:]) }
        var marks: [Code<Kind.Tag>: TagTracks.Mark] = [:]
        for shard in shards { marks.merge(await shard.marks()) { $1 } }
        return Findings(presences: presences, devices: devices, marks: marks)
    }

    /// Steps all shards at once; the findings of each, in the order of the shards.
    private func step(_ readings: [TrackShard.Readings], to now: Instant) async -> [[PresenceEvent]] {
        await withTaskGroup { group in
            for (index, shard) in shards.enumerated() {
                group.addTask { (index, await shard.advance(readings, shard: index, to: now)) }
            }
            var found = [[PresenceEvent]](repeating: [], count: shards.count)
            for await (index, presences) in group { found[index] = presences }
            return found
        }
    }

    /// Base stations that fell silent or are heard again.
    private func silences(at now: Instant) async -> [DeviceEvent] {
        // Every shard hears of all base stations.
        let alive = await shards[0].alive(at: now)
        let dead = Set(setting.plan.baseStations.map(\.id)).subtracting(alive)
        let fallen = dead.subtracting(silent).sorted()
        let back = silent.intersection(alive).sorted()
        silent = dead
        return fallen.map { .silent($0, lastHeard: lastHeard[$0] ?? countsSilenceFrom, at: now) }
            + back.map { .heard($0, at: now) }
    }
}

extension DeviceEvent {
    /// When it happened.
    var occurred: Instant {
        switch self {
        case .added(_, _, let at), .revoked(_, let at), .booted(_, _, let at), .silent(_, _, let at), .heard(_, let at):
            at
        }
    }
}
