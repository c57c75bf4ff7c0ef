internal import Domain
internal import Events
internal import Foundation
internal import GRDB

/// What a browser that signed in is given to keep.
public struct Entrance: Hashable, Sendable {
    /// The secret of the session.
    public let session: String
    /// The long-lived secret by which the browser is known again; nil where nobody asked for it.
    public let browser: String?
}

/// Signing in, and what guessing costs.
///
/// Five failures one after the other rest an account for strangers; a browser in which it has signed in before counts
/// its own failures instead, so that a stranger who knows a name cannot shut its holder out (TRUST D7; OWASP, "Slow
/// down online guessing attacks with device cookies").
extension Store {
    fileprivate static let failuresAllowed = 5
    fileprivate static let lockOut = Duration.minutes(15)
    /// A duty console stays signed in for a shift (TRUST D8).
    fileprivate static let sessionLength = Duration.hours(12)
    /// A browser that was not used for so long is a stranger again.
    fileprivate static let browserForgotten = Duration.hours(24 * 400)
    /// More browsers than one officer uses; the longest unused one is forgotten.
    fileprivate static let browsersKept = 32

    /// Checks name and password and begins a session; nil for anything wrong, always after the same work.
    ///
    /// - browser: what the browser was given at an earlier sign-in.
    /// - remembers: whether the browser is to be known from now on.
    public func signIn(
        name: String,
        password: String,
        browser: String? = nil,
        remembers: Bool = false
    ) async throws -> Entrance? {
        let index = Secrets.nameIndex(name, key: keys.dataKey)
        let row = try pool.read { db in
            try Row.fetchOne(db, sql: "select * from credential where name_index = ?", arguments: [index])
        }
        let salt: Data = row?["salt"] ?? Data(count: 16)
        let rounds: Int = row?["rounds"] ?? Secrets.rounds
        let hash = try await passwords.hash(password, salt: salt, rounds: rounds)
        let isRight = row.map { Secrets.areEqual($0["hash"], hash) } ?? false
        let id = row.flatMap { ID<Kind.Account>(bytes: $0["account"] as Data) }
        // Only a secret that we made is kept: another could be known to somebody who planted it.
        let kept = try browser.flatMap { try knows(browser: $0) ? $0 : nil }
        let entrance = Entrance(
            session: Secrets.newToken(),
            browser: remembers ? kept ?? Secrets.newToken() : nil
        )
        return try await submit { change in
            guard let id else {
                try change.recordAccess(.signInFailed(nil, count: 1, at: change.now))
                return nil
            }
            return try change.signIn(id, isRight: isRight, from: kept.map(Secrets.digest(of:)), entrance)
        }
    }

    /// Whether somebody has signed in from the browser that holds this secret.
    public func knows(browser secret: String) throws -> Bool {
        try pool.read { db in
            try Bool.fetchOne(
                db,
                sql: "select 1 from known_browser where browser = ? limit 1",
                arguments: [Secrets.digest(of: secret)]
            ) ?? false
        }
    }
}

extension Change {
    /// Where failures are counted: for all strangers together, or for one browser that is known.
    private struct Tries {
        let failures: Int
        let isLocked: Bool
        let browser: Data?
    }

    /// Counts a failure or begins a session; what happened is journaled either way.
    fileprivate mutating func signIn(
        _ id: ID<Kind.Account>,
        isRight: Bool,
        from browser: Data?,
        _ entrance: Entrance
    ) throws -> Entrance? {
        let tries = try tries(id, browser)
        guard isRight, !tries.isLocked, try Tables(db: db).account(id)?.isOpen == true else {
            try fail(id, tries)
            return nil
        }
        try recordAccess(.signedIn(id, at: now))
        try save(tries, of: id, failures: 0, lockedUntil: .init(microseconds: 0))
        if let secret = entrance.browser { try remember(Secrets.digest(of: secret), of: id) }
        try saveSession(
            entrance.session,
            of: id,
            formToken: Secrets.newToken(),
            expires: now + Store.sessionLength
        )
        return entrance
    }

    private func tries(_ id: ID<Kind.Account>, _ browser: Data?) throws -> Tries {
        let account = Data(id.bytes)
        let known = try Row.fetchOne(
            db,
            sql: """
                select failures, locked_until_us from known_browser where browser = ? and account = ? and seen_us > ?
                """,
            arguments: [browser, account, (now - Store.browserForgotten).microseconds]
        )
        let row =
            try known
            ?? Row.fetchOne(
                db,
                sql: "select failures, locked_until_us from credential where account = ?",
                arguments: [account]
            )
        return Tries(
            failures: row?["failures"] ?? 0,
            isLocked: (row?["locked_until_us"] ?? 0) > now.microseconds,
            browser: known == nil ? nil : browser
        )
    }

    private mutating func fail(_ id: ID<Kind.Account>, _ tries: Tries) throws {
        let failures = tries.failures + 1
        try recordAccess(.signInFailed(id, count: failures, at: now))
        guard failures >= Store.failuresAllowed, !tries.isLocked else {
            return try save(tries, of: id, failures: failures, lockedUntil: nil)
        }
        let until = now + Store.lockOut
        try recordAccess(.lockedOut(id, until: until, at: now))
        try save(tries, of: id, failures: 0, lockedUntil: until)
    }

    private func save(_ tries: Tries, of id: ID<Kind.Account>, failures: Int, lockedUntil: Instant?) throws {
        let account = Data(id.bytes)
        guard let browser = tries.browser else {
            try db.execute(
                sql: """
                    update credential set failures = ?, locked_until_us = coalesce(?, locked_until_us)
                    where account = ?
                    """,
                arguments: [failures, lockedUntil?.microseconds, account]
            )
            return
        }
        try db.execute(
            sql: """
                update known_browser set failures = ?, locked_until_us = coalesce(?, locked_until_us)
                where browser = ? and account = ?
                """,
            arguments: [failures, lockedUntil?.microseconds, browser, account]
        )
    }

    private func remember(_ browser: Data, of id: ID<Kind.Account>) throws {
        let account = Data(id.bytes)
        try db.execute(
            sql: """
                insert into known_browser (browser, account, seen_us) values (?, ?, ?)
                on conflict (browser, account) do update set seen_us = excluded.seen_us
                """,
            arguments: [browser, account, now.microseconds]
        )
        try db.execute(
            sql: """
                delete from known_browser where account = ? and browser not in
                (select browser from known_browser where account = ? order by seen_us desc limit ?)
                """,
            arguments: [account, account, Store.browsersKept]
        )
    }
}
