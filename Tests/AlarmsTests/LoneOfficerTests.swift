import Domain
import Policy
import Testing

@testable import Alarms

struct LoneOfficerTests {
    /// A suspect who has done all steps sits with officers x and y in an interrogation room since second 0.
    static let session = """
        -100 P arrives criminalSuspect | -
        -99 P does safety-check        | -
        -98 P does information-collection | -
        -97 t on P                     | -
        -96 x police                   | -
        -95 y police                   | -
        -94 a auxiliary                | -
        0 t in talk                    | -
        0 x in talk                    | -
        0 y in talk                    | -

        """

    static let leaving = [
        "warns after 60 s, alarms after 120 s, ends when two were there for 10 s":
            """
        1000 y in hall  | -
        1059 tick       | -
        1060 tick       | warning lone-officer P
        1119 tick       | -
        1120 tick       | now alarm lone-officer P
        1200 y in talk  | -
        1209 tick       | -
        1210 tick       | gone lone-officer P
        """,
        "119 s are no alarm":
            """
        1000 y in hall  | -
        1119 y in talk  | warning lone-officer P
        1129 tick       | gone 1119 lone-officer P
        """,
        "a second officer for less than 10 s interrupts nothing":
            """
        1000 y in hall  | -
        1050 y in talk  | -
        1059 y in hall  | -
        1060 tick       | warning lone-officer P
        1120 tick       | now alarm lone-officer P
        """,
        "an auxiliary does not count":
            """
        1000 y in hall  | -
        1001 a in talk  | -
        1060 tick       | warning lone-officer P
        """,
        "two cards of one officer count once":
            """
        1000 y in hall  | -
        1001 z police x | -
        1001 z in talk  | -
        1060 tick       | warning lone-officer P
        """,
        "the person's own leaving ends it at once":
            """
        1000 y in hall  | -
        1130 tick       | warning lone-officer P, now alarm lone-officer P
        1140 t in hall  | gone 1140 lone-officer P
        """,
        "not determined is no absence":
            """
        1000 y blurred  | -
        2000 tick       | -
        2000 y in talk  | -
        """,
        "a passage is no presence":
            """
        1000 y in hall  | -
        1030 y passes talk | -
        1060 tick       | warning lone-officer P
        """,
    ]

    @Test(arguments: leaving.keys.sorted(), [false, true])
    func loneOfficer(_ name: String, restarting: Bool) throws {
        let told = Self.leaving[name] ?? ""
        try Story.check(
            Self.session + told.replacing("gone lone", with: "gone 1200 lone"),
            restarting: restarting
        )
    }

    @Test func nobodyIsLoneBeforeTheyHaveBeenThereFor30Seconds() throws {
        try Story.check(
            """
            0 P arrives criminalSuspect | -
            0 P does safety-check       | -
            0 P does information-collection | -
            0 t on P                    | -
            0 x police                  | -
            0 x in talk                 | -
            0 t in talk                 | -
            89 tick                     | -
            90 tick                     | warning lone-officer P
            149 tick                    | -
            150 tick                    | now alarm lone-officer P
            """
        )
    }

    @Test func twoAdministrativeOfficersAreNotAskedForHere() throws {
        try Story.check(
            """
            0 P arrives administrativeSuspect | -
            0 t on P                    | -
            0 x police                  | -
            0 x in talk                 | -
            0 t in talk                 | -
            900 tick                    | -
            """
        )
    }

    @Test func aLateLineWithdrawsAndAnotherRaisesLate() throws {
        try Story.check(
            Self.session
                + """
                1000 y in hall          | -
                1060 tick               | warning lone-officer P
                1120 tick               | now alarm lone-officer P
                1130@1020 y in talk     | withdrawn lateFact lone-officer P
                1500 tick               | -
                2000@1600 y in hall     | warning lone-officer P, now alarm lone-officer P
                """
                .replacing("warning lone-officer P, now alarm lone-officer P", with: "alarm lone-officer P")
        )
    }

    @Test func aCorrectionTakesTheAlarmBackAndItsOwnRetractionBringsItBack() throws {
        try Story.check(
            Self.session
                + """
                1000 y in hall                  | -
                1060 tick                       | warning lone-officer P
                1070 c retracted y in hall      | withdrawn retraction lone-officer P
                1080@1000 again y in hall       | back lone-officer P
                1120 tick                       | now alarm lone-officer P
                """
        )
    }

    @Test func deadlinesOverPlacesWaitUntilPlacesAreConfirmed() throws {
        try Story.check(
            Self.session
                + """
                1006@1000 y in hall  | -
                1065 tick            | -
                1066 tick            | warning lone-officer P
                1124@1119 y in talk  | -
                1126 tick            | -
                1135 tick            | gone 1119 lone-officer P
                """,
            confirmation: .seconds(6)
        )
    }

    @Test func aLongAlarmOutlivesForgetting() throws {
        try Story.check(
            Self.session
                + """
                1000 y in hall   | -
                1200 tick        | warning lone-officer P, now alarm lone-officer P
                18000 y in store | -
                18001 x in hall  | -
                18060 y in talk  | -
                18061 x in talk  | -
                18071 tick       | gone 18061 lone-officer P
                """
        )
    }

    @Test func theVersionInForceWhenItBeganJudges() throws {
        let change = Instant.start + .seconds(2_000)
        let book = PolicyBook([
            .sample("2026-01-01", Span(from: .start - .hours(48), until: change)),
            .sample("2026-03-02", Span(from: change), lone: .seconds(300)),
        ])
        try Story.check(
            Self.session
                + """
                1990 y in hall  | -
                2109 tick       | warning lone-officer P
                2110 tick       | now alarm lone-officer P
                2200 y in talk  | -
                2300 tick       | gone 2200 lone-officer P
                3000 y in hall  | -
                3299 tick       | warning lone-officer P
                3300 tick       | now alarm lone-officer P
                """,
            policy: book
        )
    }

    @Test func theExplanationNamesReadingsAndWhatWouldHaveKeptItQuiet() throws {
        var story = Story()
        for line in (Self.session + "1000 y in hall | -\n1060 tick | warning lone-officer P").split(separator: "\n") {
            try story.play(String(line), #_sourceLocation)
        }
        guard case .raised(_, let raising)? = story.log.first else {
            Issue.record("nothing was raised")
            return
        }

        let explanation = raising.explanation
        #expect(explanation.readings.map(\.what) == [.personInRoom, .officerLeft, .officersPresent])
        #expect(explanation.readings.last?.number == 1)
        #expect(explanation.quiet == Explanation.Quiet(.officersInRoom, number: 2, room: "talk"))
        #expect(explanation.footage?.room == "talk")
        #expect(explanation.footage?.from == .start + .seconds(1_000))
        #expect(explanation.article(in: .sample())?.en == "CPL 118")
        #expect(raising.caseOfficers == ["own"])
    }
}
