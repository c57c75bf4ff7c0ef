import Domain
import Policy
import Premises
import Testing

@testable import Alarms

struct SOSTests {
    static let before = """
        0 P arrives administrativeSuspect | -
        0 t on P         | -
        0 own police     | -
        0 desk police    | -
        0 t in talk      | -
        0 own in talk    | -
        0 desk in hall   | -

        """

    @Test func climbsUntilSomebodyAnswersAndAgainAfterAFurtherPress() throws {
        try Story.check(
            Self.before
                + """
                100 press P          | -
                114 tick             | -
                115 tick             | escalated 1 sos P
                130 tick             | escalated 2 sos P
                140 acknowledge sos  | -
                900 tick             | -
                1000 press P         | -
                1015 tick            | escalated 1 sos P
                1020 acknowledge sos | -
                2000 tick            | -
                """,
            policy: .sample(escalation: [.seconds(15), .seconds(30), .seconds(60)])
        )
    }

    @Test func theDeadlinesSurviveARestart() throws {
        try Story.check(
            Self.before
                + """
                100 press P          | -
                160 tick             | escalated 1 sos P, escalated 2 sos P, escalated 3 sos P
                9000 tick            | -
                """,
            policy: .sample(escalation: [.seconds(15), .seconds(30), .seconds(60)]),
            restarting: true
        )
    }

    @Test func isOverWhenSomebodyFromOutsideTheCaseWasWithThePersonFor10Seconds() throws {
        try Story.check(
            Self.before
                + """
                100 press P          | -
                150 tick             | -
                200 desk in talk     | -
                209 desk in hall     | -
                300 desk in talk     | -
                309 tick             | -
                310 tick             | attended desk sos P, gone 310 sos P
                """
        )
    }

    /// Beside the person when the button was pressed is nobody who came to help, and no reason to stop climbing.
    @Test func whoStoodThereAtThePressIsNoHelp() throws {
        try Story.check(
            Self.before
                + """
                10 guard auxiliary   | -
                11 guard in talk     | -
                100 press P          | -
                115 tick             | escalated 1 sos P
                130 tick             | escalated 2 sos P
                160 tick             | escalated 3 sos P
                170 t in entry       | -
                172 guard in entry   | -
                400 desk in entry    | -
                410 tick             | attended desk sos P, gone 410 sos P
                500 press P          | -
                515 tick             | escalated 1 sos P
                520 acknowledge sos  | -
                900 tick             | -
                """,
            policy: .sample(escalation: [.seconds(15), .seconds(30), .seconds(60)])
        )
    }

    @Test func itClimbsUntilSomebodyAcknowledgesThoughTheConditionIsGone() throws {
        try Story.check(
            Self.before
                + """
                100 press P          | -
                102 desk in talk     | -
                112 tick             | attended desk sos P, gone 112 sos P
                115 tick             | escalated 1 sos P
                130 tick             | escalated 2 sos P
                140 acknowledge sos  | -
                900 tick             | -
                """,
            policy: .sample(escalation: [.seconds(15), .seconds(30), .seconds(60)]),
            restarting: true
        )
    }

    @Test func aFurtherPressIsAnAnnouncementNotAnAlarm() throws {
        let first = SOS.press(.sample(at: 0), open: nil, ruling: .sampleSOS)
        guard case .raised(let id, let raising) = first else {
            Issue.record("the first press raises")
            return
        }
        var alarm = Alarm(id, raising, recordedAt: .start)
        let second = SOS.press(.sample(at: 5), open: alarm, ruling: .sampleSOS)

        #expect(second == .announced(id, press: ID(5), at: .start + .seconds(5)))
        alarm.apply(second, recordedAt: .start + .seconds(5))
        #expect(alarm.announcements.count == 1)
        alarm.apply(second, recordedAt: .start + .seconds(6))
        #expect(alarm.announcements.count == 1)
    }

    @Test func afterThePersonHasLeftTwoPeopleClose() throws {
        var alarm = try #require(Alarm.sampleSOS())
        let now = Instant.start + .seconds(60)
        alarm.apply(.conditionGone(alarm.id, at: now), recordedAt: now)
        alarm.apply(try alarm.acknowledge(by: "desk", at: now), recordedAt: now)

        let alone = Closing(by: "desk", at: now, reason: .illness, words: ID(7), confirmedBy: nil)
        let two = Closing(by: "desk", at: now, reason: .illness, words: ID(7), confirmedBy: "chief")

        #expect(throws: AlarmRefusal.secondPersonMissing) { try alarm.close(alone) }
        #expect(try alarm.close(two) == .closed(alarm.id, two))
    }

