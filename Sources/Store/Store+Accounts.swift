public import Domain
public import Events
internal import Foundation
internal import GRDB

/// Who signed in and until when; the rights are the account's at this moment.
public struct SignIn: Hashable, Sendable {
    public let account: Account
    /// What each form carries back; empty for the token of a program.
    public let formToken: String
    /// Seen long enough ago that this request should be remembered, lest the session idle out.
    public let isToBeKeptAlive: Bool
}

extension Store {
    /// A session in use is remembered no oftener than this, so that reading is not writing.
    private static let keptAliveEvery = Duration.seconds(60)
    /// Program tokens: the longest that `account token` grants.
    public static let longestToken = Duration.hours(24 * 90)
    /// The shortest password (the profile `nist` asks for 15 without a second factor; a desk types it at night).
    public static let shortestPassword = 8

    /// Makes an account with its password; refused where the name is taken or the password too short.
    public func addAccount(
        name: String,
        officer: Code<Kind.Officer>,
        role: Role,
        cases: [Code<Kind.Case>],
        password: String,
        rounds: Int? = nil
    ) async throws -> ID<Kind.Account> {
        guard (1...64).contains(name.count) else { throw AccessRefusal.nameUnfit }
        guard (Self.shortestPassword...256).contains(password.count) else { throw AccessRefusal.passwordUnfit }
        let salt = Secrets.newSalt()
        let rounds = rounds ?? Secrets.rounds
        let hash = try await passwords.hash(password, salt: salt, rounds: rounds)
        let index = Secrets.nameIndex(name, key: keys.dataKey)
        return try await submit { change in
            let taken = try Bool.fetchOne(
                change.db,
                sql: "select count(*) from credential where name_index = ?",
                arguments: [index]
            )
            guard taken != true else { throw AccessRefusal.nameTaken }
            let id: ID<Kind.Account> = change.newID()
            let content: ID<Kind.Content> = change.newID()
            // The holder of the account is the person whom the name concerns.
            let sealed = NewContent(id: content, person: ID(id.rawValue), bytes: Array(name.utf8))
            try change.record(
                .access(.accountAdded(id, officer: officer, role, cases: cases, at: change.now)),
                occurred: change.now,
                contents: [sealed]
            )
            try change.db.execute(
                sql: "insert into credential (account, name_index, salt, hash, rounds) values (?, ?, ?, ?, ?)",
                arguments: [Data(id.bytes), index, salt, hash, rounds]
            )
            return id
        }
    }

    /// The token of a program, valid for so long.
    public func newToken(for account: ID<Kind.Account>, lasting length: Duration) async throws -> String {
        let token = Secrets.newToken()
        return try await submit { change in
            guard let holder = try Tables(db: change.db).account(account), holder.isOpen else {
                throw AccessRefusal.accountUnknown
            }
            let expires = change.now + min(length, Self.longestToken)
            try change.saveSession(token, of: account, formToken: nil, expires: expires)
            try change.recordAccess(.tokenIssued(account, until: expires, at: change.now))
            return token
        }
    }

    /// The account with this sign-in name.
    public func account(named name: String) throws -> ID<Kind.Account>? {
        let index = Secrets.nameIndex(name, key: keys.dataKey)
        return try pool.read { db in
            try Data.fetchOne(db, sql: "select account from credential where name_index = ?", arguments: [index])
                .flatMap { ID<Kind.Account>(bytes: $0) }
        }
    }

    public func accounts() throws -> [Account] {
        try pool.read { db in
            try String.fetchAll(db, sql: "select value from account order by id")
                .map { try Tables.decode(Account.self, $0) }
        }
    }

    /// The sign-in names of accounts, for the administrator's page.
    public func name(of account: ID<Kind.Account>) throws -> String? {
        try pool.read { db in
            let person = Data(account.bytes)
            guard
                let id = try Data.fetchOne(
                    db,
                    sql: "select id from content where person = ? order by record limit 1",
                    arguments: [person]
                ).flatMap({ ID<Kind.Content>(bytes: $0) }), let found = try vault.read(id, in: db)
            else { return nil }
            return String(decoding: found.bytes, as: UTF8.self)
        }
    }

    /// Whose session or token it is, with the rights of this moment; nil for a stranger.
    public func session(_ token: String, now: Instant) throws -> SignIn? {
        try pool.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    select s.form_token, s.seen_us, s.expires_us, a.value
                    from session s join account a on a.id = s.account
                    where s.secret = ? and a.is_open = 1
                    """,
                arguments: [Secrets.digest(of: token)]
            )
            guard let row, (row["expires_us"] as Int64) > now.microseconds else { return nil }
            let account = try Tables.decode(Account.self, row["value"])
            let formToken: String? = row["form_token"]
            let idle = now - Instant(microseconds: row["seen_us"])
            if formToken != nil, let limit = Self.idleLimit(of: account.role), idle > limit { return nil }
            return SignIn(
                account: account,
                formToken: formToken ?? "",
                isToBeKeptAlive: formToken != nil && idle > Self.keptAliveEvery
            )
        }
    }

    /// A browser that nobody uses is signed out; the duty desk is in use all shift (TRUST D8).
    private static func idleLimit(of role: Role) -> Duration? {
        switch role {
        case .custodian: nil
        case .caseOfficer, .supervisor: .minutes(15)
        case .systemAdministrator: .minutes(5)
        }
    }

    /// Remembers that a session is in use.
    public func keepAlive(_ token: String) async throws {
        try await submit { change in
            try change.db.execute(
                sql: "update session set seen_us = ? where secret = ?",
                arguments: [change.now.microseconds, Secrets.digest(of: token)]
            )
        }
    }

    /// Takes an account's rights away, with every session and token of it.
    public func revokeAccount(_ id: ID<Kind.Account>) async throws {
        try await submit { change in
            guard try Tables(db: change.db).account(id)?.isOpen == true else { throw AccessRefusal.accountUnknown }
            try change.recordAccess(.accountRevoked(id, at: change.now))
            try change.db.execute(sql: "delete from session where account = ?", arguments: [Data(id.bytes)])
            try change.db.execute(sql: "delete from known_browser where account = ?", arguments: [Data(id.bytes)])
        }
    }

    public func signOut(_ token: String) async throws {
        try await submit { change in
            try change.db.execute(
                sql: "delete from session where secret = ?",
                arguments: [Secrets.digest(of: token)]
            )
        }
    }
}

extension Change {
    func saveSession(
        _ token: String,
        of account: ID<Kind.Account>,
        formToken: String?,
        expires: Instant
    ) throws {
        try db.execute(sql: "delete from session where expires_us <= ?", arguments: [now.microseconds])
        try db.execute(
            sql: "insert into session (secret, account, form_token, seen_us, expires_us) values (?, ?, ?, ?, ?)",
            arguments: [
                Secrets.digest(of: token), Data(account.bytes), formToken, now.microseconds, expires.microseconds,
            ]
        )
    }

    /// Records who came in or looked at something.
    public mutating func recordAccess(_ event: AccessEvent, by officer: Code<Kind.Officer>? = nil) throws {
        try record(.access(event), occurred: now, by: officer)
    }
}

/// Why an account is not made or not found.
public enum AccessRefusal: Error, Hashable, Sendable {
    case nameUnfit
    case nameTaken
    case passwordUnfit
    case accountUnknown
    case deviceUnknown
}
