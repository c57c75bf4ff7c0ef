public import Alarms
public import DeviceFormats
public import Domain
internal import Events
internal import Premises
public import Store
public import Tracking

/// The running centre between its sockets and its disk: frames in, places and alarms out, all through the journal.
public actor Engine {
    /// A chunk of observations is closed at the latest so long after its first line.
    private static let chunkLength = Duration.seconds(60)
    private static let clockEvery = Duration.seconds(5)

    public nonisolated let store: Store
    public nonisolated let setting: CentreSetting
    public nonisolated let feed: FeedHub
    private let ingest: Ingest
    private let early: EarlyCalls
    private let tracker: Tracker
    private let rules: RuleFollower
    private let publisher: Publisher
    private let world: World
    private var chunkSince: Instant
    private var clockSent: Instant
    private var positionsSent: Instant

    /// Builds the engine over an open store and takes up what the last process left.
    public init(
        store: Store,
        log: ObservationLog,
        setting: CentreSetting,
        model: RadioModel,
        world: World
    ) async throws {
        self.store = store
        self.setting = setting
        self.world = world
        let now = world.now()
        feed = FeedHub()
        tracker = try Tracker(setting: setting, store: store, model: model, now: now)
        early = EarlyCalls(store: store, setting: setting, feed: feed, world: world)
        ingest = try Ingest(store: store, log: log, tracker: tracker, early: early, setting: setting, world: world)
        rules = try RuleFollower(
            store: store,
            setting: .init(policy: setting.policy, rooms: setting.plan.rooms)
        )
        publisher = try Publisher(store: store, feed: feed)
        chunkSince = now
        clockSent = now
        positionsSent = now
        try await bindCards()
        try await ingest.recover(upTo: now)
    }

    /// Cards of the staff file that nobody is known to carry are carried by their owners.
    private func bindCards() async throws {
        let known = try store.carriers()
        let setting = setting
        let missing = setting.staff.filter { known[setting.tag(of: $0)]?.officer != $0.code }
        guard !missing.isEmpty else { return }
        try await store.submit { change in
            for member in missing {
                let event = TagEvent.carried(setting.tag(of: member), by: member.code, member.rank, at: change.now)
                try change.record(.tag(event), occurred: change.now)
            }
        }
    }

    /// Decides and stores one message of a device; answers when it is durable.
    ///
    /// - key: the sender's name for a message without a number of its own, so that it counts once.
    public nonisolated func take(
        _ body: [UInt8],
        from device: Code<Kind.Device>,
        key: Code<IncomingFrame.Key>? = nil
    ) async throws -> [UInt8] {
        try await receive(body, as: .observations, from: device, key: key).answer
    }

    /// The same for a message in any format, with the reason where nothing of it was taken.
    public nonisolated func receive(
        _ body: [UInt8],
        as format: MessageFormat,
        from device: Code<Kind.Device>,
        key: Code<IncomingFrame.Key>?
    ) async throws -> IntakeReply {
        try await ingest.take([Message(body: body, device: device, key: key, format: format)])[0]
    }

    /// Counts a message of which nothing could be read.
    public nonisolated func refuse(_ refusal: BodyRefusal, from device: Code<Kind.Device>) async {
        await ingest.refuse(refusal, from: device)
    }

    /// A message of a device as it came.
    public struct Message: Sendable {
        public let body: [UInt8]
        public let device: Code<Kind.Device>
        /// The sender's name for a message without a number of its own, so that it counts once.
        public let key: Code<IncomingFrame.Key>?
        public let format: MessageFormat

        public init(
            body: [UInt8],
            device: Code<Kind.Device>,
            key: Code<IncomingFrame.Key>? = nil,
            format: MessageFormat = .observations
        ) {
            self.body = body
            self.device = device
            self.key = key
            self.format = format
        }
    }

    /// The same for messages that came together: they share one sync.
    public nonisolated func take(_ messages: [Message]) async throws -> [IntakeReply] {
        try await ingest.take(messages)
    }

    /// A device was added or revoked.
    public nonisolated func reloadDevices() async throws { try ingest.reloadDevices() }

    public nonisolated func intakeCounts() async -> [Code<Kind.Device>: IntakeCounts] {
        await ingest.counts()
    }

    /// How much was stored of what devices sent, and with how many syncs.
    public nonisolated var storedWork: ObservationLog.Work { ingest.work }

    public func lastHeard() async -> LastHeard {
        LastHeard(devices: ingest.lastHeard, stations: await tracker.heard())
    }

    /// Calls for help that consoles heard of and that are not yet on disk.
    public nonisolated func earlyCalls() async -> [Alarm] { await early.calls }

    /// Where each tag is believed to be now.
    public func positions() async -> [TagTracks.Row] { await tracker.rows() }

    /// Tells the consoles what was committed. Called after each commit, beside the turns: a call for help waits for no
    /// other work.
    public nonisolated func publish() async throws { try await publisher.publish() }

    /// One turn: what is due is done and what happened is published. Called after commits and a few times a second.
    /// Chunks that end in it are journaled by `closeChunks`.
    public func turn() async throws {
        let now = world.now()
        try await publisher.publish()
        try await tracker.turn(at: now)
        try await rules.turn(at: now)
        try await publisher.publish()
        if now - positionsSent >= .seconds(1), await feed.count > 0 {
            positionsSent = now
            await feed.publish(.positions(await tracker.rows()))
        }
        if now - clockSent >= Self.clockEvery {
            clockSent = now
            await feed.publish(.clock(now))
        }
        if now - chunkSince >= Self.chunkLength {
            chunkSince = now
            await ingest.endChunk()
        }
    }

    /// Compresses and journals chunks that ended; it takes its time and holds up nobody.
    public nonisolated func closeChunks() async throws { try await ingest.closeChunks() }

    /// Ends the chunk being written, before the process stops.
    public func stop() async throws {
        await ingest.endChunk()
        try await ingest.closeChunks()
    }
}
