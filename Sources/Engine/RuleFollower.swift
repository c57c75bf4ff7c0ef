internal import Alarms
internal import Domain
internal import Events
internal import Stays
internal import Store

/// Reads the journal behind the commits and lets the rules judge: a broken rule blocks nothing.
///
/// The rules' memory is saved in the commit of the alarms it led to, so that a restart neither repeats nor forgets.
actor RuleFollower {
    private static let name = "rules"
    /// Records judged before the alarms they led to are saved.
    private static let stride = 256
    /// Without an alarm the place is saved after so many records, to keep the reading at a start short.
    private static let savedEvery: UInt64 = 2_048

    private let store: Store
    private var watch: Watch
    private var next: UInt64
    private var savedNext: UInt64

    init(store: Store, setting: Watch.Setting) throws {
        self.store = store
        let saved = try store.cursor(Self.name, of: Watch.Memory.self)
        watch = Watch(setting, memory: saved?.state ?? Watch.Memory())
        next = saved?.next ?? 0
        savedNext = next
    }

    /// Judges everything committed, then lets time pass up to `now`.
    func turn(at now: Instant) async throws {
        while true {
            let entries = try store.entries(from: next, limit: Self.stride)
            var events: [AlarmEvent] = []
            for entry in entries { events += try judge(entry) }
            next += UInt64(entries.count)
            if entries.isEmpty { events += watch.advance(to: now) }
            if !events.isEmpty || next - savedNext >= Self.savedEvery { try await save(events) }
            if entries.isEmpty, events.isEmpty { return }
        }
    }

    private func judge(_ entry: Store.Entry) throws -> [AlarmEvent] {
        let leaf = entry.leaf
        if case .alarm(let event) = leaf.event { return watch.observe(event, recordedAt: leaf.recorded) }
        let stay = try leaf.event.needsStay.flatMap { try store.stay($0) }
        return leaf.event.facts(id: leaf.id, after: stay).flatMap { watch.observe($0, recordedAt: leaf.recorded) }
    }

    private func save(_ events: [AlarmEvent]) async throws {
        let cursor = Cursor(next: next, state: watch.memory)
        try await store.submit { change in
            for event in events { try change.record(.alarm(event), occurred: event.occurred ?? change.now) }
            try change.save(cursor, of: Self.name)
        }
        savedNext = cursor.next
    }
}

extension Event {
    /// The stay whose value the facts of this event need: what an extension or a correction moves.
    fileprivate var needsStay: ID<Kind.Stay>? {
        switch self {
        case .stay(.clockExtended(let stay, _, _)): stay
        case .stay(.arrivalCorrected(let stay, _)): stay
        case .stay, .alarm, .presence, .tag, .device, .centre, .access: nil
        }
    }
}

extension AlarmEvent {
    /// When it happened; nil for what the engine does at the moment of its recording.
    var occurred: Instant? {
        switch self {
        case .raised(_, let raising): raising.at
        case .announced(_, _, let at), .urgencyChanged(_, _, _, let at), .conditionGone(_, let at),
            .conditionBack(_, let at), .escalated(_, _, let at), .acknowledged(_, _, let at),
            .withdrawn(_, _, _, let at):
            at
        case .attended(_, let attendance): attendance.at
        case .closed(_, let closing): closing.at
        }
    }
}
