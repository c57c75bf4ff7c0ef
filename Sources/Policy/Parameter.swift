import Domain
public import Premises

/// A number that a rule is judged by.
public enum Parameter: String, Hashable, Sendable, Codable, CaseIterable {
    /// Announced again to further posts so long after the alarm, shortest first.
    case escalation
    /// The longest time in one room, by kind of room.
    case limits
    /// A place counts only after the person has been confirmed in it so long.
    case confirmed
    /// Condition to warning.
    case warning
    /// Condition to alarm.
    case alarm
    /// The alarm ends when all has been right so long.
    case ends
    /// Police (not auxiliaries) who must be present.
    case officers
    /// The longest gap between two rounds of the watcher.
    case interval
    /// How long the watcher may be away.
    case grace
    /// How long two people share a room before it counts as a meeting.
    case together
    /// Without a line so long, a device is silent.
    case silent
    /// Per cent of charge below which to tell.
    case below

    /// What kind of number it is, with its unit.
    public enum Form: Hashable, Sendable {
        case duration
        case durations
        case perRoom
        case count
        case percent
    }

    public var form: Form {
        switch self {
        case .escalation: .durations
        case .limits: .perRoom
        case .officers: .count
        case .below: .percent
        case .confirmed, .warning, .alarm, .ends, .interval, .grace, .together, .silent: .duration
        }
    }
}

/// A parameter as set.
public enum ParameterValue: Hashable, Sendable, Codable {
    case duration(Duration)
    case durations([Duration])
    case perRoom([RoomKind: Duration])
    case count(Int)
    case percent(Int)
}

extension RuleID {
    /// What may be set for the rule, with what holds unless it is (SPEC R1).
    public var parameters: [Parameter: ParameterValue] {
        var own: [Parameter: ParameterValue] =
            switch self {
            case .stepSkipped, .tagCut, .clockWarning, .clockExpired, .ruleFailed, .clockJumped, .diskFull,
                .journalUnsigned:
                [:]
            case .wrongRoom: [.confirmed: .duration(.seconds(5))]
            case .overstay: [.limits: .perRoom([:])]
            case .loneOfficer:
                [
                    .officers: .count(2), .confirmed: .duration(.seconds(30)), .warning: .duration(.seconds(60)),
                    .alarm: .duration(.seconds(120)), .ends: .duration(.seconds(10)),
                ]
            case .personUnwatched:
                [
                    .grace: .duration(.seconds(60)), .interval: .duration(.minutes(15)),
                    .ends: .duration(.seconds(10)),
                ]
            case .meetsSuspect: [.together: .duration(.seconds(5))]
            case .sos: [:]
            case .tagSilent: [.silent: .duration(.seconds(60))]
            case .tagBattery: [.below: .percent(20)]
            case .stationSilent: [.silent: .duration(.seconds(15))]
            case .noGround: [.grace: .duration(.minutes(30))]
            }
        own[.escalation] = .durations([.seconds(15), .seconds(30), .seconds(60)])
        return own
    }
}
