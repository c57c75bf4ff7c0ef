internal import Alarms
internal import Domain
internal import Events
internal import Store

/// Reads the journal behind the commits and lets the rules judge: a broken rule blocks nothing.
///
/// Where it stands is saved in the commit of the alarms that it led to, so that a restart neither repeats nor forgets.
/// The rules' memory is large and is saved now and then; since it is a fold of the journal, a start folds the records
/// from there up to where it stood and drops the alarms they led to, which are recorded already.
actor RuleFollower {
    private static let name = "rules"
    /// Records judged before the alarms they led to are saved.
    private static let stride = 256
    /// Records between two savings of the memory: some tenths of a second to fold again at a start.
    private static let savedEvery: UInt64 = 4_096

    /// How far time had come when the place was saved.
    private struct Place: Codable, Sendable {
        let now: Instant
    }

    private let store: Store
    private var watch: Watch
    private var next: UInt64
    private var savedNext: UInt64

    init(store: Store, setting: Watch.Setting) throws {
        self.store = store
        let memory = try store.cursor(Watch.Memory.cursor, of: Watch.Memory.self)
        watch = Watch(setting, memory: memory?.state ?? Watch.Memory())
        next = memory?.next ?? 0
        savedNext = next
        guard let place = try store.cursor(Self.name, of: Place.self) else { return }
        while next < place.next {
            let limit = min(Self.stride, Int(place.next - next))
            let entries = try store.entries(from: next, limit: limit)
            guard !entries.isEmpty else { throw StoreFault.notFound }
            for entry in entries { _ = Self.judge(entry, &watch) }
            next += UInt64(entries.count)
        }
        _ = watch.advance(to: place.state.now)
    }

    /// Judges everything committed, then lets time pass up to `now`.
    func turn(at now: Instant) async throws {
        while true {
            let entries = try store.entries(from: next, limit: Self.stride)
            var events: [AlarmEvent] = []
            for entry in entries { events += Self.judge(entry, &watch) }
            next += UInt64(entries.count)
            if entries.isEmpty { events += watch.advance(to: now) }
            if !events.isEmpty || next - savedNext >= Self.savedEvery { try await save(events) }
            if entries.isEmpty, events.isEmpty { return }
        }
    }

    /// From the record alone: the same again whenever it is folded.
    private static func judge(_ entry: Store.Entry, _ watch: inout Watch) -> [AlarmEvent] {
        let leaf = entry.leaf
        if case .alarm(let event) = leaf.event { return watch.observe(event, recordedAt: leaf.recorded) }
        return leaf.event.facts(id: leaf.id).flatMap { watch.observe($0, recordedAt: leaf.recorded) }
    }

    private func save(_ events: [AlarmEvent]) async throws {
        let place = Cursor(next: next, state: Place(now: watch.memory.now))
        let memory = next - savedNext >= Self.savedEvery ? Cursor(next: next, state: watch.memory) : nil
        try await store.submit(isUrgent: true) { change in
            for event in events { try change.record(.alarm(event), occurred: event.occurred ?? change.now) }
            try change.save(place, of: Self.name)
            if let memory { try change.save(memory, of: Watch.Memory.cursor) }
        }
        if let memory { savedNext = memory.next }
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
