extension CivilTime {
    /// Whether somebody born on this day has completed so many years of age (周岁) by `day`.
    ///
    /// A year of age is complete only on the day *after* the birthday (法释〔2006〕1号 art. 2). Both are days on the
    /// site's calendar. The birthday of somebody born on 29 February is, in other years, the last day of February.
    public func hasCompleted(years: Int, on day: CivilTime) -> Bool {
        (day.year, day.month, day.day) > (year + years, month, self.day)
    }

    /// The date in `2008-02-29`; nil where it is none that exists.
    public init?(date text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (48...57).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard isValid, year >= 1850 else { return nil }
    }
}
