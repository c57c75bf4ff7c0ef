public import Domain
public import Tracking

/// What was decided about one message.
public struct FrameRuling: Sendable {
    public enum Verdict: Sendable {
        /// New: these lines are to be stored, then this is to be answered.
        case taken([Observation], FrameAnswer)
        /// Seen before: answered as the first time, nothing is stored.
        case repeated(FrameAnswer)
        case refused(BodyRefusal)
    }

    public let verdict: Verdict
    public let identity: FrameIdentity?
    /// Bytes of the message.
    public let size: Int
    /// When it was received, by the site clock.
    public let at: Instant
    public let frame: IncomingFrame

    /// Whether its lines may only correct.
    public var isLate: Bool { frame.isLate }

    /// The device's clock minus the site clock, the way included; late frames tell nothing of it.
    public var clockOffset: Duration? { frame.isLate ? nil : frame.sent.map { $0 - at } }

    /// What the device is told, as JSON.
    public var answer: [UInt8] {
        switch verdict {
        case .taken(_, let answer), .repeated(let answer): answer.encoded(for: identity)
        case .refused(let refusal): refusal.encoded(for: identity)
        }
    }
}

/// What came from a device since it is known, and why some of it was refused.
public struct IntakeCounts: Hashable, Sendable, Codable {
    public private(set) var frames = 0
    public private(set) var repeatedFrames = 0
    public private(set) var acceptedLines = 0
    public private(set) var unknownFields = 0
    /// By the code of the reason, of lines and of whole messages.
    public private(set) var refused: [String: Int] = [:]

    public init() {}

    mutating func count(_ refusal: BodyRefusal) {
        frames += 1
        refused[refusal.code, default: 0] += 1
    }

    mutating func count(_ ruling: FrameRuling) {
        frames += 1
        unknownFields += ruling.frame.unknownFields
        switch ruling.verdict {
        case .taken(let lines, let answer):
            acceptedLines += lines.count
            for line in answer.refused { refused[line.reason.code, default: 0] += 1 }
        case .repeated: repeatedFrames += 1
        case .refused(let refusal): refused[refusal.code, default: 0] += 1
        }
    }
}
