/// The two things a program must not invent for itself; the shell owns one, nothing else asks the system.
public struct World: Sendable {
    /// The site clock.
    public let now: @Sendable () -> Instant
    /// 128 random bits.
    public let newID: @Sendable () -> UInt128

    public init(now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> UInt128) {
        self.now = now
        self.newID = newID
    }
}
