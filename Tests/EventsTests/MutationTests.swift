import Domain
import Events
import Testing

/// Damaged leaves: never a crash, and what is accepted has exactly these bytes.
struct MutationTests {
    /// Of every kind; a few seconds in a debug build.
    private static let rounds = 400

    @Test(arguments: Event.samples)
    func whatIsAcceptedHasOneSpelling(event: Event) throws {
        let bytes = Leaf.sample(event).bytes()
        var damage = Damage(seed: UInt64(bytes.count))
        var accepted = 0

        for _ in 0..<Self.rounds {
            let damaged = damage.damaged(bytes)
            guard let leaf = try? Leaf.decode(damaged) else { continue }
            accepted += 1
            #expect(leaf.bytes() == damaged, "\(String(decoding: damaged, as: UTF8.self))")
        }

        #expect(accepted > 0, "the good path was not walked")
    }
}

/// Bytes turned over, cut out, doubled or put in, from a seed (SplitMix64, G. Steele et al., OOPSLA 2014).
private struct Damage: RandomNumberGenerator {
    private var state: UInt64
    private static let tokens: [[UInt8]] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\n", "null", "true", "1e9", "-", "0", ".5", " ", "\u{0}",
        "\"at\":", "\"by\":", "\"version\":1", "9223372036854775808", "中",
    ].map { Array($0.utf8) }

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func damaged(_ good: [UInt8]) -> [UInt8] {
        var bytes = good
        for _ in 0..<Int.random(in: 1...3, using: &self) {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            let end = min(bytes.count, place + Int.random(in: 1...16, using: &self))
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &self)
            case 1: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &self)
            case 2: bytes[place] = UInt8.random(in: 0x30...0x39, using: &self)
            case 3 where bytes.count > 32: bytes.removeSubrange(place..<end)
            case 4: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            case _:
                let token = Self.tokens[Int.random(in: 0..<Self.tokens.count, using: &self)]
                bytes.insert(contentsOf: token, at: place)
            }
        }
        return bytes
    }
}
