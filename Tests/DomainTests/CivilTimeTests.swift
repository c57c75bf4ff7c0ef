import Domain
import Foundation
import Testing

struct CivilTimeTests {
    @Test func tenThousandRandomMomentsHaveTheDateThatFoundationsCalendarGivesThem() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var random = SeededGenerator(seed: 4)

        for _ in 0..<10_000 {
            // From 1700 on: before 1582 Foundation's calendar is Julian and ours is not.
            let moment = Instant(seconds: Int64.random(in: -8_520_336_000...253_402_300_799, using: &random))
            let civil = CivilTime(moment)
            let date = Date(timeIntervalSince1970: Double(moment.microseconds / 1_000_000))
            let theirs = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
            #expect(theirs.year == civil.year && theirs.month == civil.month && theirs.day == civil.day)
            #expect(theirs.hour == civil.hour && theirs.minute == civil.minute && theirs.second == civil.second)
            #expect(civil.isValid && civil.instant() == moment)
        }
    }

    @Test func everyDayOf800YearsFollowsTheOneBefore() {
        var expected = CivilTime(year: 1800, month: 1, day: 1).daysSinceEpoch

        for year in 1800..<2600 {
            for month in 1...12 {
                for day in 1...CivilTime.daysInMonth(month, of: year) {
                    let date = CivilTime(year: year, month: month, day: day)
                    guard date.daysSinceEpoch == expected, CivilTime(date.instant()) == date else {
                        Issue.record("\(date.date) is not day \(expected)")
                        return
                    }
                    expected += 1
                }
            }
        }
    }

    @Test(arguments: [(2024, 29), (2026, 28), (1900, 28), (2000, 29), (2100, 28)])
    func februaryIsLongerInLeapYears(_ year: Int, _ days: Int) {
        #expect(CivilTime.daysInMonth(2, of: year) == days)
    }

    @Test func microsecondsSurviveAlsoBefore1970() {
        let moment = Instant(microseconds: -1_500_001)
        let civil = CivilTime(moment)

        #expect(
            civil == CivilTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 58, microsecond: 499_999)
        )
        #expect(civil.instant() == moment)
    }
}
