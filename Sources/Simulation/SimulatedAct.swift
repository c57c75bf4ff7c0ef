public import DeviceFormats
public import Domain

/// What a client of the centre does; nothing here knows the server's inside.
public struct SimulatedAct: Hashable, Sendable {
    public enum Deed: Hashable, Sendable {
        /// A message of a base station.
        case frame(Frame)
        /// A call of the API.
        case command(Command)
    }

    public let at: Instant
    public let deed: Deed
}

/// A call of the API as typed values; people are named by the number the simulation gave them.
public enum Command: Hashable, Sendable {
    case arrival(Arriving)
    case bindTag(person: Int, tag: Code<Kind.Tag>)
    case step(person: Int, FlowStep)
    case exit(person: Int, tag: Code<Kind.Tag>)
}

/// The steps of `stays/{id}/steps/{step}`.
public enum FlowStep: String, Hashable, Sendable, CaseIterable {
    case rightsNotice = "rights-notice"
    case safetyCheck = "safety-check"
    case belongings
    case informationCollection = "information-collection"
    case waiting
    case interrogation
    case interview
    case belongingsReturn = "belongings-return"
    case tagReturn = "tag-return"
}

/// The body of `POST stays`.
public struct Arriving: Hashable, Sendable {
    public let person: Int
    public let kind: PersonKind
    public let sex: Sex
    public let mode: ArrivalMode
    public let ground: Ground?
    /// When the legal clock began, before the entry.
    public let at: Instant
    public let caseCode: Code<Kind.Case>
    /// Those of the case.
    public let officers: [Code<Kind.Officer>]
    public let name: String
    /// Nil: name unknown. The division code is one that is not in use.
    public let paper: CitizenIDNumber?

    /// Where they will go, as the body of `stays/{id}/exit` says it.
    public var end: String {
        guard kind.isSuspect else { return "left" }
        return kind == .criminalSuspect ? ["bail", "detentionHouse", "released"][person % 3] : "released"
    }
}
