public import Domain

/// What the site asks of the centre, wired by `Centre`; the site sees no database, tracker or socket.
///
/// Each reading filters by the reader's rights itself and journals what was read before it returns (P9); nil means
/// that there is nothing, or nothing that this reader may know of.
public struct CentreGate: Sendable {
    /// The session behind a cookie; it idles out unless requests are its reader's own use of it.
    public var session: @Sendable (_ secret: String, _ isInUse: Bool) async throws -> WebSession?
    /// Whose token it is.
    public var bearer: @Sendable (_ token: String) async throws -> Reader?
    /// The secrets of a new session; nil for a wrong name or password, and while the account rests for this browser.
    public var signIn:
        @Sendable (_ name: String, _ password: String, _ browser: String?) async throws -> SignedInBrowser?
    /// Whether somebody has signed in from the browser that holds this secret.
    public var knowsBrowser: @Sendable (_ secret: String) async throws -> Bool
    public var signOut: @Sendable (_ secret: String) async throws -> Void

    public var board: @Sendable (Reader) async throws -> BoardReading
    /// Where everybody was at a minute of the last day (``PastReading/window``).
    public var past: @Sendable (Reader, Instant) async throws -> PastReading
    public var stay: @Sendable (Reader, ID<Kind.Stay>) async throws -> StayReading?
    public var alarms: @Sendable (Reader, _ openOnly: Bool) async throws -> [AlarmReading]
    public var alarm: @Sendable (Reader, ID<Kind.Alarm>) async throws -> AlarmReading?
    /// What may hold somebody who comes to this centre, by the policy in force now.
    public var grounds: @Sendable () -> [GroundOffer]
    /// What the centre could not take of an arrival, by the desk's name of the field.
    public var faults: @Sendable (ArrivalDraft) -> [String: Bilingual]
    public var devices: @Sendable (Reader) async throws -> [DeviceReading]
    public var consoles: @Sendable (Reader) async throws -> ConsolesReading
    public var accounts: @Sendable (Reader) async throws -> [AccountReading]
    public var record: @Sendable (Reader, UInt64) async throws -> RecordReading?

    public var perform: @Sendable (Reader, SiteCommand) async throws -> SiteReceipt
    /// Takes what a device sent; answers with the bytes it is told once all is durable.
    public var ingest: @Sendable (DeviceMessage) async throws -> [UInt8]
    /// Items from after the given id, already filtered for the reader; ends when the reader's rights or the session do.
    public var feed: @Sendable (Reader, _ credential: String, _ after: String?) async throws -> AsyncStream<FeedItem>
    /// A page of a session answers the feed that it hears, or says that it closes.
    public var answered: @Sendable (Reader, _ session: String, _ isLeaving: Bool) async -> Void
    /// A file below `journal/`; nil when there is none.
    public var journalFile: @Sendable (_ path: String) async throws -> [UInt8]?
    public var health: @Sendable () async throws -> HealthReading

    public init(
        session: @escaping @Sendable (String, Bool) async throws -> WebSession?,
        bearer: @escaping @Sendable (String) async throws -> Reader?,
        signIn: @escaping @Sendable (String, String, String?) async throws -> SignedInBrowser?,
        knowsBrowser: @escaping @Sendable (String) async throws -> Bool,
        signOut: @escaping @Sendable (String) async throws -> Void,
        board: @escaping @Sendable (Reader) async throws -> BoardReading,
        past: @escaping @Sendable (Reader, Instant) async throws -> PastReading,
        stay: @escaping @Sendable (Reader, ID<Kind.Stay>) async throws -> StayReading?,
        alarms: @escaping @Sendable (Reader, Bool) async throws -> [AlarmReading],
        alarm: @escaping @Sendable (Reader, ID<Kind.Alarm>) async throws -> AlarmReading?,
        grounds: @escaping @Sendable () -> [GroundOffer],
        faults: @escaping @Sendable (ArrivalDraft) -> [String: Bilingual],
        devices: @escaping @Sendable (Reader) async throws -> [DeviceReading],
        consoles: @escaping @Sendable (Reader) async throws -> ConsolesReading,
        accounts: @escaping @Sendable (Reader) async throws -> [AccountReading],
        record: @escaping @Sendable (Reader, UInt64) async throws -> RecordReading?,
        perform: @escaping @Sendable (Reader, SiteCommand) async throws -> SiteReceipt,
        ingest: @escaping @Sendable (DeviceMessage) async throws -> [UInt8],
        feed: @escaping @Sendable (Reader, String, String?) async throws -> AsyncStream<FeedItem>,
        answered: @escaping @Sendable (Reader, String, Bool) async -> Void,
        journalFile: @escaping @Sendable (String) async throws -> [UInt8]?,
        health: @escaping @Sendable () async throws -> HealthReading
    ) {
        self.session = session
        self.bearer = bearer
        self.signIn = signIn
        self.knowsBrowser = knowsBrowser
        self.signOut = signOut
        self.board = board
        self.past = past
        self.stay = stay
        self.alarms = alarms
        self.alarm = alarm
        self.grounds = grounds
        self.faults = faults
        self.devices = devices
        self.consoles = consoles
        self.accounts = accounts
        self.record = record
        self.perform = perform
        self.ingest = ingest
        self.feed = feed
        self.answered = answered
        self.journalFile = journalFile
        self.health = health
    }
}

/// One item of the live feed: a state without an id (latest wins) or an event with an opaque one.
public struct FeedItem: Hashable, Sendable {
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case position, presence, stay, alarm, device, console, clock, resync
    }

    public let name: Name
    public let id: String?
    /// One JSON object on one line.
    public let json: String

    public init(_ name: Name, id: String? = nil, json: String) {
        precondition(!json.contains("\n"), "an item of the feed is one line")
        self.name = name
        self.id = id
        self.json = json
    }
}
