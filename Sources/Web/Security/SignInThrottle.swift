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
        /// Somebody signed in, who gives a second person's password: their own next sign-in forgets nothing of it.
        case confirming(Code<Kind.Officer>)
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
            case .browser, .confirming: false
            }
        }

        func wait(_ client: Client, at now: Instant) -> Int? {
            let own = recent(failures[client] ?? [], at: now)
            let all = isStranger(client) ? recent(strangers, at: now) : []
            let blocking = [
                own.count >= failuresPerClient ? own[own.count - failuresPerClient] : nil,
                all.count >= strangersFailures ? all[all.count - strangersFailures] : nil,
            ].compactMap(\.self)
            return blocking.max().map { Int((($0 + window) - now).inSeconds.rounded(.up)) }.map { max($0, 1) }
        }

        mutating func fail(_ client: Client, at now: Instant) {
            if failures.count >= clients { failures.removeAll() }
            failures[client] = recent(failures[client] ?? [], at: now) + [now]
            if isStranger(client) { strangers = recent(strangers, at: now) + [now] }
        }
    }

    private let state = Mutex(State())

    /// Seconds until the client may try again; nil where it may now.
    func wait(_ client: Client, at now: Instant) -> Int? { state.withLock { $0.wait(client, at: now) } }

    func failed(_ client: Client, at now: Instant) { state.withLock { $0.fail(client, at: now) } }

    /// As ``wait(_:at:)``; a try that may be made now counts as failed until it is forgiven.
    func attempt(_ client: Client, at now: Instant) -> Int? {
        state.withLock { state in
            let seconds = state.wait(client, at: now)
            if seconds == nil { state.fail(client, at: now) }
            return seconds
        }
    }

    /// The try that was made then did not fail.
    func forgive(_ client: Client, _ then: Instant) {
        state.withLock { state in
            guard let index = state.failures[client]?.firstIndex(of: then) else { return }
            state.failures[client]?.remove(at: index)
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