    @Test func anOfficersOwnCallNeedsNoVisit() throws {
        let press = SOS.Press(
            event: ID(1),
            at: .start,
            tag: "c",
            wearer: .officer("o1", .police),
            room: "talk"
        )
        guard case .raised(let id, let raising) = SOS.press(press, open: nil, ruling: .sampleSOS) else {
            Issue.record("a press raises")
            return
        }
        var alarm = Alarm(id, raising, recordedAt: .start)
        alarm.apply(try alarm.acknowledge(by: "desk", at: .start), recordedAt: .start)

        let closing = Closing(by: "desk", at: .start, reason: .test, words: ID(7), confirmedBy: nil)
        #expect(raising.key.subject == .officer("o1"))
        #expect(try alarm.close(closing) == .closed(id, closing))
    }

    @Test func aPolicyWithoutTheRuleSilencesNobody() {
        let ruling = SOS.ruling(in: PolicyBook([]), at: .start)

        #expect(ruling.rule.level == .special)
        #expect(ruling.rule.escalation == [.seconds(15), .seconds(30), .seconds(60)])
    }

    @Test func itIsOverWithTheExitIfNobodyCame() throws {
        try Story.check(
            Self.before
                + """
                100 press P          | -
                200 P exits          | gone 200 sos P
                """
        )
    }

    @Test func theCaseTeamNeverSeesIt() throws {
        let alarm = try #require(Alarm.sampleSOS())

        #expect(!alarm.isVisible(to: "own", asCaseOfficer: true))
        #expect(!alarm.isVisible(to: "own", asCaseOfficer: false))
        #expect(!alarm.isVisible(to: "other", asCaseOfficer: true))
        #expect(alarm.isVisible(to: "desk", asCaseOfficer: false))
    }

    @Test func closesOnlyAsR3Says() throws {
        var alarm = try #require(Alarm.sampleSOS())
        let now = Instant.start + .seconds(60)
        func closing(
            by officer: Code<Kind.Officer> = "desk",
            _ reason: Closing.Reason = .illness,
            words: ID<Kind.Content>? = ID(7),
            second: Code<Kind.Officer>? = nil
        ) -> Closing {
            Closing(by: officer, at: now, reason: reason, words: words, confirmedBy: second)
        }

        #expect(throws: AlarmRefusal.ownCase) { try alarm.close(closing(by: "own")) }
        #expect(throws: AlarmRefusal.ownCase) { try alarm.acknowledge(by: "own", at: now) }
        #expect(throws: AlarmRefusal.nobodyAttended) { try alarm.close(closing()) }

        alarm.apply(.attended(alarm.id, .sample(by: "own")), recordedAt: now)
        #expect(throws: AlarmRefusal.nobodyAttended) { try alarm.close(closing()) }
        alarm.apply(.attended(alarm.id, .sample(by: "desk")), recordedAt: now)
        #expect(throws: AlarmRefusal.stillOn) { try alarm.close(closing()) }
        alarm.apply(.conditionGone(alarm.id, at: now), recordedAt: now)
        #expect(throws: AlarmRefusal.notAcknowledged) { try alarm.close(closing()) }
        alarm.apply(try alarm.acknowledge(by: "desk", at: now), recordedAt: now)
        #expect(throws: AlarmRefusal.wordsMissing) { try alarm.close(closing(words: nil)) }
        #expect(throws: AlarmRefusal.secondPersonMissing) { try alarm.close(closing(.mistake)) }
        #expect(throws: AlarmRefusal.secondPersonMissing) { try alarm.close(closing(.mistake, second: "desk")) }
        #expect(throws: AlarmRefusal.secondPersonMissing) { try alarm.close(closing(.mistake, second: "own")) }

        alarm.apply(try alarm.close(closing(.mistake, second: "chief")), recordedAt: now)
        #expect(!alarm.isOpen)
        #expect(throws: AlarmRefusal.alreadyClosed) { try alarm.close(closing()) }
    }
}

extension SOS.Press {
    static func sample(at seconds: Int64) -> SOS.Press {
        SOS.Press(
            event: ID(UInt128(seconds)),
            at: .start + .seconds(seconds),
            tag: "t",
            wearer: .person(ID(80)),
            caseOfficers: ["own"],
            room: "cell"
        )
    }
}

extension Ruling {
    static var sampleSOS: Ruling {
        let version = PolicyBook.sample(level: .special).versions[0]
        return Ruling(version.rules.first { $0.id == .sos } ?? version.rules[0], in: version)
    }
}

extension Attendance {
    static func sample(by officer: Code<Kind.Officer>) -> Attendance {
        Attendance(officer: officer, room: "cell", at: .start + .seconds(30), evidence: ID(3))
    }
}

extension Alarm {
    static func sampleSOS() -> Alarm? {
        guard case .raised(let id, let raising) = SOS.press(.sample(at: 0), open: nil, ruling: .sampleSOS) else {
            return nil
        }
        return Alarm(id, raising, recordedAt: .start)
    }
}
