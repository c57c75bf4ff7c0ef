import Domain
import Testing

struct AgeTests {
    private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilTime {
        CivilTime(year: year, month: month, day: day)
    }

    /// 法释〔2006〕1号 art. 2: from the day after the birthday.
    @Test func aYearOfAgeIsCompleteOnTheDayAfterTheBirthday() {
        let born = day(2008, 3, 2)

        #expect(!born.hasCompleted(years: 18, on: day(2026, 3, 1)))
        #expect(!born.hasCompleted(years: 18, on: day(2026, 3, 2)), "the birthday itself")
        #expect(born.hasCompleted(years: 18, on: day(2026, 3, 3)))
        #expect(born.hasCompleted(years: 17, on: day(2026, 3, 2)))
        #expect(day(2007, 12, 31).hasCompleted(years: 18, on: day(2026, 1, 1)))
    }

    @Test func whoWasBornOn29FebruaryHasTheBirthdayOnTheLastDayOfFebruary() {
        let born = day(2008, 2, 29)

        #expect(!born.hasCompleted(years: 18, on: day(2026, 2, 28)))
        #expect(born.hasCompleted(years: 18, on: day(2026, 3, 1)))
        #expect(!born.hasCompleted(years: 16, on: day(2024, 2, 29)))
        #expect(born.hasCompleted(years: 16, on: day(2024, 3, 1)))
    }

    @Test(arguments: [
        ("2008-02-29", true), ("2007-02-29", false), ("2008-13-01", false), ("2008-2", false), ("08-02-29", false),
        ("2008-02-29x", false), ("2008-2-29", false), ("2008-+2-29", false), ("", false),
    ])
    func aDateIsReadAsItIsWritten(_ text: String, _ isDate: Bool) {
        #expect((CivilTime(date: text) != nil) == isDate)
    }
}
