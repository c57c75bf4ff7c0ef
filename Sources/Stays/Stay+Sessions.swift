public import Domain
public import Policy
public import Premises

extension Stay {
    /// Starts a session in the room: the steps before it, and as many police as the law wants.
    ///
    /// - police: the investigators, auxiliaries left out by the caller. Two for every suspect (刑诉法 118, PR-01; 行政案件
    ///   程序规定 52, PR-02): one alone is enough for an administrative one only where a recording proves it (PR-04).
    public func startSession(
        in room: Room,
        police: [Code<Kind.Officer>],
        policy: PolicyVersion,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard isInArea else { throw hasLeft ? .alreadyLeft : .notInArea }
        if let running = session { throw .sessionRunning(running.room) }
        let missing = stepsMissing(before: room.kind, policy: policy)
        guard missing.isEmpty else { throw .stepsMissing(missing) }
        if let unfit = unfitness(of: room, policy: policy) { throw .roomUnfit(room.id, unfit) }
        let needed = kind.isSuspect ? policy.rule(.loneOfficer)?.count(.officers) ?? 2 : 1
        guard Set(police).count >= needed else { throw .tooFewOfficers(needed: needed) }
        return .sessionStarted(id, room.id, at: now, officers: police)
    }

    public func endSession(by officer: Code<Kind.Officer>, now: Instant) throws(StayRefusal) -> StayEvent {
        guard session != nil else { throw .noSession }
        return .sessionEnded(id, at: now, by: officer)
    }

    /// The session that runs.
    public var session: Session? { sessions.last { $0.span.end == nil } }
}
