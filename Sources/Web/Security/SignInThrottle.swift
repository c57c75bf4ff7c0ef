import Domain
import Synchronization

/// Slows whoever guesses passwords (TRUST D7): a few failures for each address, some more for all strangers together.
///
/// An address from which somebody has signed in is no stranger, so that nobody elsewhere can shut the duty desk out.
final class SignInThrottle: Sendable {
    private static let window = Duration.seconds(60)
    private static let failuresPerAddress = 5
    private static let strangersFailures = 20
    /// Addresses remembered; beyond it the oldest failures are forgotten together.
    private static let addresses = 4_096

    private struct State {
        var failures: [String: [Instant]] = [:]
        var strangers: [Instant] = []
        var known: Set<String> = []
    }

    private let state = Mutex(State())

    /// Seconds until the address may try again; nil where it may now.
    func wait(_ address: String, at now: Instant) -> Int? {
        state.withLock { state in
            let own = Self.recent(state.failures[address] ?? [], at: now)
            let all = state.known.contains(address) ? [] : Self.recent(state.strangers, at: now)
            let blocking = [
                own.count >= Self.failuresPerAddress ? own[own.count - Self.failuresPerAddress] : nil,
                all.count >= Self.strangersFailures ? all[all.count - Self.strangersFailures] : nil,
            ].compactMap(\.self)
            return blocking.max().map { Int((($0 + Self.window) - now).inSeconds.rounded(.up)) }.map { max($0, 1) }
        }
    }

    func failed(_ address: String, at now: Instant) {
        state.withLock { state in
            if state.failures.count >= Self.addresses { state.failures.removeAll() }
            state.failures[address] = Self.recent(state.failures[address] ?? [], at: now) + [now]
            if !state.known.contains(address) { state.strangers = Self.recent(state.strangers, at: now) + [now] }
        }
    }

    func signedIn(_ address: String) {
        state.withLock { state in
            if state.known.count >= Self.addresses { state.known.removeAll() }
            state.known.insert(address)
            state.failures[address] = nil
        }
    }

    private static func recent(_ failures: [Instant], at now: Instant) -> [Instant] {
        failures.filter { $0 > now - window }
    }
}
