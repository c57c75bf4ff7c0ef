public import Domain

/// Who is asking: the account behind a session or a bearer token, with the rights it has now.
public struct Reader: Hashable, Sendable {
    public let account: ID<Kind.Account>
    public let name: String
    /// Who acts under the account.
    public let officer: Code<Kind.Officer>
    public let role: Role
    /// The cases that a case officer's account names; nil for roles that see every case.
    public let cases: Set<Code<Kind.Case>>?

    public init(
        account: ID<Kind.Account>,
        name: String,
        officer: Code<Kind.Officer>,
        role: Role,
        cases: Set<Code<Kind.Case>>?
    ) {
        self.account = account
        self.name = name
        self.officer = officer
        self.role = role
        self.cases = cases
    }

    public func may(_ permission: Permission) -> Bool { role.permissions.contains(permission) }

    /// Whether something of that case and of those officers may be known at all: to a case officer it may where the
    /// stay names the officer, or the account names the case.
    public func knows(_ code: Code<Kind.Case>?, officers: [Code<Kind.Officer>]) -> Bool {
        guard role.isLimitedToOwnCases else { return true }
        return officers.contains(officer) || code.map { cases?.contains($0) ?? false } ?? false
    }
}

/// A session as the browser's cookie names it.
public struct WebSession: Hashable, Sendable {
    public let reader: Reader
    /// What each form carries back (D12).
    public let formToken: String
    /// The event recorded last before the page is made: its feed goes on from there, so that nothing is missed between
    /// the page and the feed.
    public let newest: ID<Kind.Event>?

    public init(reader: Reader, formToken: String, newest: ID<Kind.Event>? = nil) {
        self.reader = reader
        self.formToken = formToken
        self.newest = newest
    }
}

/// What a browser keeps after a sign-in, as cookies.
public struct SignedInBrowser: Hashable, Sendable {
    /// The secret of the session.
    public let session: String
    /// By which the browser is known again, long after the session.
    public let browser: String

    public init(session: String, browser: String) {
        self.session = session
        self.browser = browser
    }
}
