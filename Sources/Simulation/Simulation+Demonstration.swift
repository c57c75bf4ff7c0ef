public import Domain
public import Policy
public import Premises

extension Simulation.Configuration {
    /// Seconds of history before the live start of a demonstration.
    public static let historySeconds = 8 * 3_600

    /// The shift that a demonstration centre shows: eight hours of history, then two days in real time.
    ///
    /// At the live start about twenty-three people are in the area, sessions run, one tag is lain upon and one base
    /// station is without power; the first planted breach follows a minute later.
    ///
    /// - liveStart: the end of the history.
    public static func demonstration(
        liveStart: Instant,
        seed: UInt64,
        staff: [StaffMember],
        policy: PolicyVersion?
    ) -> Self {
        let live = historySeconds
        var configuration = Self(start: liveStart - .seconds(Int64(live)))
        configuration.seed = seed
        configuration.hours = 56
        configuration.people = 350
        // As wrist tags on a small battery do; the history is lived in half the lines.
        configuration.packets = 1
        configuration.arrivalsUntil = 95
        configuration.stays = 10_000...17_500
        configuration.staff = staff.isEmpty ? StaffMember.invented : staff
        configuration.policy = policy
        if let policy { configuration.limits = BreachLimits(policy) }
        configuration.weakTag = live - 900..<live + 1_500
        configuration.breaches = [.stepSkipped, .clockWarning, .clockExpired]
        let before: [PlantedRule] = [.overstay, .loneOfficer, .tagBattery, .wrongRoom, .personUnwatched, .tagSilent]
        configuration.appointments = before.enumerated().map { index, rule in
            Simulation.Appointment(second: 7_200 + index * 3_000, rule: rule)
        }
        configuration.appointments += [
            Simulation.Appointment(second: live - 400, rule: .stationSilent, lasting: 2_400),
            Simulation.Appointment(second: live + 60, rule: .sos),
            Simulation.Appointment(second: live + 150, rule: .wrongRoom),
        ]
        let after: [PlantedRule] = [
            .loneOfficer, .meetsSuspect, .tagCut, .personUnwatched, .overstay, .tagBattery, .tagSilent, .sos,
            .wrongRoom,
        ]
        configuration.appointments += (0..<80).map { index in
            Simulation.Appointment(second: live + 480 + index * 1_500, rule: after[index % after.count])
        }
        return configuration
    }
}
