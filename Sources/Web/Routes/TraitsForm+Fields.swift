import Domain

extension TraitsForm {
    /// Reads the desk's form or the API's body; what is missing is unknown, what is wrong comes back by field.
    static func read(_ form: SiteForm, zone: Zone, now: Instant, _ faults: inout [String: String]) -> TraitsForm {
        var traits = TraitsForm()
        if !form["sex"].isEmpty {
            if let sex = Sex(rawValue: form["sex"]) { traits.sex = sex } else { faults["sex"] = "choice" }
        }
        if !form["birthDate"].isEmpty {
            traits.birthDate = CivilTime(date: form["birthDate"])
            if let birth = traits.birthDate {
                if zone.instant(birth) > now { faults["birthDate"] = "future" }
            } else {
                faults["birthDate"] = "date"
            }
        }
        switch form["age"] {
        case "": break
        case "told": traits.isAgeDisputed = false
        case "disputed": traits.isAgeDisputed = true
        case _: faults["age"] = "choice"
        }
        switch form["condition"] {
        case "": break
        case "none": traits.isPregnantOrNursing = false
        case "pregnantOrNursing": traits.isPregnantOrNursing = true
        case _: faults["condition"] = "choice"
        }
        return traits
    }
}
