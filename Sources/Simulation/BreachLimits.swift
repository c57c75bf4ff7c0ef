import Domain
public import Policy
import Premises

/// The limits that the planted breaches must pass and ordinary life must keep.
public struct BreachLimits: Hashable, Sendable {
    /// Seconds in a toilet.
    public var toilet = 900
    /// Seconds with fewer than two police in a session until the alarm, and those that do not count before.
    public var loneOfficer = 120
    public var loneOfficerConfirmed = 30
    /// Seconds without a watcher.
    public var unwatched = 120
    /// Seconds in a wrong room, and together with whom one must not meet.
    public var wrongRoom = 5
    public var together = 5
    /// Seconds without a line of the tag.
    public var tagSilent = 60
    /// Seconds without a heartbeat.
    public var baseStationSilent = 15
    /// Per cent of charge.
    public var battery = 20
    /// Seconds from arrival to the end of a summons, and before the end to the warning.
    public var summons = 12 * 3_600
    public var warning = 2 * 3_600

    public init() {}

    /// As the policy in force has them; what it does not set stays as above.
    public init(_ policy: PolicyVersion) {
        func seconds(_ rule: RuleID, _ parameter: Parameter) -> Int? {
            policy.rule(rule).map { Int($0.duration(parameter).components.seconds) }
        }
        if let limit = policy.rule(.overstay)?.limit(in: .toilet) { toilet = Int(limit.components.seconds) }
        loneOfficer = seconds(.loneOfficer, .alarm) ?? loneOfficer
        loneOfficerConfirmed = seconds(.loneOfficer, .confirmed) ?? loneOfficerConfirmed
        unwatched = seconds(.personUnwatched, .grace) ?? unwatched
        wrongRoom = seconds(.wrongRoom, .confirmed) ?? wrongRoom
        together = seconds(.meetsSuspect, .together) ?? together
        tagSilent = seconds(.tagSilent, .silent) ?? tagSilent
        baseStationSilent = seconds(.stationSilent, .silent) ?? baseStationSilent
        battery = policy.rule(.tagBattery)?.count(.below) ?? battery
        if let clock = policy.limit(for: .summons) {
            summons = Int(clock.base.components.seconds)
            warning = clock.warnings.first.map { Int($0.components.seconds) } ?? warning
        }
    }
}
