import Testing

@testable import Journal

struct VerificationTests {
    static func leaves(_ count: Int) -> [[UInt8]] { (0..<count).map { Array("record \($0)".utf8) } }

    static func key(_ byte: UInt8 = 7) throws -> SignerKey {
        try SignerKey(name: "linhai.example/journal", seed: [UInt8](repeating: byte, count: 32))
    }

    static func log(_ count: Int, signedBy byte: UInt8 = 7) throws -> MemoryLog {
        try .building(leaves(count), origin: "linhai.example/journal", signedBy: key(byte))
    }

    static func fault(in log: MemoryLog, known: Guard? = nil) throws -> JournalFault? {
        var verification = Verification(key: try key().verifier)
        verification.known = known
        do {
            _ = try verification.run(on: log)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 2, 255, 256, 257, 600, 65_536, 65_800])
    func anUntouchedLogIsItsCheckpoint(count: Int) throws {
        let log = try Self.log(count)
        var seen: UInt64 = 0

        let checkpoint = try Verification(key: Self.key().verifier).run(on: log) { index, _ in
            #expect(index == seen)
            seen += 1
        }

        #expect(checkpoint.size == UInt64(count))
        #expect(seen == UInt64(count))
    }

    @Test func everyFlippedBitOfALogOf64IsFoundAndItsRecordNamed() throws {
        let good = try Self.log(64)
        for (path, bytes) in good.files {
            var owner: [UInt64] = []
            if path.contains("entries") {
                for (index, leaf) in Self.leaves(64).enumerated() {
                    owner += [UInt64](repeating: UInt64(index), count: leaf.count + 2)
                }
            } else if path != "checkpoint" {
                owner = (0..<bytes.count).map { UInt64($0 / 32) }
            }
            for bit in 0..<(bytes.count * 8) {
                var bad = good
                bad.files[path]?[bit / 8] ^= 1 << (bit % 8)
                let fault = try #require(try Self.fault(in: bad), "\(path) bit \(bit)")
                if path != "checkpoint" { #expect(fault.firstRecord == owner[bit / 8], "\(path) bit \(bit): \(fault)") }
            }
        }
    }

    @Test func flippedBitsInALogOfTwoLevelsAreFoundAndNamed() throws {
        let good = try Self.log(1000)
        for path in good.files.keys.sorted() where path != "checkpoint" {
            let count = good.files[path]?.count ?? 0
            for byte in stride(from: 0, to: count, by: 97) {
                var bad = good
                bad.files[path]?[byte] ^= 0x10
                let fault = try #require(try Self.fault(in: bad), "\(path) byte \(byte)")
                let tile = try #require(TilePath(path: path))
                let record = try #require(fault.firstRecord)
                switch tile.content {
                case .entries: #expect(record >> 8 == tile.index)
                case .hashes(let level): #expect(record >> UInt64(8 * level) == tile.index << 8 + UInt64(byte / 32))
                }
            }
        }
    }

    @Test func structuralAttacksAreFound() throws {
        let good = try Self.log(1000)
        let entries = "tile/entries/003.p/232"
        let attacks: [(String, (inout MemoryLog) -> Void)] = [
            ("remove bundle", { $0.files["tile/entries/001"] = nil }),
            ("remove last bundle", { $0.files[entries] = nil }),
            ("remove tile", { $0.files["tile/0/002"] = nil }),
            ("remove upper tile", { $0.files["tile/1/000.p/3"] = nil }),
            ("remove checkpoint", { $0.files["checkpoint"] = nil }),
            ("truncate bundle", { $0.files["tile/entries/001"]?.removeLast(3) }),
            ("truncate tile", { $0.files["tile/0/001"]?.removeLast(32) }),
            ("empty bundle", { $0.files["tile/entries/000"] = [] }),
            ("extra entry", { $0.files[entries]? += [0, 1, 65] }),
            ("extra hash", { $0.files["tile/0/003.p/232"]? += [UInt8](repeating: 0, count: 32) }),
            (
                "swap bundles",
                {
                    let first = $0.files["tile/entries/000"]
                    $0.files["tile/entries/000"] = $0.files["tile/entries/001"]
                    $0.files["tile/entries/001"] = first
                }
            ),
            (
                "swap tiles",
                {
                    let first = $0.files["tile/0/000"]
                    $0.files["tile/0/000"] = $0.files["tile/0/001"]
                    $0.files["tile/0/001"] = first
                }
            ),
            (
                "swap bundles and tiles",
                {
                    for kind in ["0", "entries"] {
                        let first = $0.files["tile/\(kind)/000"]
                        $0.files["tile/\(kind)/000"] = $0.files["tile/\(kind)/001"]
                        $0.files["tile/\(kind)/001"] = first
                    }
                }
            ),
            ("stray file", { $0.files["tile/0/notes.txt"] = [1] }),
            ("stray tile", { $0.files["tile/2/000.p/1"] = [UInt8](repeating: 0, count: 32) }),
            ("bundle beyond the size", { $0.files["tile/entries/004"] = [0, 0] }),
            ("false superseded partial", { $0.files["tile/0/000.p/9"] = [UInt8](repeating: 0, count: 288) }),
            ("other key", { $0.files["checkpoint"] = try? Self.log(1000, signedBy: 8).files["checkpoint"] }),
            ("other size", { $0.files["checkpoint"] = try? Self.log(999).files["checkpoint"] }),
            ("larger size", { $0.files["checkpoint"] = try? Self.log(1001).files["checkpoint"] }),
        ]

        #expect(try Self.fault(in: good) == nil)
        for (name, attack) in attacks {
            var bad = good
            attack(&bad)
            #expect(try Self.fault(in: bad) != nil, "\(name)")
        }
    }

    @Test func rewritingRecordsWithTheirLeafHashesIsLocatedByTheTileAbove() throws {
        var bad = try Self.log(1000)
        var forged = Self.leaves(1000)
        forged[300] = Array("forged".utf8)
        let other = try MemoryLog.building(forged, origin: "linhai.example/journal", signedBy: Self.key())
        for path in ["tile/entries/001", "tile/0/001"] { bad.files[path] = other.files[path] }

        #expect(try Self.fault(in: bad) == .recordsDiffer(at: 256, upTo: 512))
        #expect(try Self.fault(in: other) == nil, "whoever has the key is found only by the guard or a cosigner")
    }

    @Test func aLogRolledBackOrRewrittenIsRefusedByTheGuard() throws {
        let head = try Verification(key: Self.key().verifier).run(on: Self.log(600))
        let known = Guard(origin: head.origin, size: head.size, root: head.root)
        var forged = Self.leaves(700)
        forged[5] = []
        let other = try MemoryLog.building(forged, origin: head.origin, signedBy: Self.key())

        #expect(try Guard(text: known.text) == known)
        #expect(try Self.fault(in: Self.log(700), known: known) == nil)
        #expect(try Self.fault(in: Self.log(599), known: known) == .behindGuard(signed: 600, found: 599))
        #expect(try Self.fault(in: other, known: known) == .otherHistory(size: 600))
    }

    @Test(arguments: [(0, 1), (1, 2), (200, 256), (256, 257), (255, 700), (700, 700), (65_500, 65_600)])
    func growingInStepsGivesTheFilesOfOneBuild(old: Int, new: Int) throws {
        let leaves = Self.leaves(new)
        var log = tiles(of: leaves.prefix(old))
        let start = Int(Growth.firstLeafNeeded(from: UInt64(old)))
        let files = try Growth.files(from: UInt64(old), leaves: leaves.dropFirst(start), reading: log)
        for file in files { log.files[file.path.path] = file.bytes }
        for path in Growth.superseded(from: UInt64(old), to: UInt64(new)) { log.files[path.path] = nil }

        #expect(log == tiles(of: leaves))
    }
}
