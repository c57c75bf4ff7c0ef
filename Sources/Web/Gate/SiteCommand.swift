public import Domain

/// What a reader may ask to be done; browser and API send the same.
public enum SiteCommand: Hashable, Sendable {
    case arrive(ArrivalForm)
    case bindTag(ID<Kind.Stay>, Code<Kind.Tag>)
    /// No tag can be worn, for one of the reasons that the page offers.
    case forgoTag(ID<Kind.Stay>, reason: String)
    case recordTraits(ID<Kind.Stay>, TraitsForm)
    case changeKind(ID<Kind.Stay>, PersonKind, reason: String)
    case correctArrival(ID<Kind.Stay>, CorrectionForm)
    case nameGround(ID<Kind.Stay>, Ground)
    case extend(ID<Kind.Stay>, ExtensionForm)
    /// The duty of a limit is done, or another ground has taken its place.
    case endClock(ID<Kind.Stay>, clock: String)
    case recordStep(ID<Kind.Stay>, step: String)
    case allocate(ID<Kind.Stay>, Code<Kind.Room>)
    case startSession(ID<Kind.Stay>, Code<Kind.Room>)
    case endSession(ID<Kind.Stay>)
    case exit(ID<Kind.Stay>, end: String)
    case acknowledge(ID<Kind.Alarm>)
    case closeAlarm(ID<Kind.Alarm>, reason: String, words: String?, second: SecondPerson?)
    case addAccount(name: String, officer: Code<Kind.Officer>, role: Role, password: String)
}

extension SiteCommand {
    /// Who confirms it, where somebody does.
    var second: SecondPerson? {
        switch self {
        case .correctArrival(_, let form): form.second
        case .closeAlarm(_, reason: _, words: _, let second): second
        case .arrive, .bindTag, .forgoTag, .recordTraits, .changeKind, .nameGround, .extend, .endClock, .recordStep,
            .allocate, .startSession, .endSession, .exit, .acknowledge, .addAccount:
            nil
        }
    }
}

/// Another person who confirms at the same desk, with their own name and password.
public struct SecondPerson: Hashable, Sendable {
    public let name: String
    public let password: String
    /// What the browser at this desk was given at an earlier sign-in.
    public let browser: String?
}

/// The arrival as the desk or the API tells it; times and codes are checked, words are as typed.
public struct ArrivalForm: Hashable, Sendable {
    public enum Paper: Hashable, Sendable {
        case unknown
        case shown(PaperKind, number: String)
    }

    public var personKind: PersonKind
    public var name: String
    public var mode: ArrivalMode
    public var ground: Ground?
    public var at: Instant
    public var document: String?
    public var caseCode: Code<Kind.Case>
    public var officers: [Code<Kind.Officer>]
    /// Whoever of them is not on the staff list is of another unit, and meant.
    public var hasOutsideOfficers: Bool
    public var paper: Paper
    public var traits: TraitsForm

    public init(
        personKind: PersonKind,
        name: String,
        mode: ArrivalMode,
        ground: Ground?,
        at: Instant,
        document: String?,
        caseCode: Code<Kind.Case>,
        officers: [Code<Kind.Officer>],
        hasOutsideOfficers: Bool = false,
        paper: Paper,
        traits: TraitsForm = TraitsForm()
    ) {
        self.personKind = personKind
        self.name = name
        self.mode = mode
        self.ground = ground
        self.at = at
        self.document = document
        self.caseCode = caseCode
        self.officers = officers
        self.hasOutsideOfficers = hasOutsideOfficers
        self.paper = paper
        self.traits = traits
    }
}

/// What an arrival says that only the centre can judge; nil where it was not given, or not so that it can be read.
public struct ArrivalDraft: Hashable, Sendable {
    public var personKind: PersonKind?
    public var ground: Ground?
    public var at: Instant?
    public var officers: [Code<Kind.Officer>]
    public var hasOutsideOfficers: Bool
}

