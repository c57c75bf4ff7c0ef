import Alarms
import Domain
import Events
import Policy
import Stays
import Tracking

// A small story, and one event of every kind that a ledger shows.

extension Event {
    static let story: [Event] = [
        .stay(.arrived(.stay, .sample(.criminalSuspect, .summons))),
        .stay(.darkBegan(.stay, .beforeEntry, at: .start, lastHolder: .chen)),
        .stay(.clockStarted(.stay, .summons, from: .start, runsFromArrival: true, .sample, at: .start)),
        .stay(.entered(.stay, at: .start, by: .chen)),
        .stay(.darkEnded(.stay, .beforeEntry, at: .start, reason: nil)),
        .stay(.tagIssued(.stay, .wrist, at: .start, by: .chen)),
        .tag(.button(.wrist, baseStation: .b7, at: .start)),
        .stay(.tagBound(.stay, .wrist, at: .start)),
        .presence(.moved(from: .outside, to: .room(.check), coverage: 1_000)),
        .presence(.moved(from: .room(.check), to: .room(.talk), coverage: 750)),
        .stay(.breachRecorded(.stay, .sample)),
        .alarm(.raised(.alarm, .sample(.loneOfficer, stay: .stay, policy: "2026-01-01"))),
        .access(.read(.stay(.stay), by: ID(7), officer: .chen, at: .start)),
        .alarm(.acknowledged(.alarm, by: .chen, at: .start)),
        .stay(.stepDone(.stay, .sample(refusedToSign: true))),
        .stay(.sessionStarted(.stay, .talk, at: .start, officers: [.chen, .zhou])),
        .stay(.clockExtended(.stay, .summons, .sample)),
        .alarm(.closed(.alarm, .sample)),
        .stay(.exited(.stay, .sample)),
        .stay(.dutyDone(.stay, .step(.tagReturn), at: .start, by: .chen)),
    ]

    /// One event of every kind that a ledger shows.
    static let samples: [Event] =
        StayEvent.samples.map { .stay($0) } + AlarmEvent.samples.map { .alarm($0) }
        + PresenceEvent.samples.map { .presence($0) } + [
            .tag(.button(.wrist, baseStation: nil, at: .start)), .tag(.tamper(.wrist, cut: true, at: .start)),
            .tag(.tamper(.wrist, cut: false, at: .start)), .device(.silent(.b7, lastHeard: .start, at: .start)),
            .device(.heard(.b7, at: .start)), .centre(.clockJumped(by: .seconds(-2), at: .start)),
            .centre(
                .erased(Erasure(contents: [ID(3)], ground: "old", article: "PIPL 47", by: (.chen, .zhou), at: .start))
            ),
        ]
}

extension StayEvent {
    static let samples: [StayEvent] = [
        .arrived(.stay, .sample(.criminalSuspect, .summons)), .arrived(.stay, .sample(.criminalSuspect, nil)),
        .arrived(.stay, .sample(.witness, nil)), .entered(.stay, at: .start, by: .chen),
        .tagIssued(.stay, .wrist, at: .start, by: .chen), .tagBound(.stay, .wrist, at: .start),
        .tagForgone(.stay, .injured, at: .start, by: .chen), .tagReturned(.stay, .wrist, at: .start, by: .chen),
        .stepDone(.stay, .sample(refusedToSign: false)), .stepDone(.stay, .sample(refusedToSign: true)),
        .roomAllocated(.stay, .talk, at: .start, by: .chen), .roomReleased(.stay, .talk, at: .start, by: .chen),
        .sessionStarted(.stay, .talk, at: .start, officers: [.chen, .zhou]),
        .sessionEnded(.stay, at: .start, by: .chen), .breachRecorded(.stay, .sample),
        .kindChanged(.stay, to: .witness, reason: ID(3), at: .start, by: .chen),
        .arrivalCorrected(
            .stay,
            ArrivalCorrection(
                from: .start,
                to: .start - .minutes(20),
                at: .start,
                by: .chen,
                reason: ID(3),
                approvedBy: [.zhou]
            )
        ),
        .clockStarted(.stay, .summons, from: .start, runsFromArrival: true, .sample, at: .start),
        .clockExtended(.stay, .summons, .sample), .clockEnded(.stay, .summons, at: .start),
        .darkBegan(.stay, .noSignal, at: .start, lastHolder: nil),
        .darkEnded(.stay, .noSignal, at: .start, reason: nil), .exited(.stay, .sample),
        .dutyDone(.stay, .nameGround, at: .start, by: .chen),
    ]
}

