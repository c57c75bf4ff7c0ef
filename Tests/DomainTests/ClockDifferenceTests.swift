import Domain
import Testing

struct ClockDifferenceTests {
    private static let meanings: [(wallAhead: Duration, meaning: ClockDifference)] = [
        (.zero, .agree), (.seconds(2), .agree), (.seconds(-2), .agree),
        (.microseconds(2_000_001), .takenOver), (.hours(24), .takenOver), (.hours(26), .takenOver),
        (.microseconds(-2_000_001), .runsOn), (.hours(-9_600), .runsOn), (.hours(9_600), .runsOn),
        (.microseconds(93_600_000_001), .runsOn),
    ]

    @Test(arguments: meanings)
    func onlyASmallStepForwardIsTakenOver(wallAhead: Duration, meaning: ClockDifference) {
        #expect(ClockDifference(wallAhead) == meaning)
    }
}
