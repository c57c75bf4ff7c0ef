import Domain
import Policy
import Testing

@testable import Alarms

/// The stories of statutory clocks, played straight through and with a restart before every line.
struct ClockStoryTests {
    static let stories = [
        "clock: warns at its marks, rings when it has run out, ends with the exit":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        39599 tick                        | -
        39600 tick                        | warning clock-warning P
        41400 tick                        | now second clock-warning P
        43199 tick                        | -
        43200 tick                        | alarm clock-expired P, gone 43200 clock-warning P
        43500 P exits                     | gone 43500 clock-expired P
        """,
        "clock: an extension ends the warning, which comes again":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        39600 tick                        | warning clock-warning P
        40000 P extended 86400            | gone 40000 clock-warning P
        43200 tick                        | -
        82800 tick                        | warning clock-warning P
        """,
        "clock: one that is set anew may have run out already":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        1000 P until 900                  | alarm clock-expired P
        1100 P exits                      | gone 1100 clock-expired P
        """,
        "clock: an arrival corrected to earlier raises what ran out by it and takes the warning back":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        39600 tick                        | warning clock-warning P
        40000 P arrived -4200             | alarm clock-expired P, withdrawn lateFact clock-warning P
        41000 P exits                     | gone 41000 clock-expired P
        """,
        "clock: an arrival corrected to later takes the alarm back, which comes at its own time":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        39600 tick                        | warning clock-warning P
        41400 tick                        | now second clock-warning P
        43200 tick                        | alarm clock-expired P, gone 43200 clock-warning P
        43300 P arrived 1800              | withdrawn lateFact clock-expired P, back clock-warning P
        45000 tick                        | back clock-expired P, gone 45000 clock-warning P
        45100 P exits                     | gone 45100 clock-expired P
        """,
        "clock: an arrival corrected after the exit raises what ran out before it":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        39600 tick                        | warning clock-warning P
        41400 tick                        | now second clock-warning P
        42600 P exits                     | gone 42600 clock-warning P
        46000 P arrived -1800             | alarm clock-expired P, gone 42600 clock-expired P, \
        withdrawn lateFact clock-warning P
        """,
        "clock: an arrival corrected after another ground took its place raises what ran out before that":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        36000 P freed                     | -
        37000 P arrived -9000             | alarm clock-expired P, gone 36000 clock-expired P
        37001 P arrived -1                | -
        """,
        "clock: an arrival corrected after the exit by less than was left raises nothing":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        36000 P exits                     | -
        37000 P arrived -7000             | -
        """,
        "clock: an extension that came too late, as the corrected arrival shows":
            """
        0 P arrives criminalSuspect       | -
        1 P until 43200                   | -
        39000 P extended 86400            | -
        40000 P arrived -5400             | alarm clock-expired P, gone 39000 clock-expired P
        77400 tick                        | warning clock-warning P
        79200 tick                        | now second clock-warning P
        81000 tick                        | alarm clock-expired P, gone 81000 clock-warning P
        """,
    ]

    @Test(arguments: stories.keys.sorted(), [false, true])
    func story(_ name: String, restarting: Bool) throws {
        try Story.check(Self.stories[name] ?? "", restarting: restarting)
    }

    /// Who answered the first time has not answered the second.
    @Test(arguments: [false, true])
    func whatWasTakenBackAndIsSoAfterAllSoundsAnew(restarting: Bool) throws {
        try Story.check(
            """
            0 P arrives criminalSuspect       | -
            1 P until 43200                   | -
            39600 tick                        | warning clock-warning P
            41400 tick                        | now second clock-warning P
            43200 tick                        | alarm clock-expired P, gone 43200 clock-warning P
            43205 acknowledge clock-expired   | -
            43300 P arrived 1800              | withdrawn lateFact clock-expired P, back clock-warning P
            43301@43300 again P arrived 1800  | -
            45000 tick                        | back clock-expired P, gone 45000 clock-warning P
            45014 tick                        | -
            45015 tick                        | escalated 1 clock-expired P
            """,
            policy: .sample(escalation: [.seconds(15)]),
            restarting: restarting
        )
    }
}
