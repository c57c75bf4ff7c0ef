public import DeviceFormats
public import Domain

/// In whose words a device speaks.
public enum MessageFormat: Hashable, Sendable {
    /// Frames and lines of SPEC X1.
    case observations
    /// Location objects of the omlox hub API; a message without a number.
    case omlox

    func decode(
        _ body: [UInt8],
        receivedAt now: Instant,
        _ decoder: inout FrameDecoder
    ) -> Result<IncomingFrame, BodyRefusal> {
        switch self {
        case .observations: decoder.decode(body)
        case .omlox: OmloxLocation.decode(body, receivedAt: now).map { IncomingFrame(lines: $0) }
        }
    }
}

/// What a device is told, and why nothing of its message was taken, if so.
public struct IntakeReply: Hashable, Sendable {
    public let answer: [UInt8]
    public let refusal: BodyRefusal?
}

/// When devices and base stations were last heard by this process.
public struct LastHeard: Sendable {
    public let devices: [Code<Kind.Device>: Instant]
    public let stations: [Code<Kind.BaseStation>: Instant]
}
