internal import DeviceFormats
internal import Domain
internal import Events
internal import Premises
internal import Store
internal import Synchronization
internal import Tracking

/// Takes frames of devices: each is decided line by line, durable, and only then answered.
///
/// Reading and sorting the lines is done where the message came in; what depends on the messages before it is decided
/// by the one thread that then writes and syncs the whole batch. What a frame tells of buttons and straps becomes
/// events under ids that follow from the frame, so that it is told once, whenever the process ended.
final class Ingest: Sendable {
    /// Frames that share one sync, and that may wait: two minutes of frames from every base station.
    private static let batchLimit = 64
    private static let queueLimit = 120 * 64

    private let store: Store
    private let log: ObservationLog
    private let tracker: Tracker
    private let early: EarlyCalls
    private let setting: CentreSetting
    private let world: World
    private let charges: ChargeBook
    private let registry: Mutex<IntakeRegistry>
    /// Decoders that nobody is using; they know the codes that were read before.
    private let decoders = Mutex<[FrameDecoder]>([])
    private let batches: Batches<IntakeBook, [Sorted], [FrameRuling]>
    private let heard = Mutex<[Code<Kind.Device>: Instant]>([:])
    private let lastReceived = Mutex(Instant(microseconds: 0))
    /// Chunks that no longer grow and are not yet journaled, oldest first.
    private let ended = Mutex<[Ending]>([])

    /// A chunk that ended, being compressed on a thread of its own.
    private struct Ending: Sendable {
        let chunk: EndedChunk
        let digest: Task<[UInt8], any Error>

        init(_ chunk: EndedChunk, _ log: ObservationLog) {
            self.chunk = chunk
            digest = Task { try await log.close(chunk.name) }
        }
    }

    /// A message whose lines are sorted, to be decided.
    private struct Sorted: Sendable {
        let frame: SortedFrame
        let message: Engine.Message
    }

    init(
        store: Store,
        log: ObservationLog,
        tracker: Tracker,
        early: EarlyCalls,
        setting: CentreSetting,
        world: World
    ) throws {
        self.store = store
        self.log = log
        self.tracker = tracker
        self.early = early
        self.setting = setting
        self.world = world
        charges = ChargeBook(store: store, setting: setting)
        registry = Mutex(try Self.registry(of: setting, devices: store.devices()))
        batches = Batches(
            "intake",
            state: IntakeBook(try store.intakes(as: DeviceIntake.self)),
            batchLimit: Self.batchLimit,
            queueLimit: Self.queueLimit
        ) { book, groups in
            var entries: [(head: [UInt8], body: [UInt8])] = []
            let rulings = groups.map { group in
                group.map { sorted in
                    let ruling = book.take(sorted.frame, from: sorted.message.device)
                    if case .taken = ruling.verdict {
                        let head = StoredFrame.header(of: sorted.message, received: sorted.frame.at)
                        entries.append((head, sorted.message.body))
                    }
                    return ruling
                }
            }
            // Nobody is answered when the sync fails, for the process ends: the marks may be set before it.
            return Result { try log.append(entries) }.answers(rulings)
        }
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
        let new = try Self.registry(of: setting, devices: store.devices())
        registry.withLock { $0 = new }
    }

    /// Decides and stores messages in their order, which share one sync; answers when all are durable.
    func take(_ messages: [Engine.Message]) async throws -> [IntakeReply] {
        var replies: [IntakeReply?] = []
        var sorted: [Sorted] = []
        for (message, read) in zip(messages, await read(messages)) {
            switch read {
            case .success(let lines):
                sorted.append(Sorted(frame: lines, message: message))
                replies.append(nil)
            case .failure(let refusal):
                await refuse(refusal, from: message.device)
                replies.append(IntakeReply(answer: refusal.encoded(for: nil), refusal: refusal))
            }
        }
        guard !sorted.isEmpty else { return replies.compactMap(\.self) }
        let isUrgent = sorted.contains { $0.frame.frame.isUrgent }
        // Positions are shed first; a call for help never.
        guard isUrgent || !tracker.isBehind else { throw StoreFault.behind }
        let need = sorted.map(\.frame.frame.need).max() ?? .call
        guard isUrgent || store.disk.takes(need) else { throw StoreFault.diskFull }
        // Telling early must never keep a call from the disk: where it fails the commit tells. Frames without a call,
        // nearly all, do not wait for the one who tells.
        let acts = sorted.flatMap { $0.frame.likelyActs(from: $0.message.device) }
        let calls = acts.isEmpty ? [] : (try? await early.tell(acts)) ?? []
        let rulings = try await batches.submit(sorted, isUrgent: isUrgent)
        for (ruling, sorted) in zip(rulings, sorted) { try await follow(ruling, from: sorted.message.device) }
        // Where this is not reached nothing came on disk: the mark stays, and the message comes again.
        if !calls.isEmpty { try? await early.settle(calls) }
        var decided = rulings.map(\.reply)[...]
        return replies.map { $0 ?? decided.removeFirst() }
    }

