import Domain
import Synchronization

/// Slows whoever guesses passwords (TRUST D7): a few failures for each client, some more for all strangers together.
///
/// A browser or an address from which somebody has signed in is no stranger, so that nobody elsewhere can shut the duty
/// desk out; what a known browser may try is counted for itself, whatever others try from the same address.
final class SignInThrottle: Sendable {
    enum Client: Hashable, Sendable {
        case address(String)
        /// By its secret, after the centre has found it among those it knows.
        case browser(String)
    }

    private static let window = Duration.seconds(60)
    private static let failuresPerClient = 5
    private static let strangersFailures = 20
    /// Clients remembered; beyond it the oldest failures are forgotten together.
    private static let clients = 4_096

    private struct State {
        var failures: [Client: [Instant]] = [:]
        var strangers: [Instant] = []
        var known: Set<Client> = []

        func isStranger(_ client: Client) -> Bool {
            switch client {
            case .address: !known.contains(client)
            case .browser: false
            }
        }
    }

    private let state = Mutex(State())

    /// Seconds until the client may try again; nil where it may now.
    func wait(_ client: Client, at now: Instant) -> Int? {
        state.withLock { state in
            let own = Self.recent(state.failures[client] ?? [], at: now)
            let all = state.isStranger(client) ? Self.recent(state.strangers, at: now) : []
            let blocking = [
                own.count >= Self.failuresPerClient ? own[own.count - Self.failuresPerClient] : nil,
                all.count >= Self.strangersFailures ? all[all.count - Self.strangersFailures] : nil,
            ].compactMap(\.self)
            return blocking.max().map { Int((($0 + Self.window) - now).inSeconds.rounded(.up)) }.map { max($0, 1) }
        }
    }

    func failed(_ client: Client, at now: Instant) {
        state.withLock { state in
            if state.failures.count >= Self.clients { state.failures.removeAll() }
            state.failures[client] = Self.recent(state.failures[client] ?? [], at: now) + [now]
            if state.isStranger(client) { state.strangers = Self.recent(state.strangers, at: now) + [now] }
        }
    }

    func signedIn(_ client: Client) {
        state.withLock { state in
            if state.known.count >= Self.clients { state.known.removeAll() }
            state.known.insert(client)
            state.failures[client] = nil
        }
    }

    private static func recent(_ failures: [Instant], at now: Instant) -> [Instant] {
        failures.filter { $0 > now - window }
    }
}
