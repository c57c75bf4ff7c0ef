import Crypto
import Foundation
import Testing

@testable import Journal

/// One flipped bit in a large log is found, and the first record that it spoils is named (TRUST A4).
///
/// Reading such a log anew for each flip would take hours. A pass is a fold over the bundles: what it has found out
/// before it reads a file does not depend on that file. So one clean pass over the whole log is kept bundle by bundle,
/// and for each flip the verifier goes on from where it first meets the file with the flipped bit, through its own
/// code, until it finds a fault. That this is what reading from the first record finds is compared for some of them;
/// `Tests/Process/flips.py` asks the command itself. `FULL=1`: 10,000 flips in a million records.
struct FlipTests {
    private static let isFull = ProcessInfo.processInfo.environment["FULL"] == "1"
    private static let size: UInt64 = isFull ? 1_000_000 : 70_000
    private static let flips = isFull ? 10_000 : 1_000
    /// Of each level above the leaf hashes, whose few bytes chance would hardly ever meet.
    private static let flipsOfEachUpperLevel = isFull ? 12 : 3
    private static let readFromTheStart = 4

    @Test func aFlippedBitIsFoundAndItsFirstRecordNamed() throws {
        let log = try Self.log()
        let checkpoint = try Verification(key: VerificationTests.key().verifier).checkpoint(of: log)
        let passes = try Self.passes(over: log, to: checkpoint)
        var chance = SplitMix(state: 20_260_302)

        let places = Self.places(in: log, by: &chance)
        for (count, place) in places.enumerated() {
            let flipped = FlippedLog(log: log, place: place)
            let named = try #require(try flipped.fault(in: passes), "\(place) was not found")
            let first = try flipped.firstRecord
            #expect(named.firstRecord == first, "\(place): \(named)")
            guard count % (places.count / Self.readFromTheStart) == 0 else { continue }
            #expect(throws: named) { _ = try Verification(key: VerificationTests.key().verifier).run(on: flipped) }
        }
    }

    @Test func everyFlippedBitOfACheckpointWithItsCosignatureIsFound() throws {
        let witness = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 9, count: 32))
        let cosigner = try VerifierKey(
            name: "witness.example/w1",
            algorithm: .cosignature,
            publicKey: Array(witness.publicKey.rawRepresentation)
        )
        var log = try VerificationTests.log(64)
        let note = try SignedNote(bytes: try #require(log.files["checkpoint"]))
        let signed = try witness.signature(for: Array("cosignature/v1\ntime 1772409600\n\(note.text)".utf8))
        let blob =
            withUnsafeBytes(of: cosigner.id.bigEndian) { Array($0) }
            + withUnsafeBytes(of: UInt64(1_772_409_600).bigEndian) { Array($0) } + Array(signed)
        log.files["checkpoint"]? += Array("— \(cosigner.name) \(Base64.encode(blob))\n".utf8)
        var verification = Verification(key: try VerificationTests.key().verifier)
        verification.cosigners = [cosigner]
        _ = try verification.run(on: log)

        for bit in 0..<(log.files["checkpoint"]?.count ?? 0) * 8 {
            let flipped = FlippedLog(log: log, place: .init(path: "checkpoint", bit: bit))
            #expect(throws: JournalFault.self, "bit \(bit)") { try verification.run(on: flipped) }
        }
    }

    private static func log() throws -> MemoryLog {
        let leaves = (0..<size).lazy.map { Array("{\"by\":\"P2001\",\"kind\":\"stay.entered\",\"n\":\($0)}".utf8) }
        return try .building(leaves, origin: "linhai.example/journal", signedBy: VerificationTests.key())
    }

    /// What the verifier knows before each bundle of the untouched log.
    private static func passes(
        over log: MemoryLog,
        to checkpoint: Checkpoint
    ) throws -> [VerificationPass<FlippedLog>] {
        var pass = VerificationPass(log: FlippedLog(log: log, place: nil), checkpoint: checkpoint)
        var passes: [VerificationPass<FlippedLog>] = []
        var first: UInt64 = 0
        while first < checkpoint.size {
            passes.append(pass)
            first = try pass.readOn(from: first) { _, _ in }
        }
        return passes
    }

    /// Bits of the whole log, each as likely as any other; then some of each upper level.
    private static func places(in log: MemoryLog, by chance: inout SplitMix) -> [FlippedLog.Place] {
        let files = log.files.filter { $0.key != "checkpoint" }.sorted { $0.key < $1.key }
        func choose(_ count: Int, of files: [(key: String, value: [UInt8])]) -> [FlippedLog.Place] {
            let total = files.reduce(0) { $0 + $1.value.count }
            guard total > 0 else { return [] }
            var at = (0..<count).map { _ in Int.random(in: 0..<total * 8, using: &chance) }.sorted()[...]
            var begins = 0
            return files.flatMap { path, bytes in
                let end = begins + bytes.count * 8
                let own = at.prefix { $0 < end }
                at = at.dropFirst(own.count)
                defer { begins = end }
                return own.map { FlippedLog.Place(path: path, bit: $0 - begins) }
            }
        }
        return choose(flips, of: files)
            + (1...2).flatMap { level in
                choose(flipsOfEachUpperLevel, of: files.filter { $0.key.hasPrefix("tile/\(level)/") })
            }
    }
}

/// A log with one bit flipped, or none.
private struct FlippedLog: TileReader {
    struct Place: Hashable {
        let path: String
        let bit: Int
    }

    let log: MemoryLog
    let place: Place?

    func bytes(at path: String) -> [UInt8]? {
        guard var bytes = log.bytes(at: path) else { return nil }
        if let place, place.path == path { bytes[place.bit / 8] ^= 1 << (place.bit % 8) }
        return bytes
    }

    func paths() -> [String] { log.paths() }

    private var tile: TilePath {
        get throws { try #require(place.flatMap { TilePath(path: $0.path) }) }
    }

    /// What the verifier finds from the bundle on that comes first below the file; nil if it finds nothing.
    func fault(in passes: [VerificationPass<FlippedLog>]) throws -> JournalFault? {
        let tile = try tile
        let bundle = tile.index << UInt64(8 * tile.level)
        var pass = passes[Int(bundle)]
        pass.log = self
        var first = bundle << 8
        do {
            while first < pass.checkpoint.size { first = try pass.readOn(from: first) { _, _ in } }
        } catch {
            return error
        }
        return nil
    }

    /// The first record below the flipped byte, reckoned from the format alone.
    var firstRecord: UInt64 {
        get throws {
            let (tile, place) = (try tile, try #require(place))
            guard tile.content == .entries else {
                return (tile.index << 8 + UInt64(place.bit / 256)) << UInt64(8 * tile.level)
            }
            let bytes = try #require(log.bytes(at: place.path))
            var (at, record) = (0, tile.index << 8)
            while true {
                at += 2 + (Int(bytes[at]) << 8 | Int(bytes[at + 1]))
                if place.bit / 8 < at { return record }
                record += 1
            }
        }
    }
}

/// The same flips in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
