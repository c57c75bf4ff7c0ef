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
    let codes: ShortCodes
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
        codes = ShortCodes(stock: centre.description.centre.tags, cards: centre.description.visitorCards)
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
            grounds: grounds,
            faults: faults(of:),
            devices: { reader in try await unlessFull { try await devices(reader) } },
            consoles: { reader in try await unlessFull { try await consoles(reader) } },
            accounts: { reader in try await unlessFull { try await accounts(reader) } },
            record: { reader, number in try await unlessFull { try await record(reader, number) } },
            perform: perform,
            ingest: { message in try await unlessFull { try await ingest(message) } },
            feed: { reader, credential, after in
                try await unlessFull { try await feed(reader, credential: credential, after: after) }
            },
            answered: { reader, session, isLeaving in answered(reader, session: session, isLeaving: isLeaving) },
            journalFile: { try store.journalFile($0) },
            health: { HealthReading(isJournalSigned: centre.seals.isFresh, disk: store.disk.state) }
        )
    }

    /// A full queue is told as such: whoever asked tries again (E10).
    private func unlessFull<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch StoreFault.overloaded, StoreFault.behind {
            throw SiteRefusal.overloaded(retryAfterSeconds: 2)
        } catch StoreFault.diskFull {
            throw SiteRefusal.overloaded(retryAfterSeconds: 10)
        }
    }

    @Sendable private func session(_ secret: String, isInUse: Bool) async throws -> WebSession? {
        guard let signIn = try store.session(secret, now: now), !signIn.formToken.isEmpty else { return nil }
        if isInUse, signIn.isToBeKeptAlive { try await store.keepAlive(secret) }
        return WebSession(
            reader: try reader(signIn.account),
            formToken: signIn.formToken,
            newest: try store.newestEvent()
        )
    }

    @Sendable private func bearer(_ token: String) async throws -> Reader? {
        guard let signIn = try store.session(token, now: now), signIn.formToken.isEmpty else { return nil }
        return try reader(signIn.account)
    }

    func reader(_ account: Account) throws -> Reader {
        Reader(
            account: account.id,
            name: try store.name(of: account.id) ?? account.officer.text,
            officer: account.officer,
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
        let (account, officer) = (reader.account, reader.officer)
        try await readings.journal(subject, by: account, at: now) {
            try await store.submit { change in
                try change.recordAccess(.read(subject, by: account, officer: officer, at: change.now), by: officer)
            }
        }
    }
}

extension Reader {
    /// Whether the reader may know of the stay.
    func knows(_ stay: Stay) -> Bool { knows(stay.caseCode, officers: stay.officers) }
}
