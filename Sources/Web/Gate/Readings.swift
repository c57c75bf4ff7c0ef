public import Domain

/// A person in the area, as far as the reader may know them.
public struct PersonReading: Hashable, Sendable {
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        case normal, warning, alarm, special, unknown
    }

    public enum Place: Hashable, Sendable {
        case room(Code<Kind.Room>)
        case between(Code<Kind.Room>, Code<Kind.Room>)
        case notDetermined
        case notEntered
    }

    public var stay: ID<Kind.Stay>
    /// The short code on the plan: `A07`.
    public var code: String
    public var name: String?
    public var kind: PersonKind
    public var standing: Standing
    public var place: Place
    public var placeSince: Instant?
    public var clock: ClockReading?
    /// Who watches; nil means nobody is known to.
    public var watcher: Bilingual?
    public var isHeld: Bool

    public init(
        stay: ID<Kind.Stay>,
        code: String,
        name: String?,
        kind: PersonKind,
        standing: Standing,
        place: Place,
        placeSince: Instant?,
        clock: ClockReading?,
        watcher: Bilingual?,
        isHeld: Bool
    ) {
        self.stay = stay
        self.code = code
        self.name = name
        self.kind = kind
        self.standing = standing
        self.place = place
        self.placeSince = placeSince
        self.clock = clock
        self.watcher = watcher
        self.isHeld = isHeld
    }
}

/// One legal limit.
public struct ClockReading: Hashable, Sendable {
    public var name: Bilingual
    public var article: String
    public var arrived: Instant
    public var entered: Instant?
    public var expires: Instant
    public var nextWarning: Instant?
    /// Who may extend, and until when they must have.
    public var approver: Bilingual?
    public var isConfirmedLaw: Bool

    public init(
        name: Bilingual,
        article: String,
        arrived: Instant,
        entered: Instant?,
        expires: Instant,
        nextWarning: Instant?,
        approver: Bilingual?,
        isConfirmedLaw: Bool
    ) {
        self.name = name
        self.article = article
        self.arrived = arrived
        self.entered = entered
        self.expires = expires
        self.nextWarning = nextWarning
        self.approver = approver
        self.isConfirmedLaw = isConfirmedLaw
    }
}

/// A session that runs, with its strip of officers.
public struct SessionReading: Hashable, Sendable {
    public var room: Code<Kind.Room>
    public var person: String
    public var officers: [Bilingual]
    public var required: Int
    public var since: Instant
    public var countChanged: Instant

    public init(
        room: Code<Kind.Room>,
        person: String,
        officers: [Bilingual],
        required: Int,
        since: Instant,
        countChanged: Instant
    ) {
        self.room = room
        self.person = person
        self.officers = officers
        self.required = required
        self.since = since
        self.countChanged = countChanged
    }
}

/// A member of staff or a visitor on the plan.
public struct OtherMark: Hashable, Sendable {
    public enum Shape: String, Hashable, Sendable { case officer, visitor }

    public var code: String
    public var shape: Shape
    public var room: Code<Kind.Room>

    public init(code: String, shape: Shape, room: Code<Kind.Room>) {
        self.code = code
        self.shape = shape
        self.room = room
    }
}

/// Everything the board shows at one moment.
public struct BoardReading: Hashable, Sendable {
    public var now: Instant
    public var people: [PersonReading]
    public var others: [OtherMark]
    public var sessions: [SessionReading]
    public var alarms: [AlarmReading]
    public var devicesLost: [DeviceReading]

    public init(
        now: Instant,
        people: [PersonReading],
        others: [OtherMark],
        sessions: [SessionReading],
        alarms: [AlarmReading],
        devicesLost: [DeviceReading]
    ) {
        self.now = now
        self.people = people
        self.others = others
        self.sessions = sessions
        self.alarms = alarms
        self.devicesLost = devicesLost
    }
}