    /// Messages that are read by one core; more are shared among several.
    private static let readTogether = 16

    /// Decodes and sorts messages, each received in its turn.
    private func read(_ messages: [Engine.Message]) async -> [Result<SortedFrame, BodyRefusal>] {
        let received = messages.map { message in
            let now = moment()
            heard.withLock { $0[message.device] = now }
            return (message, now)
        }
        guard messages.count > Self.readTogether else { return readTogether(received[...]) }
        let parts = stride(from: 0, to: received.count, by: Self.readTogether).map { first in
            received[first..<min(first + Self.readTogether, received.count)]
        }
        return await withTaskGroup { group in
            for (index, part) in parts.enumerated() {
                group.addTask { (index, self.readTogether(part)) }
            }
            var read = [[Result<SortedFrame, BodyRefusal>]](repeating: [], count: parts.count)
            for await (index, part) in group { read[index] = part }
            return Array(read.joined())
        }
    }

    private func readTogether(
        _ messages: ArraySlice<(Engine.Message, Instant)>
    ) -> [Result<SortedFrame, BodyRefusal>] {
        var decoder = decoders.withLock { $0.popLast() } ?? FrameDecoder()
        defer { decoders.withLock { $0.append(decoder) } }
        return messages.map { message, received in
            message.format.decode(message.body, receivedAt: received, &decoder).map { decoded in
                sort(decoded.keyed(message.key), size: message.body.count, from: message.device, at: received)
            }
        }
    }

    /// Counts a message of which nothing could be read.
    func refuse(_ refusal: BodyRefusal, from device: Code<Kind.Device>) async {
        await batches.performing { $0.count(refusal, from: device) }
    }

    /// When each device was last heard by this process, whatever it said.
    var lastHeard: [Code<Kind.Device>: Instant] { heard.withLock { $0 } }

    /// The moment of receipt; no two messages share one, for the ids of what a bare line tells follow from it.
    private func moment() -> Instant {
        let now = world.now()
        return lastReceived.withLock { last in
            last = max(now, last + .microseconds(1))
            return last
        }
    }

    private func sort(
        _ frame: IncomingFrame,
        size: Int,
        from device: Code<Kind.Device>,
        at received: Instant
    ) -> SortedFrame {
        registry.withLock { $0 }.sort(frame, size: size, from: device, at: received)
    }

    /// What a stored frame leads to. A repeated one may be here because its events could not be recorded at first.
    private func follow(_ ruling: FrameRuling, from device: Code<Kind.Device>) async throws {
        try await record(ruling, from: device)
        if case .taken(let lines, _) = ruling.verdict, !ruling.isLate { tracker.receive(lines) }
    }

    private func record(_ ruling: FrameRuling, from device: Code<Kind.Device>) async throws {
        let acts = TagAct.acts(of: ruling, from: device)
        try await record(acts.filter(\.event.isUrgent), isUrgent: true)
        let crossings = try charges.crossings(in: acts)
        try await record(crossings.map(\.act), isUrgent: false)
        charges.note(crossings)
    }

    private func record(_ acts: [TagAct], isUrgent: Bool) async throws {
        guard !acts.isEmpty else { return }
        let setting = setting
        try await store.submit(isUrgent: isUrgent) { change in
            for act in acts { try change.record(act, setting) }
        }
    }

    var work: ObservationLog.Work { log.work }

