public import Domain

/// Who is asking: the account behind a session or a bearer token, with the rights it has now.
public struct Reader: Hashable, Sendable {
    public let account: ID<Kind.Account>
    public let name: String
    public let role: Role
    /// The cases of a case officer; nil for roles that see every case.
    public let cases: Set<Code<Kind.Case>>?

    public init(account: ID<Kind.Account>, name: String, role: Role, cases: Set<Code<Kind.Case>>?) {
        self.account = account
        self.name = name
        self.role = role
        self.cases = cases
    }

    public func may(_ permission: Permission) -> Bool { role.permissions.contains(permission) }

    /// Whether something of that case may be known at all. What belongs to no case is open to every reader of it.
    public func knows(_ code: Code<Kind.Case>?) -> Bool {
        guard role.isLimitedToOwnCases else { return true }
        return code.map { cases?.contains($0) ?? false } ?? false
    }
}

/// A session as the browser's cookie names it.
public struct WebSession: Hashable, Sendable {
    public let reader: Reader
    /// What each form carries back (D12).
    public let formToken: String

    public init(reader: Reader, formToken: String) {
        self.reader = reader
        self.formToken = formToken
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
