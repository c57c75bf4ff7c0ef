public import Domain
public import Policy

extension Stay {
    /// Corrects the time of arrival: to earlier freely, to later only where two people outside the case answer for it
    /// (H4). The clocks that count from the arrival move with it, also those that have ended: the doubt is often found
    /// after the exit. The registration keeps what was written at first.
    ///
    /// A running clock for which the law of the new arrival sets another limit is set anew under that law, as when it
    /// turns out whom the law protects; an extension under the other law is none under this one.
    ///
    /// - policy: the version in force at the new arrival.
    /// - approvedBy: an approver and a supervisor, for a later time; the one who enters it may be one of them.
    public func correctArrival(
        to moment: Instant,
        reason: ID<Kind.Content>,
        by officer: Code<Kind.Officer>,
        approvedBy: [Code<Kind.Officer>],
        policy: PolicyVersion,
        now: Instant
    ) throws(StayRefusal) -> [StayEvent] {
        guard moment <= now else { throw .arrivalInFuture }
        guard moment != arrival.at else { throw .arrivalUnchanged }
        if let seen = firstSighting, moment > seen { throw .arrivalAfterSighting(seen) }
        if moment > arrival.at {
            guard Set(approvedBy).isDisjoint(with: officers) else { throw .ownCaseApproval }
            guard Set(approvedBy).count >= 2 else { throw .correctionUnapproved }
        }
        let correction = ArrivalCorrection(
            from: arrival.at,
            to: moment,
            at: now,
            by: officer,
            reason: reason,
            approvedBy: approvedBy
        )
        var events: [StayEvent] = [.arrivalCorrected(id, correction)]
        for clock in clocks where clock.isRunning && clock.runsFromArrival {
            let rule = policy.clocks(of: clock.key.ground).first { $0.duty == clock.key.duty }
            guard let rule, rule.start == .arrival else { continue }
            let terms = ClockTerms(rule, in: policy, isProtected: traits.isProtected)
            guard !terms.hasLimits(of: clock.terms) else { continue }
            events += restart(clock, from: moment, under: terms, now: now)
        }
        return events
    }

    /// When the person was first here for certain: an arrival after it contradicts what is recorded.
    public var firstSighting: Instant? {
        let left: Instant? = if case .left(_, let exit) = state { exit.at } else { nil }
        let seen = [entry, left] + steps.map(\.at) + sessions.map(\.span.start) + allocations.map(\.span.start)
        return seen.compactMap(\.self).min()
    }

    /// The person turns out to be, or becomes, of another kind (H1): the steps of that kind are asked for, rights are
    /// told again, and a ground that is named then counts from the *original* arrival. Clocks that run go on running.
    ///
    /// Who becomes a suspect is in the dark from then on until a tag on the wrist has proved itself, with a visitor's
    /// card or without; whose age no card says and nobody told is treated as a minor, as at an arrival.
    public func changeKind(
        to kind: PersonKind,
        reason: ID<Kind.Content>,
        by officer: Code<Kind.Officer>,
        now: Instant
    ) throws(StayRefusal) -> [StayEvent] {
        guard !hasLeft else { throw .alreadyLeft }
        guard kind != self.kind else { throw .kindUnchanged }
        guard !kind.isSuspect || !officers.isEmpty else { throw .officersMissing }
        var events: [StayEvent] = [.kindChanged(id, to: kind, reason: reason, at: now, by: officer)]
        guard kind.isSuspect else {
            return events + [endDark(.untagged, at: now, reason: nil)].compactMap(\.self)
        }
        guard !self.kind.isSuspect else { return events }
        if !isAgeKnown, !traits.isMinor {
            let minor = Traits(sex: traits.sex, isMinor: true, isProtected: traits.isProtected)
            events.append(.traitsRecorded(id, minor, at: now, by: officer))
        }
        if !hasProvenWristTag { events += [goDark(.untagged, at: now, lastHolder: officer)].compactMap(\.self) }
        return events
    }

    private var isAgeKnown: Bool {
        if case .verified = registration.paper { true } else { recordedTraits != nil }
    }
}