extension StepRecord {
    static func sample(refusedToSign: Bool) -> StepRecord {
        StepRecord(step: .safetyCheck, at: .start, by: .chen, room: .check, refusedToSign: refusedToSign, note: nil)
    }
}

extension Breach {
    static let sample = Breach(
        rule: Code(checked: "step-skipped"),
        at: .start,
        room: .talk,
        missing: [.rightsNotice, .safetyCheck],
        evidence: ID(1)
    )
}

extension Grant {
    static let sample = Grant(
        limit: .hours(24),
        approver: .departmentHead,
        by: .zhou,
        at: .start,
        document: nil
    )
}

extension Closing {
    static let sample = Closing(by: .chen, at: .start, reason: .mistake, words: nil, confirmedBy: .zhou)
}

extension Exit {
    static let sample = Exit(
        end: .bail,
        at: .start,
        by: .chen,
        identifiedBy: [.chen],
        owed: [OwedDuty(duty: .step(.tagReturn), owner: .chen, deadline: .start + .hours(24))]
    )
}

extension AlarmEvent {
    static let samples: [AlarmEvent] = [
        .raised(.alarm, .sample(.loneOfficer, stay: .stay, policy: "2026-01-01")),
        .announced(.alarm, press: ID(2), at: .start), .urgencyChanged(.alarm, .alarm, .first, at: .start),
        .urgencyChanged(.alarm, .warning, .second, at: .start), .conditionGone(.alarm, at: .start),
        .conditionBack(.alarm, at: .start), .escalated(.alarm, step: 2, at: .start),
        .attended(.alarm, Attendance(officer: .zhou, room: .talk, at: .start, evidence: ID(2))),
        .acknowledged(.alarm, by: .chen, at: .start), .closed(.alarm, .sample),
        .withdrawn(.alarm, .lateFact, because: ID(2), at: .start),
        .withdrawn(.alarm, .retraction, because: ID(2), at: .start),
    ]
}

extension PresenceEvent {
    static func moved(from: Place, to: Place, coverage: Int) -> PresenceEvent {
        .moved(tag: .wrist, from: from, to: to, at: .start, confidence: 970, coverage: coverage, baseStations: [.b7])
    }

    static let samples: [PresenceEvent] = [
        .moved(from: .outside, to: .room(.talk), coverage: 1_000),
        .moved(from: .room(.check), to: .room(.talk), coverage: 750),
        .moved(from: .room(.talk), to: .outside, coverage: 1_000),
        .moved(from: .room(.talk), to: .notDetermined, coverage: 1_000),
        .moved(from: .room(.talk), to: .noSignal, coverage: 1_000),
        .passed(tag: .wrist, through: .check, at: .start, until: .start),
        .impossibleJump(tag: .wrist, from: .check, to: .talk, at: .start, metresPerSecond: 41),
    ]
}

extension StayRefusal {
    static let samples: [StayRefusal] = [
        .stepsMissing([.rightsNotice, .safetyCheck]), .roomUnfit(.talk, .kind), .roomUnfit(.talk, .sex),
        .roomUnfit(.talk, .age), .alreadyEntered, .notInArea, .alreadyLeft, .paperInvalid(.length(17)),
        .paperInvalid(.character(position: 3)), .paperInvalid(.birthDate),
        .paperInvalid(.checkCharacter(expected: "X")), .officersMissing, .ownApproval, .arrivalInFuture,
        .correctionUnapproved, .arrivalAfterEntry(.start), .tagAlreadyWorn(.wrist), .tagNotForKind(.lawyer),
        .tagNotWorn, .sessionRunning(.talk), .noSession, .tooFewOfficers(needed: 2), .clockUnknown(.summons),
        .noFurtherExtension, .wrongApprover(needed: .countyHead), .clockExpired(.start), .kindUnchanged, .dutyUnknown,
    ]
}
