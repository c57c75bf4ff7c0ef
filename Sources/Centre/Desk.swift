internal import Alarms
internal import CentreFiles
internal import DeviceFormats
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
            signIn: { try await store.signIn(name: $0, password: $1) },
            signOut: { try await store.signOut($0) },
            board: board,
            stay: stay,
            alarms: alarms,
            alarm: alarm,
            devices: devices,
            accounts: accounts,
            record: record,
            perform: perform,
            ingest: ingest,
            feed: feed,
            journalFile: { try store.journal.bytes(at: $0) }
        )
    }

    @Sendable private func session(_ secret: String) async throws -> WebSession? {
        guard let signIn = try store.session(secret, now: now), !signIn.formToken.isEmpty else { return nil }
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

    @Sendable private func ingest(_ token: String, _ key: String?, _ body: [UInt8]) async throws -> [UInt8] {
        guard let device = try store.device(token: token) else { throw SiteRefusal.forbidden }
        var name: Code<IncomingFrame.Key>?
        if let key {
            name = Code(key)
            guard name != nil else {
                throw SiteRefusal.field(
                    "Idempotency-Key",
                    message: Bilingual(zh: "1–64 个字母、数字或 . _ -", en: "1–64 letters, digits or . _ -")
                )
            }
        }
        return try await centre.engine.take(body, from: device, key: name)
    }
}

/// Lists opened a moment ago: a page that loads itself again is not a new reading.
actor RecentReadings {
    private static let same = Duration.seconds(60)
    /// More readers of more things than a shift has; the oldest are forgotten together.
    private static let kept = 4_096

    private struct Key: Hashable {
        let subject: ReadSubject
        let account: ID<Kind.Account>
    }

    private var last: [Key: Instant] = [:]

    func isNew(_ subject: ReadSubject, by account: ID<Kind.Account>, at now: Instant) -> Bool {
        let key = Key(subject: subject, account: account)
        if let before = last[key], now - before < Self.same { return false }
        if last.count >= Self.kept { last.removeAll() }
        last[key] = now
        return true
    }
}
