public import Domain

/// What happened to the centre as a whole: its files, its clock, its consoles, its chunks of observations, its
/// erasures.
public enum CentreEvent: Hashable, Sendable {
    /// A plan, policy, centre or template file came into use; its bytes are kept by their hash.
    case fileTaken(name: String, sha256: Digest, size: Int, at: Instant)
    /// The site clock began at `origin`, or began again after a pause of the server.
    case clockStarted(SiteClockKind, origin: Instant, speedPerMille: Int)
    /// Wall time minus site time came to be more than a tolerance, or is again within it; whether the site clock takes
    /// it over follows from ``ClockDifference``.
    case clockJumped(by: Duration, at: Instant)
    /// The room on the data's disk came to be another: the free share in per mille, the reserve not counted.
    case diskChanged(DiskState, freePerMille: Int, at: Instant)
    /// What was committed was not under a signed checkpoint in time, for whatever reason.
    case signingStopped(at: Instant)
    /// All that is committed is signed again.
    case signingResumed(at: Instant)
    /// A console that held the live feed answered nothing any more since `lastHeard`.
    case consoleLost(Console, lastHeard: Instant, at: Instant)
    /// A console that was lost answers again.
    case consoleBack(Console, at: Instant)
    /// A console that was lost is waited for no longer: its session is over.
    case consoleGone(Console, at: Instant)
    /// No console stands while so many people are in the area.
    case unattended(people: Int, at: Instant)
    /// A console stands again, or nobody is in the area any more.
    case attended(at: Instant)
    /// No more lines are added to this chunk of observations.
    case chunkClosed(ObservationChunk)
    case erased(Erasure)
}

/// What the site clock follows; a data folder keeps its kind for ever.
public enum SiteClockKind: String, Hashable, Sendable, Codable, CaseIterable {
    case real
    case demonstration
}

/// A SHA-256.
public struct Digest: Hashable, Sendable {
    /// How many bytes it has.
    public static let length = 32

    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        precondition(bytes.count == Self.length, "a SHA-256 has 32 bytes")
        self.bytes = bytes
    }
}

/// A closed file of readings; `from` and `until` are the first and the last line's time on the site clock.
public struct ObservationChunk: Hashable, Sendable {
    public let name: String
    /// Of the lines as received, before they are compressed.
    public let sha256: Digest
    public let lines: Int
    public let from: Instant
    public let until: Instant

    public init(name: String, sha256: Digest, lines: Int, from: Instant, until: Instant) {
        self.name = name
        self.sha256 = sha256
        self.lines = lines
        self.from = from
        self.until = until
    }
}

/// The tombstone of contents (P2): what went, why, and which two bodies answer for it.
public struct Erasure: Hashable, Sendable {
    public let contents: [ID<Kind.Content>]
    /// The ground's code, as the policy writes it; never a sentence.
    public let ground: String
    /// The article, as the policy cites it.
    public let article: String
    public let by: [Code<Kind.Officer>]
    public let at: Instant

    public init(
        contents: [ID<Kind.Content>],
        ground: String,
        article: String,
        by officers: (Code<Kind.Officer>, Code<Kind.Officer>),
        at: Instant
    ) {
        precondition(officers.0 != officers.1, "erasure needs two different people")
        self.contents = contents
        self.ground = ground
        self.article = article
        by = [officers.0, officers.1]
        self.at = at
    }
}
