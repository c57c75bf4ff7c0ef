import Domain
import Policy

extension PolicyBook {
    /// The rule as set by the version in force at the moment; nil where it is not judged.
    func ruling(_ rule: RuleID, at moment: Instant) -> Ruling? {
        if let version = version(inForceAt: moment), let set = version.rule(rule) { return Ruling(set, in: version) }
        switch rule {
        case .sos: return .always(.sos, .special)
        case .ruleFailed: return .always(.ruleFailed, .second)
        case .stepSkipped, .wrongRoom, .overstay, .loneOfficer, .personUnwatched, .meetsSuspect, .tagCut, .tagSilent,
            .tagBattery, .stationSilent, .clockWarning, .clockExpired, .noGround, .clockJumped, .diskFull,
            .journalUnsigned:
            return nil
        }
    }
}
