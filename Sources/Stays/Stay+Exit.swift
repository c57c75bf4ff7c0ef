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
        if kind.isSuspect, clocks.isEmpty { duties.append(.nameGround) }
        return duties.map { OwedDuty(duty: $0, owner: owner, deadline: now + Self.owedWithin) }
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
