internal import Simulation
internal import Synchronization

/// Ids and salts of a rehearsal: the same for a seed. Only of one: no secret may come from here.
final class SeededIDs: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed ^ 0x1D5_0F_5EED))
    }

    func next() -> UInt128 {
        generator.withLock { UInt128($0.next()) << 64 | UInt128($0.next()) }
    }
}
