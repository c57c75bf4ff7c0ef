public import Domain
public import Policy

extension Stay {
    /// Extends a clock by one step: the office that the law names, before it runs out, never two steps at once.
    /// Nobody of the case grants it, and nobody who records it for another grants it too (P8).
    public func extend(
        _ key: ClockKey,
        as approver: Approver,
        by officer: Code<Kind.Officer>,
        recordedBy clerk: Code<Kind.Officer>,
        document: ID<Kind.Content>?,
        now: Instant
    ) throws(StayRefusal) -> StayEvent {
        guard !hasLeft else { throw .alreadyLeft }
        guard let clock = clocks.last(where: { $0.key == key && $0.isRunning }) else { throw .clockUnknown(key) }
        guard let next = clock.nextExtension else { throw .noFurtherExtension }
        guard next.approver == approver else { throw .wrongApprover(needed: next.approver) }
        guard !officers.contains(officer) else { throw .ownCaseApproval }
        guard officer != clerk else { throw .selfApproval }
        guard now < clock.expiry else { throw .clockExpired(clock.expiry) }
        let grant = Grant(limit: next.limit, approver: approver, by: officer, at: now, document: document)
        return .clockExtended(id, key, grant)
    }

    /// The duty of a clock is done, or another ground has taken the place of its own. The last ground that holds a
    /// person ends only with the exit.
    public func end(
        _ key: ClockKey,
        by officer: Code<Kind.Officer>,
        at moment: Instant
    ) throws(StayRefusal) -> [StayEvent] {
        guard clocks.contains(where: { $0.key == key && $0.isRunning }) else { throw .clockUnknown(key) }
        guard mayEnd(key) else { throw .lastGround(key) }
        let ended = StayEvent.clockEnded(id, key, at: moment)
        guard owed.contains(where: { $0.duty == .clock(key) }) else { return [ended] }
        return [ended, try didDuty(.clock(key), by: officer, now: moment)]
    }

    /// The grounds that hold the person: those that nobody has ended. One without a limit of its own (arrest) holds
    /// also when all its duties are done.
    public var grounds: Set<Ground> {
        Set(clocks.map(\.key.ground)).filter { ground in
            let limits = clocks.filter { $0.key == ClockKey(ground, .release) }
            return limits.isEmpty || limits.contains(where: \.isRunning)
        }
    }

    /// Whether anything else than the exit may end the clock: who is no suspect any more is held by no ground.
    public func mayEnd(_ key: ClockKey) -> Bool {
        key.duty != .release || !kind.isSuspect || grounds.contains { $0 != key.ground }
    }

    /// The running clock that expires first: the board sorts by it.
    public var firstToExpire: StatutoryClock? {
        clocks.filter(\.isRunning).min { ($0.expiry, $0.key.duty.rawValue) < ($1.expiry, $1.key.duty.rawValue) }
    }
}