    /// Ends the chunk being written; `closeChunks` journals it.
    func endChunk() async {
        let log = log
        let chunk = await batches.performing { book in log.endChunk().map { book.end($0) } }
        if let chunk { ended.withLock { $0.append(Ending(chunk, log)) } }
    }

    /// Journals the hashes of ended chunks and forgets their raw files; called by one task at a time.
    func closeChunks() async throws {
        while let ending = ended.withLock({ $0.first }) {
            do {
                try await journal(ending.chunk, Digest(try await ending.digest.value))
            } catch {
                // The next call compresses it again.
                ended.withLock { $0[0] = Ending(ending.chunk, log) }
                throw error
            }
            ended.withLock { _ = $0.removeFirst() }
        }
    }

    private func journal(_ chunk: EndedChunk, _ digest: Digest) async throws {
        try await store.submit(isUrgent: true) { change in
            let closed = ObservationChunk(
                name: chunk.name,
                sha256: digest,
                lines: chunk.lines,
                from: chunk.from ?? change.now,
                until: chunk.until ?? change.now
            )
            try change.record(.centre(.chunkClosed(closed)), occurred: change.now)
            try change.save(intakes: chunk.intakes)
            try change.save(Cursor(next: 0, state: ClosedChunk(name: chunk.name)), of: ClosedChunk.cursor)
        }
        try log.forget(chunk.name)
    }

    /// What came from each device, for the page of devices.
    func counts() async -> [Code<Kind.Device>: IntakeCounts] {
        await batches.performing { $0.intakes.mapValues(\.counts) }
    }

    /// Takes up what the last process left: frames stored after the last closed chunk are decided again as they were
    /// then, and the tracker sees again what is young enough to matter.
    func recover(upTo now: Instant) async throws {
        let since = now - Tracker.recoveredSpan
        let closed = try store.cursor(ClosedChunk.cursor, of: ClosedChunk.self)?.state.name
        if let closed { try remind(upTo: closed, since: since) }
        for name in try log.openChunks() {
            // The journal has it already; only its raw file outlived the last process.
            if let closed, name <= closed {
                try log.forget(name)
                continue
            }
            let frames = try log.entries(of: name).compactMap { StoredFrame($0) }
            for (device, ruling) in await decide(frames) {
                try await record(ruling, from: device)
                tracker.remember(ruling, since: since)
            }
            let chunk = await batches.performing { $0.end(name) }
            ended.withLock { $0.append(Ending(chunk, log)) }
        }
    }

    /// Tells the tracker of the frames in closed chunks.
    private func remind(upTo last: String, since: Instant) throws {
        var frames: [StoredFrame] = []
        var name = Optional(last)
        while let chunk = name {
            let young = StoredFrame.all(in: try log.closedBytes(of: chunk), since: since)
            guard !young.isEmpty else { break }
            frames = young + frames
            name = log.chunk(before: chunk)
        }
        var book = IntakeBook([:])
        for frame in frames {
            guard let sorted = sorted(frame) else { continue }
            tracker.remember(book.take(sorted, from: frame.device), since: since)
        }
    }

    private func decide(_ frames: [StoredFrame]) async -> [(Code<Kind.Device>, FrameRuling)] {
        let sorted = frames.compactMap { frame in self.sorted(frame).map { (frame.device, $0) } }
        return await batches.performing { book in
            sorted.map { device, frame in (device, book.take(frame, from: device)) }
        }
    }

    private func sorted(_ frame: StoredFrame) -> SortedFrame? {
        guard let decoded = frame.frame else { return nil }
        return sort(decoded, size: frame.body.count, from: frame.device, at: frame.received)
    }
}

/// Which chunk the journal knows to be closed, saved in the commit that says so.
private struct ClosedChunk: Codable, Sendable {
    static let cursor = "chunks"

    let name: String
}

extension Result where Success == Void {
    /// What each sender is told of a batch: its ruling, or that the batch failed.
    fileprivate func answers(_ rulings: [[FrameRuling]]) -> [Result<[FrameRuling], Failure>] {
        rulings.map { group in map { group } }
    }
}

extension FrameRuling {
    /// What the device is told.
    fileprivate var reply: IntakeReply {
        if case .refused(let refusal) = verdict { return IntakeReply(answer: answer, refusal: refusal) }
        return IntakeReply(answer: answer, refusal: nil)
    }
}
