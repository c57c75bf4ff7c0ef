import Alarms
import Domain
import Policy
import Premises

extension ID where Kind == Domain.Kind.Alarm {
    static let sample = ID(0xA1)
}

extension Raising {
    static let sample = Raising(
        key: AlarmKey(rule: .loneOfficer, subject: .stay(.sample), began: ID(0xE0)),
        urgency: .alarm,
        level: .first,
        began: .sample,
        at: .sample + .seconds(60),
        room: .interrogation,
        stay: .sample,
        caseCode: .theft,
        caseOfficers: [.chen, .wang],
        explanation: Explanation(
            rule: .loneOfficer,
            policy: "law-2026",
            readings: [
                Explanation.Reading(.officersPresent, event: ID(0xE0), at: .sample, room: .interrogation, number: 1)
            ],
            quiet: Explanation.Quiet(.officersInRoom, number: 2, steps: [.safetyCheck], room: .interrogation),
            footage: Explanation.Footage(room: .interrogation, from: .sample, until: .sample + .seconds(60))
        )
    )
}

extension AlarmEvent {
    static let samples: [AlarmEvent] = [
        .raised(.sample, .sample),
        .announced(.sample, press: ID(0xE2), at: .sample),
        .urgencyChanged(.sample, .warning, .third, at: .sample),
        .conditionGone(.sample, at: .sample),
        .conditionBack(.sample, at: .sample),
        .escalated(.sample, step: 2, at: .sample),
        .attended(
            .sample,
            Attendance(officer: .wang, room: .holding, at: .sample, evidence: ID(0xE3))
        ),
        .acknowledged(.sample, by: .wang, at: .sample),
        .closed(
            .sample,
            Closing(by: .wang, at: .sample, reason: .mistake, words: ID(0xC0), confirmedBy: .chen)
        ),
        .withdrawn(.sample, .lateFact, because: ID(0xE4), at: .sample),
    ]
}
