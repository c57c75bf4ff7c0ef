internal import Foundation
internal import Synchronization

/// Hashes passwords one at a time on a thread of its own: a storm of sign-ins takes one core and no more, and none of
/// the few threads that serve everybody (TRUST D9, E9).
actor PasswordMill {
    /// Sign-ins that may wait, each a tenth of a second; beyond it they are refused.
    private static let waitingLimit = 30

    private let executor = DiskExecutor()
    private let hashing = Turn()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated func hash(_ password: String, salt: Data, rounds: Int) async throws -> Data {
        guard hashing.enter(atMost: Self.waitingLimit) else { throw StoreFault.overloaded }
        defer { hashing.leave() }
        return try await grind(password, salt: salt, rounds: rounds)
    }

    private func grind(_ password: String, salt: Data, rounds: Int) throws -> Data {
        try Secrets.hash(password, salt: salt, rounds: rounds)
    }
}

/// How many wait for something.
private final class Turn: Sendable {
    private let count = Mutex(0)

    func enter(atMost limit: Int) -> Bool {
        count.withLock { count in
            guard count < limit else { return false }
            count += 1
            return true
        }
    }

    func leave() {
        count.withLock { $0 -= 1 }
    }
}
