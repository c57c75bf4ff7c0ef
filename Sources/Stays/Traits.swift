public import Domain

/// What of a person decides rooms and limits.
public struct Traits: Hashable, Sendable, Codable {
    public let sex: Sex
    /// Under eighteen, of disputed age (H1), or a suspect of whom nobody knows the age.
    public let isMinor: Bool
    /// Pregnant, nursing, under 16, 70 and over: the law has a shorter limit (CL-12).
    public let isProtected: Bool

    public init(sex: Sex, isMinor: Bool, isProtected: Bool) {
        self.sex = sex
        self.isMinor = isMinor
        self.isProtected = isProtected
    }

    /// What the desk knows of an age.
    public enum Age: Hashable, Sendable {
        case born(CivilTime)
        /// Claimed and doubted, or not to be found out: the doubt is the person's.
        case disputed
        /// Nobody has said anything of it.
        case untold
    }

    /// What follows from sex and age as known on that day of the site's calendar.
    public init(
        of kind: PersonKind,
        sex: Sex,
        age: Age,
        isPregnantOrNursing: Bool,
        on day: CivilTime
    ) {
        let isMinor: Bool
        var isProtected = isPregnantOrNursing
        switch age {
        case .born(let birth):
            isMinor = !birth.hasCompleted(years: 18, on: day)
            if !birth.hasCompleted(years: 16, on: day) || birth.hasCompleted(years: 70, on: day) { isProtected = true }
        case .disputed:
            isMinor = true
            isProtected = true
        case .untold: isMinor = kind.isSuspect
        }
        self.init(sex: sex, isMinor: isMinor, isProtected: isProtected)
    }
}
