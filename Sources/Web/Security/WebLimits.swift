import Hummingbird

/// What a stranger can make the server hold (habit 13, E1, E2).
enum WebLimits {
    /// The longest form or API body: an arrival with all its words is under 8 KiB.
    static let formBytes = 64 * 1024
    /// A frame of observations, as long as the decoder takes it.
    static let frameBytes = 262_144
    /// All headers of a request together.
    static let headerBytes = 16 * 1024
    static let headerFields = 100
    /// From the first byte of a request, or the opening of the connection, to the end of its head.
    static let headerSeconds: Int64 = 8
    /// A body may pause so long, must then keep the least rate, and is over after the deadline.
    static let bodyGraceSeconds: Int64 = 10
    static let bodyBytesPerSecond: Int64 = 1_024
    static let bodySeconds: Int64 = 60
    /// An answer of which nothing is fetched for so long is given up; the feed beats every five seconds.
    static let writeSeconds: Int64 = 20
    /// Between requests; a console fetches something far more often.
    static let idleSeconds: Int64 = 30
    /// Twenty consoles and three hundred devices leave most of them free, and 1,024 files leave room for the disk.
    static let connections = 900
    /// A gateway, or all browsers behind one proxy.
    static let connectionsPerAddress = 256
}
