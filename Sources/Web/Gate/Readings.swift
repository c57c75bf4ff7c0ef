public import Domain
public import Premises

/// A person in the area, as far as the reader may know them.
public struct PersonReading: Hashable, Sendable {
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        case normal, warning, alarm, special, unknown
    }

    /// Something that the desk does for the person.
    public struct ToDo: Hashable, Sendable {
        /// The order in which the desk wants to see them.
        public enum Urgency: String, Hashable, Sendable, CaseIterable {
            /// Its time has passed.
            case late
            case now
            /// Not before the person leaves.
            case atExit
        }

        public var words: Bilingual
        public var urgency: Urgency
        public var until: Instant?

        public init(_ words: Bilingual, _ urgency: Urgency, until: Instant? = nil) {
            self.words = words
            self.urgency = urgency
            self.until = until
        }
    }

    public enum Place: Hashable, Sendable {
        case room(Code<Kind.Room>)
        /// Likely in or beside this room, not likely enough to say so: drawn as a dashed ring at the point.
        case uncertain(near: Code<Kind.Room>, at: Point)
        case notDetermined
        case notEntered
    }

    public var stay: ID<Kind.Stay>
    /// The short code on the plan: `A07`.
    public var code: String
    public var name: String?
    /// The person said it, and no paper bears it out.
    public var isNameStated = false
    public var kind: PersonKind
    public var standing: Standing
    public var place: Place
    public var placeSince: Instant?
    public var clock: ClockReading?
    /// Who watches; nil means nobody is known to.
    public var watcher: Bilingual?
    public var isHeld: Bool
    /// What has to happen next, by whom and until when.
    public var next: Bilingual?
    /// What the desk has to do next for the person, besides watching the clock.
    public var task: ToDo?

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
        isHeld: Bool,
        next: Bilingual? = nil,
        task: ToDo? = nil
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
        self.next = next
        self.task = task
    }

    /// A name that only the person said, as every page and alarm marks it.
    public static func stated(_ name: String) -> Bilingual {
        Bilingual(zh: "\(name)（自报）", en: "\(name) (stated)")
    }
}

/// One legal limit.
public struct ClockReading: Hashable, Sendable {
    public var name: Bilingual
    /// With the mark of what a lawyer has not confirmed yet (P7).
    public var article: Bilingual
    public var arrived: Instant
    public var entered: Instant?
    public var expires: Instant
    public var nextWarning: Instant?
    /// When it stopped; nil while it runs, with or without the person here.
    public var ended: Instant?

    public init(
        name: Bilingual,
        article: Bilingual,
        arrived: Instant,
        entered: Instant?,
        expires: Instant,
        nextWarning: Instant?
    ) {
        self.name = name
        self.article = article
        self.arrived = arrived
        self.entered = entered
        self.expires = expires
        self.nextWarning = nextWarning
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
    /// With too few officers: after so long a warning, after so long an alarm.
    public var warnsAfter: Duration
    public var alarmsAfter: Duration

    public init(
        room: Code<Kind.Room>,
        person: String,
        officers: [Bilingual],
        required: Int,
        since: Instant,
        countChanged: Instant,
        warnsAfter: Duration,
        alarmsAfter: Duration
    ) {
        self.room = room
        self.person = person
        self.officers = officers
        self.required = required
        self.since = since
        self.countChanged = countChanged
        self.warnsAfter = warnsAfter
        self.alarmsAfter = alarmsAfter
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
    /// The first minute that can be shown again.
    public var since: Instant
    public var people: [PersonReading]
    public var others: [OtherMark]
    public var sessions: [SessionReading]
    public var alarms: [AlarmReading]
    public var devicesLost: [DeviceReading]
    /// Whose consoles answer no more.
    public var consolesLost: [Bilingual]

    public init(
        now: Instant,
        since: Instant,
        people: [PersonReading],
        others: [OtherMark],
        sessions: [SessionReading],
        alarms: [AlarmReading],
        devicesLost: [DeviceReading],
        consolesLost: [Bilingual] = []
    ) {
        self.now = now
        self.since = since
        self.people = people
        self.others = others
        self.sessions = sessions
        self.alarms = alarms
        self.devicesLost = devicesLost
        self.consolesLost = consolesLost
    }
}

/// A ground as the entry desk offers it.
public struct GroundOffer: Hashable, Sendable {
    public let ground: Ground
    /// Whom it may hold.
    public let persons: Set<PersonKind>

    public init(_ ground: Ground, holds persons: Set<PersonKind>) {
        self.ground = ground
        self.persons = persons
    }
}
