public import Domain
public import Policy

extension Stay {
    /// As known now: what was recorded last, else what the desk wrote at the arrival.
    public var traits: Traits {
        recordedTraits
            ?? Traits(
                sex: registration.sex,
                isMinor: registration.isMinor,
                isProtected: registration.isProtected
            )
    }

    /// Sex and age are recorded, or corrected, later than at the arrival. A limit that is shorter for protected people
    /// runs on from its own start under the other terms: it may have run out already.
    ///
    /// - policy: the version in force at the arrival.
    public func record(
        _ traits: Traits,
        by officer: Code<Kind.Officer>,
        policy: PolicyVersion,
        now: Instant
    ) throws(StayRefusal) -> [StayEvent] {
        guard !hasLeft else { throw .alreadyLeft }
        guard traits != self.traits else { return [] }
        var events: [StayEvent] = [.traitsRecorded(id, traits, at: now, by: officer)]
        guard traits.isProtected != self.traits.isProtected else { return events }
        for clock in clocks where clock.isRunning {
            let rule = policy.clocks(of: clock.key.ground).first { $0.duty == clock.key.duty }
            guard let rule, rule.protected != nil else { continue }
            let terms = ClockTerms(rule, in: policy, isProtected: traits.isProtected)
            events += restart(clock, from: clock.start, under: terms, now: now)
        }
        return events
    }

    /// A clock goes on under other terms: it may have run out already.
    func restart(
        _ clock: StatutoryClock,
        from start: Instant,
        under terms: ClockTerms,
        now: Instant
    ) -> [StayEvent] {
        [
            .clockEnded(id, clock.key, at: now),
            .clockStarted(
                id,
                clock.key,
                from: start,
                runsFromArrival: clock.runsFromArrival,
                terms,
                at: now
            ),
        ]
    }
}
