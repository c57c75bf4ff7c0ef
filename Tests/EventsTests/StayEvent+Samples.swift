import Domain
import Policy
import Premises
import Stays

extension ID where Kind == Domain.Kind.Stay {
    static let sample = ID(0x57)
}

extension ClockKey {
    static let summons = ClockKey(.summons, .release)
}

extension ClockTerms {
    static let sample = ClockTerms(
        policy: "law-2026",
        base: .hours(12),
        extensions: [Extension(limit: .hours(24), approver: .countyHead)],
        warnings: [.hours(2), .minutes(30)]
    )
}

extension Registration {
    static let sample = Registration(
        person: ID(0xB0),
        kind: .criminalSuspect,
        sex: .male,
        isMinor: false,
        isProtected: true,
        caseCode: .theft,
        officers: [.chen, .wang],
        arrival: Arrival(mode: .summoned, ground: .summons, at: .sample, document: ID(0xC1)),
        paper: .shown(.passport, ID(0xC0)),
        by: .chen
    )
}

extension StayEvent {
    static let samples: [StayEvent] = [
        .arrived(.sample, .sample),
        .entered(.sample, at: .sample, by: .chen),
        .tagIssued(.sample, .wrist, at: .sample, by: .chen),
        .tagBound(.sample, .wrist, at: .sample),
        .tagForgone(.sample, .injured, at: .sample, by: .chen),
        .tagReturned(.sample, .wrist, at: .sample, by: .chen),
        .stepDone(
            .sample,
            StepRecord(step: .safetyCheck, at: .sample, by: .chen, room: .holding, refusedToSign: true, note: ID(0xC0))
        ),
        .roomAllocated(.sample, .interrogation, at: .sample, by: .chen),
        .roomReleased(.sample, .interrogation, at: .sample, by: .chen),
        .sessionStarted(.sample, .interrogation, at: .sample, officers: [.chen, .wang]),
        .sessionEnded(.sample, at: .sample, by: .chen),
        .breachRecorded(
            .sample,
            Breach(
                rule: Code(checked: "step-skipped"),
                at: .sample,
                room: .interrogation,
                missing: [.rightsNotice, .safetyCheck],
                evidence: ID(0xE0)
            )
        ),
        .kindChanged(.sample, to: .witness, reason: ID(0xC0), at: .sample, by: .chen),
        .traitsRecorded(
            .sample,
            Traits(sex: .female, isMinor: true, isProtected: false),
            at: .sample,
            by: .chen
        ),
        .arrivalCorrected(
            .sample,
            ArrivalCorrection(
                from: .sample,
                to: .sample - .minutes(20),
                at: .sample + .hours(1),
                by: .chen,
                reason: ID(0xC0),
                approvedBy: [.wang]
            )
        ),
        .clockStarted(.sample, .summons, from: .sample, runsFromArrival: true, .sample, at: .sample),
        .clockExtended(
            .sample,
            .summons,
            Grant(limit: .hours(24), approver: .countyHead, by: .wang, at: .sample, document: ID(0xC0))
        ),
        .clockEnded(.sample, .summons, at: .sample),
        .darkBegan(.sample, .noSignal, at: .sample, lastHolder: .chen),
        .darkEnded(.sample, .noSignal, at: .sample, reason: ID(0xC0)),
        .exited(
            .sample,
            Exit(
                end: .released,
                at: .sample,
                by: .chen,
                identifiedBy: [.chen, .wang],
                owed: [
                    OwedDuty(duty: .step(.belongingsReturn), owner: .wang, deadline: .sample + .hours(24)),
                    OwedDuty(duty: .nameGround, owner: .wang, deadline: .sample + .hours(24)),
                ]
            )
        ),
        .dutyDone(.sample, .step(.belongingsReturn), at: .sample, by: .wang),
    ]
}
