public import Domain

/// Who may enter the system, who did, and who read what.
public enum AccessEvent: Hashable, Sendable {
    /// The name that is typed at sign-in is content, its password a hash outside the journal.
    case accountAdded(
        ID<Kind.Account>,
        officer: Code<Kind.Officer>,
        Role,
        cases: [Code<Kind.Case>],
        at: Instant
    )
    case accountRevoked(ID<Kind.Account>, at: Instant)
    case signedIn(ID<Kind.Account>, at: Instant)
    /// Nil: no account has the name that was typed. The count is of failures one after the other.
    case signInFailed(ID<Kind.Account>?, count: Int, at: Instant)
    case lockedOut(ID<Kind.Account>, until: Instant, at: Instant)
    /// Personal data was read; recorded before the bytes are sent.
    case read(ReadSubject, by: ID<Kind.Account>, officer: Code<Kind.Officer>?, at: Instant)
}

/// What was read: one person's data, one alarm's, one record, or a whole list.
public enum ReadSubject: Hashable, Sendable {
    case stay(ID<Kind.Stay>)
    case alarm(ID<Kind.Alarm>)
    /// A record's number in the journal.
    case record(Int)
    case scope(ReadScope)
}

/// The lists, boards and exports whose opening is one reading.
public enum ReadScope: String, Hashable, Sendable, CaseIterable {
    case board
    /// Minutes of the last day on the plan: sliding through them is one reading.
    case replay
    case feed
    case stays
    case personsInArea = "persons-in-area"
    case alarms
    case sos
    case accounts
    case devices
    case records
    case export
}
