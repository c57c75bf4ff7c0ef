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
    /// What a start sees again of the time before it: longer than any tag is followed without a reading.
    static let recoveredSpan = Duration.seconds(120)
    /// Readings that may wait for the next turn: a minute of the highest load. Beyond it frames are refused.
    private static let waitingLimit = 60 * 4_000

    private let setting: CentreSetting
    private let store: Store
    private var tracks: TagTracks
    private var silent: Set<BaseStation.ID>
    private var lastHeard: [BaseStation.ID: Instant] = [:]
    private var countsSilenceFrom: Instant
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
        tracks = TagTracks(model: model, marks: saved?.state ?? [:])
        silent = Set(try store.silentBaseStations().keys)
        countsSilenceFrom = now + Self.grace
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

    private func observe(_ observations: [Observation]) {
        for observation in observations {
            tracks.observe(observation)
            guard let baseStation = observation.baseStation else { continue }
            lastHeard[baseStation] = max(lastHeard[baseStation] ?? observation.at, observation.at)
        }
    }

    /// When each base station was last heard by this process.
    func heard() -> [BaseStation.ID: Instant] { lastHeard }

    /// Where each tag is believed to be now.
    func rows() -> [TagTracks.Row] {
        tracks.tagsHeard.compactMap { tracks.live($0) }
    }

    /// Steps to `now` and journals what was confirmed on the way.
    func turn(at now: Instant) async throws {
        let findings = advance(to: now)
        guard !findings.isEmpty else { return }
        let setting = setting
        try await store.submit(isUrgent: true) { change in
            for event in findings.devices { try change.record(.device(event), occurred: event.occurred) }
            for event in findings.presences { try change.record(event, setting) }
            try change.save(Cursor(next: 0, state: findings.marks), of: Self.cursor)
        }
    }

    private func advance(to now: Instant) -> Findings {
        let waiting = inbox.withLock { inbox in
            defer { inbox = Inbox() }
            return inbox
        }
        var presences: [PresenceEvent] = []
        for (received, lines) in waiting.remembered {
            // The second of the reading stays open until all that was received in it is there.
            presences += tracks.advance(to: received - .seconds(1))
            observe(lines)
        }
        for lines in waiting.frames { observe(lines) }
        presences += tracks.advance(to: now)
        let devices = now < countsSilenceFrom ? [] : silences(at: now)
        let marks = tracks.tagsHeard.reduce(into: [:]) { marks, tag in marks[tag] = tracks.mark(tag) }
        return Findings(presences: presences, devices: devices, marks: marks)
    }

    /// Base stations that fell silent or are heard again.
    private func silences(at now: Instant) -> [DeviceEvent] {
        let alive = tracks.alive(at: now)
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
