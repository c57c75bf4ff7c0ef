import Alarms
import Domain
import Events
import Foundation
import Policy
import Premises
import Stays
import Tracking

@testable import Centre

extension Instant {
    /// 2026-11-22 22:05:09 on the clocks of the site.
    static let start = Instant(seconds: 1_795_356_309)
}

extension ID where Kind == Domain.Kind.Stay { static let stay = ID(0x57) }
extension ID where Kind == Domain.Kind.Alarm { static let alarm = ID(0xA1) }
extension ClockKey { static let summons = ClockKey(.summons, .release) }

extension Console {
    static let sample = Console(id: ID(0xC1), account: ID(0xAC), role: .custodian)
}

extension Code where Kind == Domain.Kind.Officer {
    static let chen = Code(checked: "P2001")
    static let zhou = Code(checked: "P2002")
}

extension Code where Kind == Domain.Kind.Room {
    static let talk = Code(checked: "talk-1")
    static let check = Code(checked: "check-men")
}

extension Code where Kind == Domain.Kind.Tag { static let wrist = Code(checked: "T17") }
extension Code where Kind == Domain.Kind.BaseStation { static let b7 = Code(checked: "B07") }

extension Words {
    static let sample = Words(plan: plan, policy: PolicyBook([.sample]), staff: [chen], zone: zone)

    private static let zone = Zone(name: "Asia/Shanghai", version: "test", initialOffset: 28_800)
    private static let name = Bilingual(zh: "陈立群", en: "Chen Liqun")
    private static let chen = StaffMember(code: .chen, name: name, rank: .police, sex: .male, card: Code(checked: "C1"))
    private static let plan = FloorPlan(name: name, rooms: rooms, doors: [], walls: [], baseStations: [], cameras: [])
    private static let rooms = [
        room(.talk, Bilingual(zh: "讯问室一", en: "Interrogation 1"), .interrogation),
        room(.check, Bilingual(zh: "安检室", en: "Safety check room"), .safetyCheckMen),
    ]

    private static func room(_ id: Room.ID, _ name: Bilingual, _ kind: RoomKind) -> Room {
        let outline = Polygon([Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)])
        return Room(id: id, name: name, kind: kind, outline: outline, watch: nil)
    }
}

extension PolicyVersion {
    static let sample = PolicyVersion(
        id: "2026-01-01",
        inForce: Span(from: .start - .hours(24 * 300)),
        clocks: [
            ClockRule(
                ground: .summons,
                persons: [.criminalSuspect, .administrativeSuspect],
                duty: .release,
                start: .arrival,
                base: .hours(12),
                warnings: [.hours(2), .minutes(30)],
                extensions: [],
                protected: nil,
                only: nil,
                provision: provision("刑事程序规定第200条", "Criminal Provisions art. 200")
            ),
            ClockRule(
                ground: .continuedQuestioning,
                persons: [.criminalSuspect, .administrativeSuspect],
                duty: .release,
                start: .arrival,
                base: .hours(12),
                warnings: [],
                extensions: [],
                protected: .hours(4),
                only: nil,
                provision: provision("继续盘问规定第11条", "Continued Questioning Provisions art. 11", isUnconfirmed: true)
            ),
        ],
        flows: [
            Flow(
                person: .criminalSuspect,
                stages: [.safetyCheck, .tagReturn].map { Flow.Stage(step: $0, rooms: []) },
                conditions: [],
                atExit: [.tagReturn],
                provision: provision("刑事程序规定第198条", "Criminal Provisions art. 198")
            )
        ],
        roomRights: [],
        rules: [
            rule(.loneOfficer, provision("刑事诉讼法第118条", "CPL 118", isUnconfirmed: true)),
            rule(.stepSkipped, provision("刑事程序规定第198条", "Criminal Provisions art. 198")),
        ]
    )

    /// With a title that no code gives.
    private static func rule(_ id: RuleID, _ provision: Provision) -> Rule {
        let title = Bilingual(zh: "规则：\(id.words.zh)", en: "Rule \(id.words.en)")
        return Rule(id: id, title: title, level: .first, provision: provision)
    }

    private static func provision(_ zh: String, _ en: String, isUnconfirmed: Bool = false) -> Provision {
        Provision(article: Bilingual(zh: zh, en: en), isUnconfirmed: isUnconfirmed, judgedAt: .act)
    }
}

extension ClockTerms {
    static let sample = ClockTerms(
        policy: "2026-01-01",
        base: .hours(12),
        extensions: [Extension(limit: .hours(24), approver: .departmentHead)],
        warnings: [.hours(2), .minutes(30)]
    )
}

extension Registration {
    static func sample(_ kind: PersonKind, _ ground: Ground?) -> Registration {
        Registration(
            person: ID(0xB0),
            kind: kind,
            sex: .male,
            isMinor: false,
            isProtected: false,
            caseCode: Code(checked: "LG2026-17"),
            officers: [.chen, .zhou],
            arrival: Arrival(mode: .summoned, ground: ground, at: .start, document: nil),
            paper: .unknown,
            by: .chen
        )
    }
}

