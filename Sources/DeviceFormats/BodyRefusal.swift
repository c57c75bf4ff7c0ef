/// Why a whole message is refused: none of its lines is taken.
public enum BodyRefusal: Error, Hashable, Sendable {
    /// A member of the frame object (ARCHITECTURE: frames).
    public enum Member: String, Hashable, Sendable, CaseIterable {
        case device, boot, frame, sent, late, lines
    }

    case empty
    case tooLarge
    case badJSON
    case tooDeep
    case tooManyLines
    case missingMember(Member)
    case badMember(Member)
    case duplicateMember(Member)
    /// The credential is that of another device.
    case wrongDevice
    case unknownDevice
    /// From before a restart that the device has told us of: a replay, or a device that lost its count.
    case oldBoot
    /// More restarts in a day than a sound device makes.
    case tooManyBoots
    /// Too far behind to know whether it was seen.
    case frameTooOld
    /// Over the device's rate; it may be sent again later.
    case tooFast

    /// What stands in the answer: `body.bad-member(boot)`.
    public var code: String {
        switch self {
        case .empty: "body.empty"
        case .tooLarge: "body.too-large"
        case .badJSON: "body.bad-json"
        case .tooDeep: "body.too-deep"
        case .tooManyLines: "body.too-many-lines"
        case .missingMember(let member): "body.missing-member(\(member.rawValue))"
        case .badMember(let member): "body.bad-member(\(member.rawValue))"
        case .duplicateMember(let member): "body.duplicate-member(\(member.rawValue))"
        case .wrongDevice: "body.wrong-device"
        case .unknownDevice: "body.unknown-device"
        case .oldBoot: "body.old-boot"
        case .tooManyBoots: "body.too-many-boots"
        case .frameTooOld: "body.frame-too-old"
        case .tooFast: "body.too-fast"
        }
    }

    /// Whether the same message may be taken later; a device drops the others.
    public var isWorthRepeating: Bool { self == .tooFast }
}
