public import Domain
public import Policy
public import Premises

/// What rules may know: one statement of the journal, stripped of everything a rule has no business with.
public struct Fact: Hashable, Sendable, Codable {
    /// The journal's event that says it. Two facts of one event share it; a repeated event changes nothing.
    public let event: ID<Kind.Event>
    /// When it happened (occurred time).
    public let at: Instant
    public let statement: Statement

    public init(event: ID<Kind.Event>, at: Instant, _ statement: Statement) {
        self.event = event
        self.at = at
        self.statement = statement
    }

    public enum Statement: Hashable, Sendable, Codable {
        /// A stay begins; `at` is the arrival.
        case arrived(Visitor)
        case entered(ID<Kind.Stay>)
        case kindChanged(ID<Kind.Stay>, to: PersonKind)
        /// Sex and age as known from now on, also of what was before.
        case traits(ID<Kind.Stay>, Sex, isMinor: Bool)
        case stepDone(ID<Kind.Stay>, Step)
        case exited(ID<Kind.Stay>)
        /// A clock runs, so long from then.
        case clock(
            ID<Kind.Stay>,
            Ground,
            ClockRule.Duty,
            from: Instant,
            limit: Duration,
            warnings: [Duration],
            runsFromArrival: Bool
        )
        /// It may run longer, counted from its start.
        case clockExtended(ID<Kind.Stay>, Ground, ClockRule.Duty, limit: Duration)
        /// The arrival was earlier or later than was known: what counts from it never ran out when it was said to.
        case arrivalCorrected(ID<Kind.Stay>, by: Duration)
        case clockEnded(ID<Kind.Stay>, Ground, ClockRule.Duty)

        /// Somebody wears the tag or carries the card from now on.
        case worn(Code<Kind.Tag>, by: Wearer)
        /// Nobody does any more.
        case returned(Code<Kind.Tag>)

        /// A confirmed change of place of a tag.
        case moved(Code<Kind.Tag>, to: Whereabouts)
        /// In a room for less than three seconds on the way; place rules do not count it.
        case passed(Code<Kind.Tag>, Room.ID, until: Instant)
        /// A correction takes back what this earlier event said of a place.
        case retracted(ID<Kind.Event>)

        case button(Code<Kind.Tag>)
        case tamper(Code<Kind.Tag>, cut: Bool)
        /// Charge in per cent.
        case battery(Code<Kind.Tag>, percent: Int)

        case baseStationSilent(BaseStation.ID, lastHeard: Instant)
        case baseStationHeard(BaseStation.ID)

        /// A new process goes on with the journal: what the last one said of itself holds no more.
        case serverStarted
        /// Wall time minus site time, more than a tolerance or again within it.
        case clocksDiffer(by: Duration)
        /// The room on the data's disk came to be another; the free share in per cent.
        case diskSpace(DiskState, percentFree: Int)
        /// Whether what is committed comes under a signed checkpoint in time.
        case signing(isStopped: Bool)
    }
}

/// A stay as rules see it.
public struct Visitor: Hashable, Sendable, Codable {
    public let stay: ID<Kind.Stay>
    public let kind: PersonKind
    public let sex: Sex
    public let isMinor: Bool
    public let caseCode: Code<Kind.Case>
    public let officers: [Code<Kind.Officer>]

    public init(
        stay: ID<Kind.Stay>,
        kind: PersonKind,
        sex: Sex,
        isMinor: Bool,
        caseCode: Code<Kind.Case>,
        officers: [Code<Kind.Officer>]
    ) {
        self.stay = stay
        self.kind = kind
        self.sex = sex
        self.isMinor = isMinor
        self.caseCode = caseCode
        self.officers = officers
    }
}

/// Who wears a tag or carries a card.
public enum Wearer: Hashable, Sendable, Codable {
    case person(ID<Kind.Stay>)
    /// Auxiliaries guard and escort; they never count as police (PR-01a).
    case officer(Code<Kind.Officer>, StaffMember.Rank)
}

/// Where a tag is, as far as it is confirmed.
public enum Whereabouts: Hashable, Sendable, Codable {
    case room(Room.ID)
    case outside
    /// Neither presence nor absence: what was last known goes on (R2).
    case notDetermined
    case noSignal
}
