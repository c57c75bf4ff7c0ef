internal import Alarms
internal import CentreFiles
internal import Domain
internal import Engine
internal import Events
internal import Journal
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking
internal import Web

/// What the site asks of the centre: every answer filtered by the reader's rights, every reading journaled before it
/// leaves (P9).
struct Desk: Sendable {
    let centre: Centre
    let words: Words
    let readings = RecentReadings()

    var store: Store { centre.store }
    var setting: CentreSetting { centre.engine.setting }
    var now: Instant { centre.clock.now }

    init(_ centre: Centre) {
        self.centre = centre
        words = Words(
            plan: centre.description.plan,
            policy: centre.description.policyBook,
            staff: centre.description.staff,
            zone: centre.description.centre.zone
        )
    }

    var gate: CentreGate {
        CentreGate(
            session: session,
            bearer: bearer,
            signIn: { name, password, browser in
                let entrance = try await unlessFull {
                    try await store.signIn(name: name, password: password, browser: browser, remembers: true)
                }
                return entrance.map { SignedInBrowser(session: $0.session, browser: $0.browser ?? "") }
            },
            knowsBrowser: { try store.knows(browser: $0) },
            signOut: { secret in try await unlessFull { try await store.signOut(secret) } },
            board: { reader in try await unlessFull { try await board(reader) } },
            past: { reader, moment in try await unlessFull { try await past(reader, at: moment) } },
            stay: { reader, id in try await unlessFull { try await stay(reader, id) } },
            alarms: { reader, openOnly in try await unlessFull { try await alarms(reader, openOnly: openOnly) } },
            alarm: { reader, id in try await unlessFull { try await alarm(reader, id) } },
            devices: { reader in try await unlessFull { try await devices(reader) } },
            accounts: { reader in try await unlessFull { try await accounts(reader) } },
            record: { reader, number in try await unlessFull { try await record(reader, number) } },
            perform: perform,
            ingest: { message in try await unlessFull { try await ingest(message) } },
            feed: { reader, credential, after in
                try await unlessFull { try await feed(reader, credential: credential, after: after) }
            },
            journalFile: { try store.journal.bytes(at: $0) },
            health: { HealthReading(isJournalSigned: centre.seals.isFresh) }
        )
    }

    /// A full queue is told as such: whoever asked tries again (E10).
    private func unlessFull<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch StoreFault.overloaded {
            throw SiteRefusal.overloaded(retryAfterSeconds: 2)
        }
    }

    @Sendable private func session(_ secret: String) async throws -> WebSession? {
        guard let signIn = try store.session(secret, now: now), !signIn.formToken.isEmpty else { return nil }
        if signIn.isToBeKeptAlive { try await store.keepAlive(secret) }
        return WebSession(reader: try reader(signIn.account), formToken: signIn.formToken)
    }

    @Sendable private func bearer(_ token: String) async throws -> Reader? {
        guard let signIn = try store.session(token, now: now), signIn.formToken.isEmpty else { return nil }
        return try reader(signIn.account)
    }

    func reader(_ account: Account) throws -> Reader {
        Reader(
            account: account.id,
            name: try store.name(of: account.id) ?? account.officer.text,
            role: account.role,
            cases: account.role.isLimitedToOwnCases ? Set(account.cases) : nil
        )
    }

    /// The officer who acts under the reader's account.
    func officer(_ reader: Reader) throws -> Code<Kind.Officer> {
        guard let account = try store.account(reader.account) else { throw SiteRefusal.forbidden }
        return account.officer
    }

    /// Journals that somebody is about to see something; the same list opened again within a minute is one reading.
    func willRead(_ subject: ReadSubject, _ reader: Reader) async throws {
        guard await readings.isNew(subject, by: reader.account, at: now) else { return }
        let officer = try officer(reader)
        try await store.submit { change in
            try change.recordAccess(
                .read(subject, by: reader.account, officer: officer, at: change.now),
                by: officer
            )
        }
    }
}

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

    func isNew(_ subject: ReadSubject, by account: ID<Kind.Account>, at now: Instant) -> Bool {
        let key = Key(subject: subject, account: account)
        if let before = last[key], goesOn(subject, before, now) {
            last[key]?.seen = now
            return false
        }
        if last.count >= Self.kept { last.removeAll() }
        last[key] = Reading(journaled: now, seen: now)
        return true
    }

    private func goesOn(_ subject: ReadSubject, _ before: Reading, _ now: Instant) -> Bool {
        switch subject {
        case .scope: now - before.seen < Self.same && now - before.journaled < Self.open
        case .stay, .alarm, .record: now - before.journaled < Self.same
        }
    }
}
