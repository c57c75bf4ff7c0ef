public import Domain
public import Policy

extension Stay {
    /// How long an owed duty may wait after the exit: the same day's shift and the next can still reach everybody.
    static let owedWithin = Duration.hours(24)

    /// What is not done yet and would go along with the person (欠办). Shown before the exit; never a reason to stay.
    public func openDuties(policy: PolicyVersion, now: Instant) -> [OwedDuty] {
        let owner = officers.first ?? registration.by
        let asked = policy.flow(of: kind)?.atExit ?? []
        // What was taken or put on is given back, whatever the person has become since.
        let steps = asked + [.belongingsReturn, .tagReturn].filter { !asked.contains($0) }
        var duties = steps.filter { !isDoneForExit($0) }.map(OwedDuty.Duty.step)
        if kind.isSuspect, grounds.isEmpty { duties.append(.nameGround) }
        let usual = duties.map { OwedDuty(duty: $0, owner: owner, deadline: now + Self.owedWithin) }
        return usual
            + clocks.filter { $0.isRunning && $0.key.duty.outlastsTheStay }.map {
                OwedDuty(duty: .clock($0.key), owner: owner, deadline: $0.expiry)
            }
    }

    /// The person leaves (离区). Never refused for what is not done: it is owed. Only somebody who has left cannot
    /// leave again.
    public func exit(
        to end: Exit.End,
        by officer: Code<Kind.Officer>,
        identifiedBy: [Code<Kind.Officer>],
        policy: PolicyVersion,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard !hasLeft else { throw .alreadyLeft }
        let exit = Exit(
            end: end,
            at: now,
            by: officer,
            identifiedBy: identifiedBy,
            owed: openDuties(policy: policy, now: now)
        )
        return .exited(id, exit)
    }

    /// An owed duty is done after all.
    public func didDuty(
        _ duty: OwedDuty.Duty,
        by officer: Code<Kind.Officer>,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard owed.contains(where: { $0.duty == duty }) else { throw .dutyUnknown }
        return .dutyDone(id, duty, at: now, by: officer)
    }

    private func isDoneForExit(_ step: Step) -> Bool {
        switch step {
        case .tagReturn: tag.worn == nil
        case .belongingsReturn: isDone(step) || !isDone(.belongings)
        case .rightsNotice, .safetyCheck, .belongings, .informationCollection, .medical, .urineTest, .waiting,
            .interrogation, .interview:
            isDone(step)
        }
    }
}

extension ClockRule.Duty {
    /// Leaving does not do it, and the law goes on asking for it: family told, first interrogation.
    fileprivate var outlastsTheStay: Bool {
        switch self {
        case .tellFamily, .interrogate: true
        case .release, .deliver: false
        }
    }
}
