import Hummingbird

/// What a stranger can make the server hold (habit 13, E1, E2).
enum WebLimits {
    /// The longest form or API body: an arrival with all its words is under 8 KiB.
    static let formBytes = 64 * 1024
    /// A frame of observations; the ingest counts lines itself.
    static let frameBytes = 1024 * 1024
    /// All headers of a request together.
    static let headerBytes = 16 * 1024
    static let headerFields = 100
    /// Seconds without a byte before a connection is closed; the feed beats every five.
    static let idleSeconds: Int64 = 20
    static let connections = 1_000
}
