public import Domain
internal import Tracking

/// What the site knows of its devices at the moment of a decision; made from the plan and the tables by the caller.
public struct IntakeRegistry: Sendable {
    public struct Rights: Hashable, Sendable {
        /// The base stations, readers and doors that the device may speak for; a gateway has several.
        public var baseStations: Set<BaseStationCode>
        /// Whether it may say where a tag is without naming a base station (a positioning system).
        public var locatesTags: Bool

        public init(baseStations: Set<BaseStationCode>, locatesTags: Bool = false) {
            self.baseStations = baseStations
            self.locatesTags = locatesTags
        }
    }

    public typealias BaseStationCode = Code<Kind.BaseStation>

    public var tags: Set<Code<Kind.Tag>>
    public var cards: Set<Code<Kind.Card>>
    /// Everything fixed that has a name in a line's `station`: base stations, readers, doors, climate sensors.
    public var baseStations: Set<BaseStationCode>
    public var devices: [Code<Kind.Device>: Rights]

    public init(
        tags: Set<Code<Kind.Tag>>,
        cards: Set<Code<Kind.Card>>,
        baseStations: Set<BaseStationCode>,
        devices: [Code<Kind.Device>: Rights]
    ) {
        self.tags = tags
        self.cards = cards
        self.baseStations = baseStations
        self.devices = devices
    }
}

/// When lines and frames are too old, too early, too many; site time throughout.
///
/// A demonstration centre runs X times as fast, and so do its devices: because the rates count by the site clock,
/// they scale with X by themselves.
public enum IntakeLimits {
    /// Live lines lie in −30 s … +2 s of the site clock (ARCHITECTURE-NOTES: frames; TRUST E4).
    public static let oldestLive = Duration.seconds(30)
    public static let aheadOfClock = Duration.seconds(2)
    public static let oldestLate = Duration.hours(24)
    /// A former boot is remembered longer than any line of it could be taken.
    static let formerBootsKept = Duration.hours(25)
    /// A device that starts more often in a day is broken or forged.
    static let formerBoots = 64
    /// Gaps in the numbers of one boot; the oldest is given up beyond it.
    static let seenRanges = 1_024
    /// Answers kept to answer a repeated message as the first time: some minutes of a device that sends each second.
    /// The oldest is given up beyond it.
    static let answersKept = 256
    /// Refused lines in the remembered answers, so that a faulty device takes no more room than a sound one.
    static let keyedRefusals = 4_096
    /// TRUST E3; a burst of two seconds passes.
    static let framesPerSecond = 200.0
    static let bytesPerSecond = 262_144.0
    static let burst = 2.0
    /// Buttons and cut straps have right of way up to here.
    static let urgentFramesPerSecond = 20.0
}

/// What the intake remembers of one device: its boot, the frames seen, its rate and its faults.
///
/// A value: ``decide(_:)`` changes nothing, ``apply(_:)`` takes the mark that it answered. It is saved with the closing
/// of each chunk of observations, and the frames after it are decided again at a start, so that a repeated frame is
/// known after a restart too.
public struct DeviceIntake: Hashable, Sendable, Codable {
    public let device: Code<Kind.Device>
    public private(set) var boot: Code<FrameIdentity.Boot>?
    public private(set) var counts = IntakeCounts()
    /// The device's clock minus the site clock at the last live frame, in microseconds; it includes the way.
    public private(set) var clockOffsetMicroseconds: Int64?
    private var seen = SeenNumbers()
    private var numbered = RecentAnswers<Int>()
    private var keyed = RecentAnswers<Code<IncomingFrame.Key>>()
    private var formerBoots: [FormerBoot] = []
    private var frames = Allowance(perSecond: IntakeLimits.framesPerSecond)
    private var bytes = Allowance(perSecond: IntakeLimits.bytesPerSecond)
    private var urgent = Allowance(perSecond: IntakeLimits.urgentFramesPerSecond)

    private struct FormerBoot: Hashable, Sendable, Codable {
        let boot: Code<FrameIdentity.Boot>
        let ended: Instant
    }

