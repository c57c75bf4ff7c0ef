import Policy
import Testing

@testable import Alarms

/// Each rule's own story, played straight through and with a restart before every line.
struct RuleStoryTests {
    static let stories = [
        "step skipped: entering before the steps, over when they are done":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        2 t in check                      | -
        3 t in talk                       | alarm step-skipped P
        10 P does safety-check            | -
        20 P does information-collection  | gone 20 step-skipped P
        25 t in talk                      | -
        """,
        "step skipped: a step recorded late but done in time withdraws it":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        5 P does safety-check             | -
        10 t in hold                      | alarm step-skipped P
        12@8 P does information-collection | withdrawn lateFact step-skipped P
        """,
        "step skipped: a passage does not count":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        2 t passes talk                   | -
        """,
        "wrong room: after 5 s in a room that is not for this kind":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        10 t in store                     | -
        14 tick                           | -
        15 tick                           | alarm wrong-room P
        40 t in hall                      | gone 40 wrong-room P
        50 t in store                     | -
        54 t in hall                      | -
        """,
        "wrong room: a woman in the men's check":
            """
        0 P arrives criminalSuspect female | -
        1 t on P                          | -
        10 t in check                     | -
        20 tick                           | alarm wrong-room P
        30 t in checkF                    | gone 30 wrong-room P
        """,
        "wrong room: of unknown sex in the men's check, a warning until it is recorded":
            """
        0 P arrives criminalSuspect unknown | -
        1 t on P                          | -
        10 t in check                     | -
        15 tick                           | warning wrong-room P
        20 P is male                      | withdrawn lateFact wrong-room P
        """,
        "wrong room: of unknown sex in the men's check, an alarm when it is recorded as the other":
            """
        0 P arrives criminalSuspect unknown | -
        1 t on P                          | -
        10 t in check                     | -
        15 tick                           | warning wrong-room P
        20 P is female                    | now alarm wrong-room P
        30 t in hall                      | gone 30 wrong-room P
        """,
        "wrong room: a room for everybody asks for no sex":
            """
        0 P arrives administrativeSuspect unknown | -
        1 t on P                          | -
        10 t in hold                      | -
        15 tick                           | -
        """,
        "overstay: ten minutes in the toilet":
            """
        0 P arrives witness               | -
        1 t on P                          | -
        10 t in toilet                    | -
        609 tick                          | -
        610 tick                          | alarm overstay P
        700 t in hall                     | gone 700 overstay P
        """,
        "unwatched: nobody at the post":
            """
        0 P arrives administrativeSuspect | -
        1 t on P                          | -
        2 g auxiliary                     | -
        3 g in post                       | -
        10 t in hold                      | -
        100 g in hall                     | -
        159 tick                          | -
        160 tick                          | alarm person-unwatched P
        200 g in post                     | -
        210 tick                          | gone 200 person-unwatched P
        """,
        "unwatched: a watcher in the room itself is better than at the post":
            """
        0 P arrives administrativeSuspect | -
        1 t on P                          | -
        2 g auxiliary                     | -
        3 g in hold                       | -
        10 t in hold                      | -
        900 tick                          | -
        """,
        "unwatched: rounds must come within the interval":
            """
        0 P arrives administrativeSuspect | -
        1 t on P                          | -
        2 g auxiliary                     | -
        10 t in cell                      | -
        800 g in cell                     | -
        805 g in post                     | -
        1704 tick                         | -
        1705 tick                         | alarm person-unwatched P
        1800 g in cell                    | gone 1800 person-unwatched P
        """,
        "unwatched: a witness is not held":
            """
        0 W arrives witness               | -
        1 w on W                          | -
        10 w in hold                      | -
        9000 tick                         | -
        """,
        "meets suspect: in one corridor for 5 s":
            """
        0 W arrives witness               | -
        0 P arrives administrativeSuspect | -
        1 w on W                          | -
        1 t on P                          | -
        10 w in hall                      | -
        20 t in hall                      | -
        24 tick                           | -
        25 tick                           | alarm meets-suspect W
        30 t in talk                      | -
        40 tick                           | gone 30 meets-suspect W
        """,
        "meets suspect: four seconds are mischance":
            """
        0 W arrives victim                | -
        0 P arrives criminalSuspect       | -
        1 w on W                          | -
        1 t on P                          | -
        10 w in hall                      | -
        20 t in hall                      | -
        24 w in entry                     | -
        90 tick                           | -
        """,
        "tag cut: at once, only while somebody wears it":
            """
        0 P arrives criminalSuspect       | -
        1 t cut                           | -
        2 t on P                          | -
        5 t cut                           | alarm tag-cut t
        6 t cut                           | -
        9 t whole                         | gone 9 tag-cut t
        10 t off                          | -
        11 t cut                          | -
        """,
        "tag silent: 60 s without a line":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        2 t in hall                       | -
        10 t lost                         | -
        69 tick                           | -
        70 tick                           | alarm tag-silent t
        80 t in hall                      | gone 80 tag-silent t
        90 t lost                         | -
        100 t off                         | -
        900 tick                          | -
        """,
        "tag battery: below 20, over from 25":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        5 t charge 21                     | -
        6 t charge 19                     | alarm tag-battery t
        7 t charge 21                     | -
        8 t charge 18                     | -
        9 t charge 30                     | gone 9 tag-battery t
        """,
        "tag battery: weak before it was put on":
            """
        0 P arrives criminalSuspect       | -
        1 t charge 12                     | -
        5 t on P                          | alarm tag-battery t
        9 t charge 30                     | gone 9 tag-battery t
        """,
        "station silent: 15 s":
            """
        15@0 S1 silent                    | alarm station-silent S1
        20 S1 silent                      | -
        30 S1 heard                       | gone 30 station-silent S1
        31 S1 heard                       | -
        """,
        "clock jumped: a step back lasts until the clocks agree, and further steps are the same trouble":
            """
        0 centre differs -3600            | alarm clock-jumped centre
        60 centre differs -3590           | -
        90 centre differs 1               | gone 90 clock-jumped centre
        91 centre differs 1               | -
        """,
        "clock jumped: a step forward is over when it is taken over, a year is not":
            """
        0 centre differs 3600             | alarm clock-jumped centre, gone 0 clock-jumped centre
        3700 centre differs 31536000      | alarm clock-jumped centre
        3800 centre started               | gone 3800 clock-jumped centre
        3801 centre differs 31536000      | alarm clock-jumped centre
        """,
        "step skipped: rights told to a witness are not told to the suspect that he becomes":
            """
        0 P arrives witness               | -
        1 t on P                          | -
        2 P does rights-notice            | -
        10 P becomes criminalSuspect      | -
        20 t in info                      | alarm step-skipped P
        30 P does rights-notice           | gone 30 step-skipped P
        """,
        "no ground: 30 min after the entry":
            """
        0 P arrives criminalSuspect       | -
        100 P enters                      | -
        1899 tick                         | -
        1900 tick                         | alarm no-ground P
        2000 P until 43200                | gone 2000 no-ground P
        """,
        "no ground: a witness who becomes a suspect":
            """
        0 P arrives witness               | -
        100 P enters                      | -
        3000 P becomes criminalSuspect    | -
        4799 tick                         | -
        4800 tick                         | alarm no-ground P
        """,
        "unwatched: a witness who becomes a suspect is held from then on, where he sits":
            """
        0 W arrives witness                 | -
        1 w on W                            | -
        10 w in hold                        | -
        500 W becomes administrativeSuspect | -
        559 tick                            | -
        560 tick                            | alarm person-unwatched W
        """,
        "unwatched: whoever was held already has been unwatched all the time":
            """
        0 P arrives administrativeSuspect   | -
        1 P does safety-check               | -
        2 P does information-collection     | -
        3 t on P                            | -
        10 t in hold                        | -
        50 P becomes criminalSuspect        | -
        69 tick                             | -
        70 tick                             | alarm person-unwatched P
        """,
        "meets suspect: the other becomes one while they sit together":
            """
        0 W arrives witness                 | -
        0 V arrives witness                 | -
        1 w on W                            | -
        1 v on V                            | -
        10 w in hall                        | -
        20 v in hall                        | -
        100 V becomes administrativeSuspect | -
        104 tick                            | -
        105 tick                            | alarm meets-suspect W
        """,
        "lone officer: the sitting of an administrative suspect becomes a criminal one":
            """
        0 P arrives administrativeSuspect   | -
        1 P does safety-check               | -
        2 P does information-collection     | -
        3 t on P                            | -
        4 x police                          | -
        10 t in talk                        | -
        11 x in talk                        | -
        1000 P becomes criminalSuspect      | -
        1089 tick                           | -
        1090 tick                           | warning lone-officer P
        1150 tick                           | now alarm lone-officer P
        """,
        "overstay: whoever becomes of another kind in the room has been there all the time":
            """
        0 P arrives witness                 | -
        1 t on P                            | -
        10 t in toilet                      | -
        590 P becomes administrativeSuspect | -
        610 tick                            | alarm overstay P
        """,
        "overstay: a tag lost and blurred for hours in the room does not begin anew":
            """
        0 P arrives witness               | -
        1 t on P                          | -
        10 t in toilet                    | -
        300 t blurred                     | -
        610 tick                          | alarm overstay P
        700 t in toilet                   | -
        800 t lost                        | -
        860 tick                          | alarm tag-silent t
        20000 t in toilet                 | gone 20000 tag-silent t
        20010 t in hall                   | gone 20010 overstay P
        """,
        "a rule that cannot answer is an alarm and stops no other":
            """
        0 P arrives criminalSuspect       | -
        1 t on P                          | -
        2 t in nowhere                    | alarm rule-failed lone-officer, \
        alarm rule-failed overstay, alarm rule-failed person-unwatched, alarm rule-failed step-skipped, \
        alarm rule-failed wrong-room
        5 t cut                           | alarm tag-cut t
        """,
    ]

