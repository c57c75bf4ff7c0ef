public import Domain
public import Policy
public import Premises

/// Why a plan is refused. What already happened on the floor is never refused: it is recorded as a breach (P8).
public enum StayRefusal: Error, Hashable, Sendable {
    /// The flow wants these steps first.
    case stepsMissing([Step])
    /// The person's kind, sex or age does not go into this room.
    case roomUnfit(Room.ID, Unfitness)
    case alreadyEntered
    case notInArea
    case notAllocated(Room.ID)
    /// A custodian is named as an officer of the case: somebody else at the desk decides (P8).
    case custodianOfOwnCase
    /// Whoever asks for an extension does not approve it (P8).
    case selfApproval
    /// Below the charge with which it would ring at once (H2).
    case tagLow(Code<Kind.Tag>, percent: Int)
    case alreadyLeft
    /// A resident identity card whose number fails the check of GB 11643.
    case paperInvalid(CitizenIDNumber.Fault)
    case officersMissing
    /// Nobody of the case approves in it.
    case ownCaseApproval
    /// An auxiliary never approves, and a doctor neither.
    case approverNotPolice
    case arrivalInFuture
    /// A later arrival takes away from what was counted: an approver and a supervisor answer for it.
    case correctionUnapproved
    /// The arrival cannot lie after the entry.
    case arrivalAfterEntry(Instant)
    /// The person was here at this time already: a later arrival contradicts it.
    case arrivalAfterSighting(Instant)
    case arrivalUnchanged
    case tagAlreadyWorn(Code<Kind.Tag>)
    /// Wrist tags are for suspects only (SPEC §14).
    case tagNotForKind(PersonKind)
    /// A card is carried and passed on; it would not follow the person.
    case cardForSuspect(Code<Kind.Tag>)
    case tagNotWorn
    case sessionRunning(Room.ID)
    case noSession
    case tooFewOfficers(needed: Int)
    case clockUnknown(ClockKey)
    /// Its clocks run already.
    case groundKnown(Ground)
    /// The policy has no limit for it: nobody is held without one.
    case groundWithoutLimit(Ground)
    /// It holds people of the other procedure.
    case groundUnfit(Ground, PersonKind)
    /// The law has it in another kind of centre only.
    case groundElsewhere(Ground, only: CentreKind)
    /// Nothing else holds the person: it ends with the exit.
    case lastGround(ClockKey)
    case noFurtherExtension
    /// The law names this office for the next step.
    case wrongApprover(needed: Approver)
    /// It had run out before anybody extended it.
    case clockExpired(Instant)
    case kindUnchanged
    case dutyUnknown

    public enum Unfitness: String, Hashable, Sendable, Codable, CaseIterable {
        case kind
        case sex
        /// The room is for one sex, and nobody has recorded the person's.
        case sexUnknown
        case age
    }
}

extension StayRefusal {
    /// How the API names it.
    public var code: String {
        switch self {
        case .stepsMissing: "stay.step-missing"
        case .roomUnfit: "stay.room-unfit"
        case .alreadyEntered: "stay.already-entered"
        case .notInArea: "stay.not-in-area"
        case .notAllocated: "stay.not-allocated"
        case .custodianOfOwnCase: "stay.custodian-of-own-case"
        case .selfApproval: "stay.self-approval"
        case .tagLow: "stay.tag-low"
        case .alreadyLeft: "stay.already-left"
        case .paperInvalid: "stay.paper-invalid"
        case .officersMissing: "stay.officers-missing"
        case .ownCaseApproval: "stay.own-case-approval"
        case .approverNotPolice: "stay.approver-not-police"
        case .arrivalInFuture: "stay.arrival-in-future"
        case .correctionUnapproved: "stay.correction-unapproved"
        case .arrivalAfterEntry: "stay.arrival-after-entry"
        case .arrivalAfterSighting: "stay.arrival-after-sighting"
        case .arrivalUnchanged: "stay.arrival-unchanged"
        case .tagAlreadyWorn: "stay.tag-already-worn"
        case .tagNotForKind: "stay.tag-not-for-kind"
        case .cardForSuspect: "stay.card-for-suspect"
        case .tagNotWorn: "stay.tag-not-worn"
        case .sessionRunning: "stay.session-running"
        case .noSession: "stay.no-session"
        case .tooFewOfficers: "stay.too-few-officers"
        case .clockUnknown: "stay.clock-unknown"
        case .groundKnown: "stay.ground-known"
        case .groundWithoutLimit: "stay.ground-without-limit"
        case .groundUnfit: "stay.ground-unfit"
        case .groundElsewhere: "stay.ground-elsewhere"
        case .lastGround: "stay.last-ground"
        case .noFurtherExtension: "stay.no-further-extension"
        case .wrongApprover: "stay.wrong-approver"
        case .clockExpired: "stay.clock-expired"
        case .kindUnchanged: "stay.kind-unchanged"
        case .dutyUnknown: "stay.duty-unknown"
        }
    }

    /// The rule of the house or the law behind it, by the policy's key where it has one.
    public var rule: String {
        switch self {
        case .stepsMissing: RuleID.stepSkipped.rawValue
        case .roomUnfit: RuleID.wrongRoom.rawValue
        case .tooFewOfficers: RuleID.loneOfficer.rawValue
        case .clockExpired, .noFurtherExtension, .wrongApprover, .clockUnknown, .groundKnown, .lastGround,
            .groundWithoutLimit, .groundUnfit, .groundElsewhere:
            RuleID.clockExpired.rawValue
        case .alreadyEntered, .notInArea, .notAllocated, .custodianOfOwnCase, .selfApproval, .tagLow, .alreadyLeft,
            .paperInvalid, .officersMissing, .ownCaseApproval,
            .approverNotPolice, .arrivalInFuture, .correctionUnapproved, .arrivalAfterEntry,
            .arrivalAfterSighting, .arrivalUnchanged, .tagAlreadyWorn, .tagNotForKind, .cardForSuspect, .tagNotWorn,
            .sessionRunning, .noSession, .kindUnchanged, .dutyUnknown:
            code
        }
    }

    /// The steps to do first; empty where that is not what is wrong.
    public var missing: [Step] {
        if case .stepsMissing(let steps) = self { steps } else { [] }
    }
}
