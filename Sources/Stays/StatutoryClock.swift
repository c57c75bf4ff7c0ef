public import Domain

/// A legal limit that runs for a person (H4): it starts at the arrival, not at the entry.
public struct StatutoryClock: Hashable, Sendable, Codable {
    public let ground: Ground
    public internal(set) var start: Instant
    public let terms: ClockTerms
    public internal(set) var grants: [Grant]
    public internal(set) var ended: Instant?

    public init(ground: Ground, start: Instant, terms: ClockTerms) {
        self.ground = ground
        self.start = start
        self.terms = terms
        grants = []
        ended = nil
    }

    /// When the person must have left, as things stand.
    public var expiry: Instant { start + (grants.last?.limit ?? terms.base) }

    /// The extension that may be asked for now, if the law knows one more.
    public var nextExtension: ClockTerms.Extension? {
        grants.count < terms.extensions.count ? terms.extensions[grants.count] : nil
    }

    public var isRunning: Bool { ended == nil }
}
