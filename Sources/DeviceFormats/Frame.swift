public import Domain
public import Tracking

/// Which frame of which device: (device, boot, number) names one message for ever.
public struct FrameIdentity: Hashable, Sendable, Codable {
    /// A name that a device gives each of its starts; it never uses one twice.
    public enum Boot {}

    public let device: Code<Kind.Device>
    public let boot: Code<Boot>
    /// Counts up within a boot.
    public let number: Int

    public init(device: Code<Kind.Device>, boot: Code<Boot>, number: Int) {
        self.device = device
        self.boot = boot
        self.number = number
    }
}

/// One message of a device as the device means it; the sending side (simulator, replay, tests).
public struct Frame: Hashable, Sendable {
    public var identity: FrameIdentity
    public var sent: Instant
    /// Kept while the line was down: its lines are stored and may only correct.
    public var isLate: Bool
    public var lines: [Observation]

    public init(identity: FrameIdentity, sent: Instant, isLate: Bool = false, lines: [Observation]) {
        self.identity = identity
        self.sent = sent
        self.isLate = isLate
        self.lines = lines
    }
}

/// One message of a device as it arrived: every line is an observation or a refusal, in the order of the message.
public struct IncomingFrame: Sendable {
    /// Nothing for bare lines, arrays and NDJSON.
    public let identity: FrameIdentity?
    /// The device's clock when it sent the message.
    public let sent: Instant?
    public let isLate: Bool
    public let lines: [Result<Observation, LineRefusal>]
    /// Fields nobody knows, ignored and counted.
    public let unknownFields: Int
    /// The places in `lines` where a tag tells of its button, its strap or its charge.
    public let acts: [Int]
    /// Names a message without identity, so that sending it again changes nothing (HTTP: `Idempotency-Key`).
    public private(set) var key: Code<Key>?

    /// A name that a device gives each of its messages; it never uses one twice.
    public enum Key {}

    public init(
        identity: FrameIdentity? = nil,
        sent: Instant? = nil,
        isLate: Bool = false,
        lines: [Result<Observation, LineRefusal>],
        unknownFields: Int = 0
    ) {
        self.identity = identity
        self.sent = sent
        self.isLate = isLate
        self.lines = lines
        self.unknownFields = unknownFields
        acts = lines.indices.filter { index in
            switch lines[index] {
            case .success(let observation): observation.reading.isAct
            case .failure: false
            }
        }
    }

    /// Whether somebody asks for help or a strap was cut: such a frame has right of way.
    public var isUrgent: Bool {
        acts.contains { index in
            switch lines[index] {
            case .success(let observation): observation.reading.isUrgent
            case .failure: false
            }
        }
    }

    /// The same message under the key that came with it; a frame has a number already and needs none.
    public func keyed(_ key: Code<Key>?) -> IncomingFrame {
        var frame = self
        frame.key = identity == nil ? key : nil
        return frame
    }
}

extension Observation.Reading {
    fileprivate var isAct: Bool {
        switch self {
        case .button, .tamper, .battery: true
        case .rssi, .range, .timeOfArrival, .position, .heartbeat, .card, .door, .epc, .climate: false
        }
    }

    fileprivate var isUrgent: Bool {
        switch self {
        case .button, .tamper: true
        case .rssi, .range, .timeOfArrival, .position, .heartbeat, .battery, .card, .door, .epc, .climate: false
        }
    }
}
