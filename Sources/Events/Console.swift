public import Domain

/// A browser at which the duty desk or a supervisor listens to the live feed: one for each session (SPEC R5).
///
/// The journal knows it by an id of its own and by the account; the sign-in name stands nowhere in it.
public struct Console: Hashable, Sendable {
    public let id: ID<Kind.Console>
    public let account: ID<Kind.Account>
    /// Of the account when the console began.
    public let role: Role

    public init(id: ID<Kind.Console>, account: ID<Kind.Account>, role: Role) {
        self.id = id
        self.account = account
        self.role = role
    }
}

extension CentreEvent {
    /// The console it is about.
    public var console: Console? {
        switch self {
        case .consoleLost(let console, _, _), .consoleBack(let console, _), .consoleGone(let console, _): console
        case .fileTaken, .clockStarted, .clockJumped, .diskChanged, .signingStopped, .signingResumed, .unattended,
            .attended, .chunkClosed, .erased:
            nil
        }
    }

    /// Whether it tells of one console, or of whether any stands.
    public var isOfConsoles: Bool {
        switch self {
        case .consoleLost, .consoleBack, .consoleGone, .unattended, .attended: true
        case .fileTaken, .clockStarted, .clockJumped, .diskChanged, .signingStopped, .signingResumed, .chunkClosed,
            .erased:
            false
        }
    }
}
