public import Alarms
public import Domain
public import Stays
public import Tracking

/// The one closed list of everything that can happen in a centre: what the journal holds and the tables follow from.
///
/// A name, the number of a paper, free text or a picture never stands in an event: those are contents of a person,
/// sealed beside the journal, and an event refers to them by id.
public enum Event: Hashable, Sendable {
    case stay(StayEvent)
    case alarm(AlarmEvent)
    case presence(PresenceEvent)
    case tag(TagEvent)
    case device(DeviceEvent)
    case centre(CentreEvent)
    case access(AccessEvent)
}

extension Event {
    /// How the journal writes its kind, as `stay.tag-bound`.
    public var kindName: String {
        switch self {
        case .stay(let event): event.wireKind.rawValue
        case .alarm(let event): event.wireKind.rawValue
        case .presence(let event): event.wireKind.rawValue
        case .tag(let event): event.wireKind.rawValue
        case .device(let event): event.wireKind.rawValue
        case .centre(let event): event.wireKind.rawValue
        case .access(let event): event.wireKind.rawValue
        }
    }

    /// The stay in whose ledger it stands.
    ///
    /// Nil for what knows a tag only (the wearer at that time is for the reader to find), for the steps of an alarm
    /// after its raising, which know the alarm, and for readings of a stay: they stand in the record of access.
    public var subjectStay: ID<Kind.Stay>? {
        switch self {
        case .stay(let event): event.stay
        case .alarm(.raised(_, let raising)): raising.stay
        case .alarm, .presence, .tag, .device, .centre, .access: nil
        }
    }

    /// The tag it is about: who wore it at that time is for the reader to find.
    public var subjectTag: Code<Kind.Tag>? {
        switch self {
        case .presence(.moved(let tag, _, _, _, _, _, _)), .presence(.passed(let tag, _, _, _)),
            .presence(.impossibleJump(let tag, _, _, _, _)), .tag(.button(let tag, _, _)), .tag(.tamper(let tag, _, _)),
            .tag(.battery(let tag, _, _)), .tag(.carried(let tag, _, _, _)), .tag(.handedBack(let tag, _)):
            tag
        case .stay, .alarm, .device, .centre, .access: nil
        }
    }
}
