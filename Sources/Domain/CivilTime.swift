/// A date and time of day as a calendar on the wall shows it, in a zone the holder knows (proleptic Gregorian).
public struct CivilTime: Hashable, Sendable {
    public var year: Int
    public var month: Int
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int
    public var microsecond: Int

    public init(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        microsecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
    }

    /// The civil time at `instant`, `offset` seconds east of UTC.
    ///
    /// Days to date after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (civil_from_days).
    public init(_ instant: Instant, offset: Int = 0) {
        let local = instant.microseconds + Int64(offset) * 1_000_000
        let days = Self.floorDivide(local, by: 86_400_000_000)
        let ofDay = local - days * 86_400_000_000
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        hour = Int(ofDay / 3_600_000_000)
        minute = Int(ofDay / 60_000_000 % 60)
        second = Int(ofDay / 1_000_000 % 60)
        microsecond = Int(ofDay % 1_000_000)
    }

    /// Days since 1970-01-01 of this date (days_from_civil of the same source).
    public var daysSinceEpoch: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = Self.floorDivide(shiftedYear, by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * Int64(month > 2 ? month - 3 : month + 9) + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The moment that this civil time names, `offset` seconds east of UTC.
    public func instant(offset: Int = 0) -> Instant {
        let ofDay = Int64(hour) * 3_600 + Int64(minute) * 60 + Int64(second) - Int64(offset)
        return Instant(microseconds: (daysSinceEpoch * 86_400 + ofDay) * 1_000_000 + Int64(microsecond))
    }

    public static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        case _: 31
        }
    }

    /// Whether this is a date and time that exist.
    public var isValid: Bool {
        (1...12).contains(month) && (1...9999).contains(year) && (0...23).contains(hour) && (0...59).contains(minute)
            && (0...59).contains(second) && (0..<1_000_000).contains(microsecond) && day >= 1
            && day <= Self.daysInMonth(month, of: year)
    }

    private static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}
