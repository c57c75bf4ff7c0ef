public import Domain

/// What a site is by law; some rooms and grounds exist only at one of them.
public enum CentreKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// 县级公安机关执法办案管理中心.
    case countyCentre
    /// 派出所: the only place with a 候问室 and with continued questioning (继续盘问规定 13, 26).
    case policeStation
}

/// Who a centre is, as `centre.yaml` says.
public struct CentreInfo: Hashable, Sendable {
    /// The name in topics and records: `linhai`.
    public let code: String
    public let name: Bilingual
    public let kind: CentreKind
    public let zone: Zone
    public let organs: [PartnerOrgan]
    public let devices: [SiteDevice]
    public let retention: Retention
    /// The tags of the centre's stock: what any other sends is refused.
    public let tags: [Code<Kind.Tag>]

    public init(
        code: String,
        name: Bilingual,
        kind: CentreKind,
        zone: Zone,
        organs: [PartnerOrgan] = [],
        devices: [SiteDevice] = [],
        retention: Retention = Retention(),
        tags: [Code<Kind.Tag>] = []
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.zone = zone
        self.organs = organs
        self.devices = devices
        self.retention = retention
        self.tags = tags
    }

    /// The organ beside the police that hears of an SOS at once, if the centre names one.
    public var organToldOfSOS: PartnerOrgan? { organs.first(where: \.isToldOfSOS) }
}

/// An organ that works with the centre.
public struct PartnerOrgan: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case police
        case procuratorate
        case court
        case finance
    }

    public let code: String
    public let name: Bilingual
    public let kind: Kind
    /// Whether an SOS is announced there too.
    public let isToldOfSOS: Bool

    public init(code: String, name: Bilingual, kind: Kind, isToldOfSOS: Bool) {
        self.code = code
        self.name = name
        self.kind = kind
        self.isToldOfSOS = isToldOfSOS
    }
}

/// A device that the plan does not draw, with how long it may be silent.
public struct SiteDevice: Hashable, Sendable, Codable {
    public enum Family: String, Hashable, Sendable, Codable, CaseIterable {
        case mains
        case ups
        case printer
        case timeServer
        case cardReader
        case portal
        case doorDisplay
        case siren
    }

    public let id: Code<Kind.Device>
    public let family: Family
    public let name: Bilingual
    public let room: Room.ID?
    public let silentAfter: Duration

    public init(id: Code<Kind.Device>, family: Family, name: Bilingual, room: Room.ID?, silentAfter: Duration) {
        self.id = id
        self.family = family
        self.name = name
        self.room = room
        self.silentAfter = silentAfter
    }
}

/// How long things are kept after the stay has closed; legal holds beat it.
public struct Retention: Hashable, Sendable, Codable {
    /// Raw readings of tags.
    public let observations: Duration
    /// Tracks of people released without a measure: the shortest (SPEC §14).
    public let tracksOfReleased: Duration
    public let footage: Duration

    public init(
        observations: Duration = .hours(90 * 24),
        tracksOfReleased: Duration = .hours(30 * 24),
        footage: Duration = .hours(180 * 24)
    ) {
        self.observations = observations
        self.tracksOfReleased = tracksOfReleased
        self.footage = footage
    }
}
