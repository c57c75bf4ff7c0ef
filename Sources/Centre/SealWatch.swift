/// Decides when the journal is to be told that signing stopped, and that it goes on. It reads no clock: times are what
/// passed since some moment.
struct SealWatch {
    /// A look that comes so late was held up itself: the signer was too, and gets as long as after a start.
    private static let late = Duration.seconds(3)
    private static let excused = Duration.seconds(4)
    /// Signing that goes on for so long goes on: what comes and goes is one trouble.
    private static let settled = Duration.seconds(5)

    /// What the journal says. A start has said nothing, and its record ended what was said before.
    private(set) var isStopped = false
    private var lastLook = Duration.zero
    private var excusedUntil = Duration.zero
    private var signedSince: Duration?

    /// What is to be told now; nil where nothing is new.
    mutating func look(isStopped: Bool, at now: Duration) -> Bool? {
        if now - lastLook > Self.late { excusedUntil = now + Self.excused }
        lastLook = now
        guard !isStopped else {
            signedSince = nil
            return !self.isStopped && now >= excusedUntil ? true : nil
        }
        let since = signedSince ?? now
        signedSince = since
        return self.isStopped && now - since >= Self.settled ? false : nil
    }

    mutating func told(isStopped: Bool) { self.isStopped = isStopped }
}
