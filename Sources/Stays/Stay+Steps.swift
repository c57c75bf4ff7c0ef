public import Domain
public import Policy
public import Premises

extension Stay {
    /// A step was done. Doing is a fact: it is recorded in whatever order it came; what should have come first and
    /// did not is a breach beside it.
    public func did(_ record: StepRecord, policy: PolicyVersion, evidence: ID<Kind.Event>) -> [StayEvent] {
        var events: [StayEvent] = [.stepDone(id, record)]
        let missing = stepsPresupposed(by: record.step, policy: policy)
        if !missing.isEmpty {
            let breach = Breach(
                rule: .of(.stepSkipped),
                at: record.at,
                room: record.room,
                missing: missing,
                evidence: evidence
            )
            events.append(.breachRecorded(id, breach))
        }
        if owed.contains(where: { $0.duty == .step(record.step) }) {
            events.append(.dutyDone(id, .step(record.step), at: record.at, by: record.by))
        }
        return events
    }

    /// Asked for ahead, a step out of order is refused with what must come first.
    public func plan(_ step: Step, policy: PolicyVersion) throws(StayRefusal) {
        guard !hasLeft else { throw .alreadyLeft }
        let missing = stepsPresupposed(by: step, policy: policy)
        guard missing.isEmpty else { throw .stepsMissing(missing) }
    }

    /// Keeps a room for the person ahead of use.
    public func allocate(
        _ room: Room,
        by officer: Code<Kind.Officer>,
        policy: PolicyVersion,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard isInArea else { throw hasLeft ? .alreadyLeft : .notInArea }
        let missing = stepsMissing(before: room.kind, policy: policy)
        guard missing.isEmpty else { throw .stepsMissing(missing) }
        if let unfit = unfitness(of: room, policy: policy) { throw .roomUnfit(room.id, unfit) }
        return .roomAllocated(id, room.id, at: now, by: officer)
    }

    /// Gives the room back.
    public func release(
        _ room: Room.ID,
        by officer: Code<Kind.Officer>,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard allocations.contains(where: { $0.room == room && $0.span.end == nil }) else {
            throw .notAllocated(room)
        }
        return .roomReleased(id, room, at: now, by: officer)
    }

    /// What being in this room means: nothing, or the breaches to record. For the follower of confirmed places.
    public func breaches(
        entering room: Room,
        at moment: Instant,
        evidence: ID<Kind.Event>,
        policy: PolicyVersion
    ) -> [StayEvent] {
        var breaches: [Breach] = []
        let missing = stepsMissing(before: room.kind, policy: policy)
        if !missing.isEmpty {
            breaches.append(
                Breach(rule: .of(.stepSkipped), at: moment, room: room.id, missing: missing, evidence: evidence)
            )
        }
        // Of somebody whose sex nobody knows it cannot be said that the room is the wrong one; the alarm warns of it.
        if let unfit = unfitness(of: room, policy: policy), unfit != .sexUnknown {
            breaches.append(
                Breach(rule: .of(.wrongRoom), at: moment, room: room.id, missing: [], evidence: evidence)
            )
        }
        return breaches.filter { !self.breaches.contains($0) }.map { .breachRecorded(id, $0) }
    }

    /// The steps that the flow wants before such a room and that nobody has done, in the order of the flow.
    public func stepsMissing(before room: RoomKind, policy: PolicyVersion) -> [Step] {
        policy.stepsRequired(before: room, for: kind).filter { !isDone($0) }
    }

    public func isDone(_ step: Step) -> Bool {
        if step == .tagReturn, case .returned = tag { return true }
        return steps.contains { $0.step == step && ($0.step != .rightsNotice || $0.at >= kindChanged ?? $0.at) }
    }

    /// Why the room is not for this person; nil where it is.
    public func unfitness(of room: Room, policy: PolicyVersion) -> StayRefusal.Unfitness? {
        guard policy.allows(kind, in: room.kind) else { return .kind }
        guard let reserve = room.kind.reserved else { return nil }
        guard let fits = reserve.fits(traits.sex, isMinor: traits.isMinor) else { return .sexUnknown }
        switch reserve {
        case .sex: return fits ? nil : .sex
        case .minors: return fits ? nil : .age
        }
    }

    /// The earlier stages of the flow that a step presupposes and that nobody has done: those that its own rooms ask
    /// for. A room in which several steps are done may ask for a later one; that is not asked of the earlier.
    public func stepsPresupposed(by step: Step, policy: PolicyVersion) -> [Step] {
        let rooms = policy.rooms(for: step, of: kind)
        let asked = Set(rooms.flatMap { stepsMissing(before: $0, policy: policy) })
        return (policy.flow(of: kind)?.stages.map(\.step) ?? []).prefix { $0 != step }.filter { asked.contains($0) }
    }
}

extension Code where Kind == Domain.Kind.Rule {
    static func of(_ rule: RuleID) -> Self { Self(checked: rule.rawValue) }
}