    public init(device: Code<Kind.Device>) {
        self.device = device
    }

    /// Decides one message of this device, the credential being checked and the lines sorted already.
    public func decide(_ sorted: SortedFrame) -> FrameRuling {
        let (frame, now) = (sorted.frame, sorted.at)
        func ruling(_ verdict: FrameRuling.Verdict) -> FrameRuling {
            FrameRuling(verdict: verdict, identity: frame.identity, size: sorted.size, at: now, frame: frame)
        }
        guard sorted.isKnown else { return ruling(.refused(.unknownDevice)) }
        if let identity = frame.identity, identity.device != device { return ruling(.refused(.wrongDevice)) }
        if let refusal = rateRefusal(frame, size: sorted.size, at: now) { return ruling(.refused(refusal)) }
        if let identity = frame.identity {
            if let refusal = bootRefusal(identity, at: now) { return ruling(.refused(refusal)) }
            if identity.boot == boot, seen.contains(identity.number) {
                return ruling(.repeated(numbered.answer(to: identity.number) ?? .forgotten))
            }
            if identity.boot == boot, identity.number < seen.floor { return ruling(.refused(.frameTooOld)) }
        }
        if let key = frame.key, let answer = keyed.answer(to: key) { return ruling(.repeated(answer)) }
        return ruling(.taken(sorted.accepted, FrameAnswer(accepted: sorted.accepted.count, refused: sorted.refused)))
    }

    /// Decides and takes the mark at once.
    public mutating func take(_ sorted: SortedFrame) -> FrameRuling {
        let ruling = decide(sorted)
        apply(ruling)
        return ruling
    }

    private func rateRefusal(_ frame: IncomingFrame, size: Int, at now: Instant) -> BodyRefusal? {
        if frame.isUrgent, urgent.allows(1, at: now) { return nil }
        return frames.allows(1, at: now) && bytes.allows(Double(size), at: now) ? nil : .tooFast
    }

    private func bootRefusal(_ identity: FrameIdentity, at now: Instant) -> BodyRefusal? {
        guard identity.boot != boot else { return nil }
        if formerBoots.contains(where: { $0.boot == identity.boot }) { return .oldBoot }
        let remembered = formerBoots.count { $0.ended > now - IntakeLimits.formerBootsKept }
        return remembered < IntakeLimits.formerBoots ? nil : .tooManyBoots
    }

    /// Takes what was decided, after it is durable.
    public mutating func apply(_ ruling: FrameRuling) {
        counts.count(ruling)
        // What was refused for its rate costs nothing, or a device that floods would never be heard again.
        if case .refused(.tooFast) = ruling.verdict { return }
        if ruling.frame.isUrgent { urgent.take(1, at: ruling.at) }
        frames.take(1, at: ruling.at)
        bytes.take(Double(ruling.size), at: ruling.at)
        switch ruling.verdict {
        case .taken(_, let answer):
            if let identity = ruling.identity {
                see(identity, at: ruling.at)
                numbered.remember(answer, to: identity.number)
            }
            if let key = ruling.frame.key { keyed.remember(answer, to: key) }
            if let sent = ruling.frame.sent, !ruling.frame.isLate {
                clockOffsetMicroseconds = sent.microseconds - ruling.at.microseconds
            }
        case .repeated, .refused: break
        }
    }

    /// Counts a message of which nothing could be read.
    public mutating func count(_ refusal: BodyRefusal) { counts.count(refusal) }

    private mutating func see(_ identity: FrameIdentity, at now: Instant) {
        if identity.boot != boot {
            formerBoots.removeAll { $0.ended <= now - IntakeLimits.formerBootsKept }
            if let boot { formerBoots.append(FormerBoot(boot: boot, ended: now)) }
            boot = identity.boot
            seen = SeenNumbers()
            numbered = RecentAnswers()
        }
        seen.insert(identity.number, mostRanges: IntakeLimits.seenRanges)
    }
}
