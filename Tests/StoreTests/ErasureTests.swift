import Domain
import Events
import Foundation
import GRDB
import Journal
import Testing

import struct Crypto.SHA256

@testable import Store

/// Who is erased cannot be found again, and every proof holds (TRUST A13).
struct ErasureTests {
    private static let people = 1_000

    @Test func aThousandErasedPeopleLeaveTheirProofsAndNothingElse() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let contents = try await store.submit { change in
            try (0..<Self.people).map { try change.arrive(name: Resident($0).words).name }
        }
        try store.seal()
        let salts = try await store.pool.read { try Data.fetchAll($0, sql: "select salt from content") }
        #expect(Set(salts).count == Self.people && salts.allSatisfy { $0.count * 8 >= 128 })
        var traces: [Data] = []
        for index in stride(from: 0, to: Self.people, by: 50) {
            traces += try await fixture.traces(of: contents[index], in: store)
        }

        for first in stride(from: 0, to: Self.people, by: 100) {
            try await store.submit { change in
                let erasure = Erasure(
                    contents: Array(contents[first..<first + 100]),
                    ground: "retention",
                    article: "PIPL 47",
                    by: (.init(checked: "S001"), .init(checked: "S002")),
                    at: change.now
                )
                try change.record(.centre(.erased(erasure)), occurred: change.now)
            }
        }
        let checkpoint = try store.seal()

        #expect(try store.check() == [])
        #expect(try store.rebuild(into: fixture.root.appending(path: "a.sqlite")) == [])
        let after = try fixture.everyByte()
        #expect(traces.count == 3 * Self.people / 50 && traces.allSatisfy { after.range(of: $0) == nil })
        #expect(after.range(of: Data("示例人员".utf8)) == nil && after.range(of: Data(Resident.division.utf8)) == nil)
        let leaves = try store.leaves(from: 0, limit: Self.people * 2)
        #expect(leaves.count == Self.people + 10 && checkpoint.size == UInt64(leaves.count))
        var tree = StoredTree(size: checkpoint.size, reader: store.journal)
        for (index, leaf) in leaves.enumerated() {
            let proof = try tree.inclusionProof(of: UInt64(index), at: checkpoint.size)
            try proof.verify(leaf: MerkleTree.leafHash(leaf), root: checkpoint.root)
        }
        #expect(try Self.guessed(Resident(421), among: leaves) == nil)
    }

    @Test func theSameDictionaryFindsWhatHasNoSalt() throws {
        let (known, id) = (Resident(421), ID<Kind.Content>(421))
        for form in Guess.forms(of: known, content: id) {
            let unsalted = form.hash(of: Array(known.number.utf8))
            #expect(Guess.number(in: known.birthMonth, by: [form], hashes: [unsalted]) == known.number)
        }
        let salted = ContentVault.commitment(to: Array(known.words.utf8), id: id, salt: (1...32).map { $0 })
        let forms = Guess.forms(of: known, content: id)
        #expect(Guess.number(in: known.birthMonth, by: forms, hashes: [Guess.short(salted)]) == nil)
    }

    /// Every birth date and sequence, hashed in each way that a commitment without its salt could have been made,
    /// beside all commitments that are left. `FULL=1`: forty years of birth dates; else the month that is known.
    private static func guessed(_ known: Resident, among leaves: [[UInt8]]) throws -> String? {
        let commitments = try leaves.flatMap { try Leaf.decode($0).contents }
        #expect(commitments.count == people)
        let isFull = ProcessInfo.processInfo.environment["FULL"] == "1"
        let dates = isFull ? (1965...2004).flatMap { Resident.dates(of: $0, months: 1...12) } : known.birthMonth
        let forms = Guess.forms(of: known, content: commitments[known.index].id)
        return Guess.number(in: dates, by: forms, hashes: Set(commitments.map { Guess.short($0.commitment) }))
    }
}

/// An invented person with an identity card; no division has this code.
private struct Resident {
    static let division = "999901"

    let index: Int
    var name: String { "示例人员\(index)号" }

    init(_ index: Int) { self.index = index }

    var birthMonth: [String] { Self.dates(of: 1970 + index % 30, months: 1 + index % 12...1 + index % 12) }

    /// 18 characters.
    var number: String {
        let digits = Self.division + birthMonth[index % 28] + String(String(1_000 + index % 1_000).dropFirst())
        return digits + String(CitizenIDNumber.checkCharacter(of: digits.utf8))
    }

    /// What the centre keeps of a paper, byte for byte (`Identity` of the target Centre).
    var words: String { #"{"name":"\#(name)","number":"\#(number)"}"# }

    /// `19900301` and so on.
    static func dates(of year: Int, months: ClosedRange<Int>) -> [String] {
        months.flatMap { month in
            (1...31).filter { CivilTime(year: year, month: month, day: $0).isValid }
                .map { String(year * 10_000 + month * 100 + $0) }
        }
    }
}

/// One way in which a number could have been hashed, had there been no salt.
private struct Guess {
    private let before: SHA256
    private let behind: [UInt8]

    init(_ before: [UInt8], _ behind: String) {
        var hash = SHA256()
        hash.update(data: before)
        (self.before, self.behind) = (hash, Array(behind.utf8))
    }

    static func forms(of known: Resident, content: ID<Kind.Content>) -> [Guess] {
        let start = Array(#"{"name":"\#(known.name)","number":""#.utf8)
        let domain = Array("ringfence content v1\n".utf8) + content.bytes
        return [
            Guess([], ""), Guess(start, #""}"#), Guess(domain + start, #""}"#),
            Guess(domain + [UInt8](repeating: 0, count: 32) + start, #""}"#),
        ]
    }

    func hash(of number: [UInt8]) -> UInt64 {
        var hash = before
        hash.update(data: number)
        if !behind.isEmpty { hash.update(data: behind) }
        return hash.finalize().withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    }

    /// The first 64 bits tell hashes apart well enough.
    static func short(_ hash: [UInt8]) -> UInt64 { hash.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) } }

    /// The first number of the division, with one of these birth dates, that a form turns into one of the hashes.
    static func number(in dates: [String], by forms: [Guess], hashes: Set<UInt64>) -> String? {
        for date in dates {
            let start = Array((Resident.division + date).utf8)
            for sequence in 0..<1_000 {
                var number = start
                for divisor in [100, 10, 1] { number.append(UInt8(48 + sequence / divisor % 10)) }
                number.append(CitizenIDNumber.checkCharacter(of: number).asciiValue ?? 0)
                for form in forms where hashes.contains(form.hash(of: number)) {
                    return String(decoding: number, as: UTF8.self)
                }
            }
        }
        return nil
    }
}
