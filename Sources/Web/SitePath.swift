public import Domain

/// Every address of the site; no path stands as text anywhere else.
public enum SitePath: Hashable, Sendable {
    case signIn
    case signOut
    case board
    case entryDesk
    case stay(ID<Kind.Stay>)
    case stayStep(ID<Kind.Stay>, step: String)
    case stayTag(ID<Kind.Stay>)
    case stayTagForgone(ID<Kind.Stay>)
    case stayTraits(ID<Kind.Stay>)
    case stayKind(ID<Kind.Stay>)
    case stayArrival(ID<Kind.Stay>)
    case stayGround(ID<Kind.Stay>)
    case stayExtension(ID<Kind.Stay>)
    case stayClockEnd(ID<Kind.Stay>)
    case stayRoom(ID<Kind.Stay>)
    case staySession(ID<Kind.Stay>)
    case staySessionEnd(ID<Kind.Stay>)
    case stayExit(ID<Kind.Stay>)
    case staySheet(ID<Kind.Stay>)
    case stayReceipt(ID<Kind.Stay>)
    case record(UInt64)
    case takeOver
    case alarms
    case alarm(ID<Kind.Alarm>)
    case alarmAcknowledgement(ID<Kind.Alarm>)
    case alarmClosing(ID<Kind.Alarm>)
    case devices
    case accounts
    case look
    case feed
    case feedAnswer

    /// The stay or alarm that the address is of.
    public var id: String? {
        switch self {
        case .stay(let id), .stayStep(let id, _), .stayTag(let id), .stayRoom(let id), .staySession(let id),
            .staySessionEnd(let id), .stayExit(let id), .staySheet(let id), .stayReceipt(let id),
            .stayTagForgone(let id), .stayTraits(let id), .stayKind(let id), .stayArrival(let id), .stayGround(let id),
            .stayExtension(let id), .stayClockEnd(let id):
            "\(id)"
        case .alarm(let id), .alarmAcknowledgement(let id), .alarmClosing(let id): "\(id)"
        case .signIn, .signOut, .board, .entryDesk, .record, .takeOver, .alarms, .devices, .accounts, .look, .feed,
            .feedAnswer:
            nil
        }
    }

    public var string: String {
        switch self {
        case .signIn: "/sign-in"
        case .signOut: "/sign-out"
        case .board: "/"
        case .entryDesk: "/entry"
        case .stay(let id): "/stays/\(id)"
        case .stayStep(let id, let step): "/stays/\(id)/steps/\(step)"
        case .stayTag(let id): "/stays/\(id)/tag"
        case .stayTagForgone(let id): "/stays/\(id)/tag/forgone"
        case .stayTraits(let id): "/stays/\(id)/traits"
        case .stayKind(let id): "/stays/\(id)/kind"
        case .stayArrival(let id): "/stays/\(id)/arrival"
        case .stayGround(let id): "/stays/\(id)/ground"
        case .stayExtension(let id): "/stays/\(id)/extension"
        case .stayClockEnd(let id): "/stays/\(id)/clock/end"
        case .stayRoom(let id): "/stays/\(id)/room"
        case .staySession(let id): "/stays/\(id)/session"
        case .staySessionEnd(let id): "/stays/\(id)/session/end"
        case .stayExit(let id): "/stays/\(id)/exit"
        case .staySheet(let id): "/stays/\(id)/sheet"
        case .stayReceipt(let id): "/stays/\(id)/receipt"
        case .record(let number): "/journal/records/\(number)"
        case .takeOver: "/take-over"
        case .alarms: "/alarms"
        case .alarm(let id): "/alarms/\(id)"
        case .alarmAcknowledgement(let id): "/alarms/\(id)/acknowledgement"
        case .alarmClosing(let id): "/alarms/\(id)/closing"
        case .devices: "/devices"
        case .accounts: "/accounts"
        case .look: "/look"
        case .feed: "/api/v1/feed"
        case .feedAnswer: "/feed/answer"
        }
    }
}