extension Stay {
    /// Summoned, entered, with a tag that nobody has tested.
    static var sample: Stay {
        var stay = Stay(.stay, .sample(.criminalSuspect, .summons))
        stay.apply(.clockStarted(.stay, .summons, from: .start, runsFromArrival: true, .sample, at: .start))
        stay.apply(.entered(.stay, at: .start, by: .chen))
        stay.apply(.tagIssued(.stay, .wrist, at: .start, by: .chen))
        return stay
    }
}

extension Raising {
    static func sample(_ rule: RuleID, stay: ID<Kind.Stay>?, policy: String) -> Raising {
        Raising(
            key: AlarmKey(rule: rule, subject: stay.map { .stay($0) } ?? .officer(.chen), began: ID(1)),
            urgency: .alarm,
            level: .first,
            began: .start,
            at: .start + .seconds(60),
            room: .talk,
            stay: stay,
            caseCode: nil,
            caseOfficers: [],
            explanation: Explanation(
                rule: rule,
                policy: policy,
                readings: [
                    .init(.personInRoom, event: ID(1), at: .start, room: .talk),
                    .init(.officersPresent, event: ID(2), at: .start, room: .talk, number: 1),
                ],
                quiet: .init(.officersInRoom, number: 2, room: .talk),
                footage: .init(room: .talk, from: .start, until: .start + .minutes(2))
            )
        )
    }
}

extension Alarm {
    static func sample(_ rule: RuleID, stay: ID<Kind.Stay>? = .stay, policy: String = "2026-01-01") -> Alarm {
        Alarm(.alarm, .sample(rule, stay: stay, policy: policy), recordedAt: .start)
    }
}

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
            .centre(.consoleLost(.sample, lastHeard: .start, at: .start)), .centre(.consoleBack(.sample, at: .start)),
            .centre(.consoleGone(.sample, at: .start)), .centre(.unattended(people: 2, at: .start)),
            .centre(.attended(at: .start)),
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
        .traitsRecorded(.stay, Traits(sex: .male, isMinor: true, isProtected: true), at: .start, by: .chen),
        .traitsRecorded(.stay, Traits(sex: .unknown, isMinor: false, isProtected: false), at: .start, by: .chen),
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
    /// One of each and more of those that have several sentences.
    static let samples: [StayRefusal] =
        Array(sequence(first: .stepsMissing([.rightsNotice, .safetyCheck]), next: \.following)) + [
            .roomUnfit(.talk, .sex), .roomUnfit(.talk, .age), .roomUnfit(.talk, .sexUnknown),
            .paperInvalid(.character(position: 3)), .paperInvalid(.birthDate),
            .paperInvalid(.checkCharacter(expected: "X")),
        ]

    /// The sample after this one: the compiler asks for each that is new.
    private var following: StayRefusal? {
        switch self {
        case .stepsMissing: .roomUnfit(.talk, .kind)
        case .roomUnfit: .alreadyEntered
        case .alreadyEntered: .notInArea
        case .notInArea: .notAllocated(.talk)
        case .notAllocated: .custodianOfOwnCase
        case .custodianOfOwnCase: .selfApproval
        case .selfApproval: .tagLow(.wrist, percent: 6)
        case .tagLow: .alreadyLeft
        case .alreadyLeft: .paperInvalid(.length(17))
        case .paperInvalid: .officersMissing
        case .officersMissing: .ownCaseApproval
        case .ownCaseApproval: .approverNotPolice
        case .approverNotPolice: .arrivalInFuture
        case .arrivalInFuture: .correctionUnapproved
        case .correctionUnapproved: .arrivalAfterEntry(.start)
        case .arrivalAfterEntry: .arrivalAfterSighting(.start)
        case .arrivalAfterSighting: .arrivalUnchanged
        case .arrivalUnchanged: .tagAlreadyWorn(.wrist)
        case .tagAlreadyWorn: .tagNotForKind(.lawyer)
        case .tagNotForKind: .cardForSuspect(.wrist)
        case .cardForSuspect: .tagNotWorn
        case .tagNotWorn: .sessionRunning(.talk)
        case .sessionRunning: .noSession
        case .noSession: .tooFewOfficers(needed: 2)
        case .tooFewOfficers: .clockUnknown(.summons)
        case .clockUnknown: .groundKnown(.summons)
        case .groundKnown: .groundWithoutLimit(.administrativeDetention)
        case .groundWithoutLimit: .groundUnfit(.summons, .administrativeSuspect)
        case .groundUnfit: .groundElsewhere(.continuedQuestioning, only: .policeStation)
        case .groundElsewhere: .lastGround(.summons)
        case .lastGround: .noFurtherExtension
        case .noFurtherExtension: .wrongApprover(needed: .countyHead)
        case .wrongApprover: .clockExpired(.start)
        case .clockExpired: .kindUnchanged
        case .kindUnchanged: .dutyUnknown
        case .dutyUnknown: nil
        }
    }
}
