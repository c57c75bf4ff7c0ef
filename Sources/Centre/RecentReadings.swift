internal import Domain
internal import Events

/// Readings of a moment ago: a page that loads itself again is not a new reading.
actor RecentReadings {
    private static let same = Duration.seconds(60)
    /// A board or list that stays open keeps itself fresh; it is journaled again after so long.
    private static let open = Duration.hours(1)
    /// More readers of more things than a shift has; the oldest are forgotten together.
    private static let kept = 4_096

    private struct Key: Hashable {
        let subject: ReadSubject
        let account: ID<Kind.Account>
    }

    private struct Reading {
        let journaled: Instant
        var seen: Instant
    }

    private var last: [Key: Reading] = [:]
    private var underWay: [Key: Task<Void, any Error>] = [:]

    /// Returns when the reading is in the journal: now, by the same request of a moment ago, or by one that is being
    /// committed. One that could not be journaled counts for nobody.
    func journal(
        _ subject: ReadSubject,
        by account: ID<Kind.Account>,
        at now: Instant,
        _ record: @escaping @Sendable () async throws -> Void
    ) async throws {
        let key = Key(subject: subject, account: account)
        if let before = last[key], goesOn(subject, before, now) {
            last[key]?.seen = now
            return
        }
        if let other = underWay[key] { return try await other.value }
        let own = Task { try await record() }
        underWay[key] = own
        defer { underWay[key] = nil }
        try await own.value
        if last.count >= Self.kept { last.removeAll() }
        last[key] = Reading(journaled: now, seen: now)
    }

    private func goesOn(_ subject: ReadSubject, _ before: Reading, _ now: Instant) -> Bool {
        switch subject {
        case .scope: now - before.seen < Self.same && now - before.journaled < Self.open
        case .stay, .alarm, .record: now - before.journaled < Self.same
        }
    }
}
