public import Domain

/// A legal limit that runs for a person (H4). Where the law counts from the arrival, it runs before the entry.
public struct StatutoryClock: Hashable, Sendable, Codable {
    public let key: ClockKey
    public internal(set) var start: Instant
    /// Whether a correction of the arrival moves it.
    public let runsFromArrival: Bool
    public let terms: ClockTerms
    public internal(set) var grants: [Grant] = []
    public internal(set) var ended: Instant?

    public init(_ key: ClockKey, start: Instant, runsFromArrival: Bool, terms: ClockTerms) {
        self.key = key
        self.start = start
        self.runsFromArrival = runsFromArrival
        self.terms = terms
    }

    /// When the duty must have been done, as things stand.
    public var expiry: Instant { start + (grants.last?.limit ?? terms.base) }

    /// The moments at which the board warns.
    public var warnings: [Instant] { terms.warnings.sorted(by: >).map { expiry - $0 } }

    /// The extension that may be asked for now, if the law knows one more.
    public var nextExtension: ClockTerms.Extension? {
        grants.count < terms.extensions.count ? terms.extensions[grants.count] : nil
    }

    public var isRunning: Bool { ended == nil }
}