extension ArrivalDraft {
    public init(_ form: ArrivalForm) {
        self.init(
            personKind: form.personKind,
            ground: form.ground,
            at: form.at,
            officers: form.officers,
            hasOutsideOfficers: form.hasOutsideOfficers
        )
    }
}

/// What the desk knows of sex and age where no card says it, or where it knows better.
public struct TraitsForm: Hashable, Sendable {
    public var sex: Sex
    public var birthDate: CivilTime?
    /// Doubted, or not to be found out: the law takes the person for a minor. Nil where nothing is said of it.
    public var isAgeDisputed: Bool?
    /// Nil where nothing is said of it.
    public var isPregnantOrNursing: Bool?

    public init(
        sex: Sex = .unknown,
        birthDate: CivilTime? = nil,
        isAgeDisputed: Bool? = nil,
        isPregnantOrNursing: Bool? = nil
    ) {
        self.sex = sex
        self.birthDate = birthDate
        self.isAgeDisputed = isAgeDisputed
        self.isPregnantOrNursing = isPregnantOrNursing
    }
}

/// Another time of arrival; to later a second person confirms it.
public struct CorrectionForm: Hashable, Sendable {
    public let at: Instant
    public let reason: String
    public let second: SecondPerson?
}

/// A longer limit as it was granted on paper.
public struct ExtensionForm: Hashable, Sendable {
    /// The ground and what must be done before its limit: `summons.release`.
    public let clock: String
    /// The office that the law names for this step.
    public let office: String
    /// Who holds it and signed.
    public let approver: Code<Kind.Officer>
    /// The number of the written decision.
    public let document: String
}

/// What was done: where to look now, and the journal's number.
public struct SiteReceipt: Hashable, Sendable {
    public let path: SitePath
    public let record: UInt64?

    public init(path: SitePath, record: UInt64?) {
        self.path = path
        self.record = record
    }
}

/// Why the centre did not do or tell what was asked; becomes HTTP in `SiteError+HTTP.swift`.
public enum SiteRefusal: Error, Hashable, Sendable {
    /// Nothing there, or nothing that the reader may know of.
    case unknown
    case forbidden
    /// A rule of the house stands against it: its id and the steps that are missing.
    case rule(error: String, rule: String, missing: [String], message: Bilingual)
    /// A field cannot be so.
    /// - all: every field that is wrong, this one included.
    case field(String, all: [String] = [], message: Bilingual)
    /// A device's message was not taken, none of its lines.
    case message(error: String, MessageFault, message: Bilingual)
    case overloaded(retryAfterSeconds: Int)
    /// Too many failed tries.
    case tooManyTries(retryAfterSeconds: Int)

    /// What a device should make of it.
    public enum MessageFault: Hashable, Sendable {
        case unreadable
        case tooLarge
        case unknownSender
        case notForSender
        /// Of another start of the device, or too far behind.
        case outOfOrder
        /// The same message may be sent again later.
        case tooFast(retryAfterSeconds: Int)
    }
}

extension SiteRefusal {
    /// The field that names the second person of a ``SecondPerson``.
    public static let secondPerson = "second"

    /// The first of the fields that are wrong, with the names of all of them; nil where none is.
    public init?(faults: [String: Bilingual]) {
        let sorted = faults.sorted { $0.key < $1.key }
        guard let first = sorted.first else { return nil }
        self = .field(first.key, all: sorted.map(\.key), message: first.value)
    }
}

/// A message of a device on its way in.
public struct DeviceMessage: Sendable {
    public enum Format: Hashable, Sendable {
        /// Frames and lines of SPEC X1.
        case observations
        /// Location objects of the omlox hub API.
        case omlox
    }

    public let token: String
    /// The sender's name for a message without a number of its own.
    public let key: String?
    public let format: Format
    /// Reads the bytes, once it is known who sends them; nil where they are more than one message may have.
    public let body: @Sendable () async throws -> [UInt8]?
}