    @Test(arguments: stories.keys.sorted(), [false, true])
    func story(_ name: String, restarting: Bool) throws {
        try Story.check(Self.stories[name] ?? "", restarting: restarting)
    }

    @Test(arguments: [false, true])
    func aDiskThatRunsFullRingsAndRingsLouderWhenItIs(restarting: Bool) throws {
        try Story.check(
            """
            0 centre disk low 9               | alarm disk-full centre
            10 centre disk full               | now alarm disk-full centre
            20 centre disk low 9              | -
            30 centre disk ample 40           | gone 30 disk-full centre
            40 centre disk full               | alarm disk-full centre
            50 centre started                 | gone 50 disk-full centre
            """,
            policy: .sample(level: .third),
            restarting: restarting
        )
    }

    @Test(arguments: [false, true])
    func aJournalThatIsNotSignedRingsUntilItIsAgain(restarting: Bool) throws {
        try Story.check(
            """
            0 centre signing stopped          | alarm journal-unsigned centre
            10 centre signing stopped         | -
            20 centre signing resumed         | gone 20 journal-unsigned centre
            40 centre signing stopped         | alarm journal-unsigned centre
            50 centre started                 | gone 50 journal-unsigned centre
            """,
            restarting: restarting
        )
    }

    @Test func aRepeatedFactRingsNothingTwice() throws {
        try Story.check(
            """
            0 P arrives criminalSuspect       | -
            1 t on P                          | -
            3 t in talk                       | alarm step-skipped P
            4@3 again t in talk               | -
            5 t cut                           | alarm tag-cut t
            6@5 again t cut                   | -
            7@0 again P arrives criminalSuspect | -
            8@1 again t on P                  | -
            """
        )
    }
}
