public import Domain
import Policy
public import Premises

/// Everything that can happen to a stay. Times are *occurred* times; the journal adds the recorded one.
///
/// Events hold ids, codes, times and numbers; what personal words there are, the caller seals and passes by reference.
public enum StayEvent: Hashable, Sendable {
    case arrived(ID<Kind.Stay>, Registration)
    case entered(ID<Kind.Stay>, at: Instant, by: Code<Kind.Officer>)
    /// Put on the wrist; complete only with the test press.
    case tagIssued(ID<Kind.Stay>, Code<Kind.Tag>, at: Instant, by: Code<Kind.Officer>)
    /// The server received the test press at this time.
    case tagBound(ID<Kind.Stay>, Code<Kind.Tag>, at: Instant)
    case tagForgone(ID<Kind.Stay>, TagBinding.Reason, at: Instant, by: Code<Kind.Officer>)
    case tagReturned(ID<Kind.Stay>, Code<Kind.Tag>, at: Instant, by: Code<Kind.Officer>)
    case stepDone(ID<Kind.Stay>, StepRecord)
    case roomAllocated(ID<Kind.Stay>, Room.ID, at: Instant, by: Code<Kind.Officer>)
    case roomReleased(ID<Kind.Stay>, Room.ID, at: Instant, by: Code<Kind.Officer>)
    case sessionStarted(ID<Kind.Stay>, Room.ID, at: Instant, officers: [Code<Kind.Officer>])
    case sessionEnded(ID<Kind.Stay>, at: Instant, by: Code<Kind.Officer>)
    case breachRecorded(ID<Kind.Stay>, Breach)
    case kindChanged(ID<Kind.Stay>, to: PersonKind, reason: ID<Kind.Content>, at: Instant, by: Code<Kind.Officer>)
    /// Sex and age became known, or were corrected, after the arrival; or were told at it without a card.
    case traitsRecorded(ID<Kind.Stay>, Traits, at: Instant, by: Code<Kind.Officer>)
    case arrivalCorrected(ID<Kind.Stay>, ArrivalCorrection)
    /// A ground named at `at` starts a clock; it may count from earlier, from the arrival.
    case clockStarted(ID<Kind.Stay>, ClockKey, from: Instant, runsFromArrival: Bool, ClockTerms, at: Instant)
    case clockExtended(ID<Kind.Stay>, ClockKey, Grant)
    case clockEnded(ID<Kind.Stay>, ClockKey, at: Instant)
    case darkBegan(ID<Kind.Stay>, DarkTime.Cause, at: Instant, lastHolder: Code<Kind.Officer>?)
    case darkEnded(ID<Kind.Stay>, DarkTime.Cause, at: Instant, reason: ID<Kind.Content>?)
    case exited(ID<Kind.Stay>, Exit)
    case dutyDone(ID<Kind.Stay>, OwedDuty.Duty, at: Instant, by: Code<Kind.Officer>)
}

/// A new time of arrival, with who answers for it.
public struct ArrivalCorrection: Hashable, Sendable, Codable {
    public let from: Instant
    public let to: Instant
    public let at: Instant
    public let by: Code<Kind.Officer>
    public let reason: ID<Kind.Content>
    /// Approver and supervisor, asked for where the clock would run later.
    public let approvedBy: [Code<Kind.Officer>]

    public init(
        from: Instant,
        to: Instant,
        at: Instant,
        by officer: Code<Kind.Officer>,
        reason: ID<Kind.Content>,
        approvedBy: [Code<Kind.Officer>]
    ) {
        self.from = from
        self.to = to
        self.at = at
        by = officer
        self.reason = reason
        self.approvedBy = approvedBy
    }
}

extension StayEvent {
    /// The stay it happened to.
    public var stay: ID<Kind.Stay> {
        switch self {
        case .arrived(let stay, _), .entered(let stay, _, _), .tagIssued(let stay, _, _, _), .tagBound(let stay, _, _),
            .tagForgone(let stay, _, _, _), .tagReturned(let stay, _, _, _), .stepDone(let stay, _),
            .roomAllocated(let stay, _, _, _), .roomReleased(let stay, _, _, _), .sessionStarted(let stay, _, _, _),
            .sessionEnded(let stay, _, _), .breachRecorded(let stay, _), .kindChanged(let stay, _, _, _, _),
            .traitsRecorded(let stay, _, _, _), .arrivalCorrected(let stay, _), .clockStarted(let stay, _, _, _, _, _),
            .clockExtended(let stay, _, _),
            .clockEnded(let stay, _, _), .darkBegan(let stay, _, _, _), .darkEnded(let stay, _, _, _),
            .exited(let stay, _), .dutyDone(let stay, _, _, _):
            stay
        }
    }

    /// When it happened.
    public var occurred: Instant {
        switch self {
        case .arrived(_, let registration): registration.arrival.at
        case .stepDone(_, let record): record.at
        case .breachRecorded(_, let breach): breach.at
        case .arrivalCorrected(_, let correction): correction.at
        case .clockStarted(_, _, _, _, _, let at): at
        case .clockExtended(_, _, let grant): grant.at
        case .exited(_, let exit): exit.at
        case .entered(_, let at, _), .tagIssued(_, _, let at, _), .tagBound(_, _, let at), .tagForgone(_, _, let at, _),
            .tagReturned(_, _, let at, _), .roomAllocated(_, _, let at, _), .roomReleased(_, _, let at, _),
            .sessionStarted(_, _, let at, _), .sessionEnded(_, let at, _), .kindChanged(_, _, _, let at, _),
            .traitsRecorded(_, _, let at, _),
            .clockEnded(_, _, let at), .darkBegan(_, _, let at, _), .darkEnded(_, _, let at, _),
            .dutyDone(_, _, let at, _):
            at
        }
    }
}
