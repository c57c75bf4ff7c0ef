import Domain
import Events
import Foundation
import GRDB
import Journal
import Stays
import Testing

import struct Crypto.SHA256

@testable import Store

struct TrustTests {
    @Test func rebuildGivesTheTablesValueForValue() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit { change in
            for index in 0..<50 {
                let stay = try change.arrive(name: "\(index)").stay
                try change.record(
                    .stay(.entered(stay, at: change.now, by: .init(checked: "P001"))),
                    occurred: change.now
                )
            }
        }

        #expect(try store.rebuild(into: fixture.root.appending(path: "a.sqlite")) == [])

        try await store.pool.write { try $0.execute(sql: "update stay set is_open = 0 where rowid = 7") }
        #expect(try store.rebuild(into: fixture.root.appending(path: "b.sqlite")).count == 1)
    }

    @Test func anErasedPersonIsNowhereInTheFolderAndEveryProofHolds() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let people = try await store.submit { change in
            try (0..<1_000).map { try change.arrive(name: "示例人员\($0)号") }
        }
        try store.seal()
        let gone = people[421]
        let traces = try await fixture.traces(of: gone.name, in: store)
        let before = try fixture.everyByte()
        #expect(traces.count == 3 && traces.allSatisfy { before.range(of: $0) != nil })

        try await store.submit { change in
            let erasure = Erasure(
                contents: [gone.name],
                ground: "retention",
                article: "PIPL 47",
                by: (.init(checked: "S001"), .init(checked: "S002")),
                at: change.now
            )
            try change.record(.centre(.erased(erasure)), occurred: change.now)
        }
        try store.seal()

        #expect(try store.content(gone.name) == nil)
        #expect(try store.content(people[422].name) != nil)
        #expect(try store.check() == [])
        #expect(try store.rebuild(into: fixture.root.appending(path: "c.sqlite")) == [])
        let after = try fixture.everyByte()
        #expect(traces.allSatisfy { after.range(of: $0) == nil })
        #expect(after.range(of: Data("示例人员".utf8)) == nil)
        var tree = StoredTree(size: 1_001, reader: store.journal)
        let leaf = try #require(try store.leaves(from: 421, limit: 1).first)
        let proof = try tree.inclusionProof(of: 421, at: 1_001)
        try proof.verify(leaf: MerkleTree.leafHash(leaf), root: try tree.root(at: 1_001))
    }

    @Test func aContentDeletedByHandIsNamed() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let names = try await store.submit { change in try (0..<20).map { try change.arrive(name: "\($0)").name } }
        try store.seal()

        try await store.pool.write {
            try $0.execute(sql: "delete from content where id = ?", arguments: [Data(names[13].bytes)])
        }

        #expect(try store.check() == [.contentMissing(record: 13, content: "\(names[13])")])
    }

    /// What somebody with the database shell, but without the key, may try (TRUST A5).
    @Test(arguments: [
        "update record set leaf = cast(replace(cast(leaf as text), 'summons', 'arrest!') as blob) where number = 5",
        "update record set leaf = (select leaf from record where number = 6) where number = 5",
        "update record set leaf = zeroblob(0) where number = 19",
        "delete from record where number = 5",
        "delete from record where number >= 15",
        "update record set number = 100 where number = 5",
        "insert into record select 20, randomblob(16), kind, stay, tag, occurred_us, recorded_us, leaf from record"
            + " where number = 5",
        "update content set salt = zeroblob(32) where record = 5",
        "update content set sealed = zeroblob(40) where record = 5",
        "update content set person = zeroblob(16) where record = 5",
        "update content set sealed = (select sealed from content where record = 6) where record = 5",
        "insert into content select randomblob(16), record, person, salt, sealed from content where record = 5",
        "update head set frontier = (select x'0000000000000000')",
        "delete from head",
        "delete from content where record = 19",
        "delete from content",
        "update person_key set wrapped = zeroblob(60)",
        "delete from person_key",
    ])
    func whatAnAdministratorChangesIsFound(_ attack: String) async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit { change in for index in 0..<20 { _ = try change.arrive(name: "\(index)") } }
        try store.seal()
        #expect(try store.check() == [])

        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "pragma foreign_keys = off")
            try db.execute(sql: attack)
        }

        #expect(try store.check() != [])
    }

    @Test(arguments: [
        "update stay set value = replace(value, 'summons', 'arrest!') where rowid = 7",
        "update stay set is_open = 0 where rowid = 7",
        "delete from stay where rowid = 7",
        "insert into stay select randomblob(16), record, arrived_us, is_open, case_code, tag, value from stay"
            + " where rowid = 7",
        "update record set occurred_us = occurred_us + 1 where number = 7",
        "update record set stay = null where number = 7",
    ])
    func aTableThatDoesNotFollowFromTheJournalIsFound(_ attack: String) async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit { change in for index in 0..<20 { _ = try change.arrive(name: "\(index)") } }
        #expect(try store.rebuild(into: fixture.root.appending(path: "a.sqlite")) == [])

        try await store.pool.writeWithoutTransaction { try $0.execute(sql: attack) }

        #expect(try store.rebuild(into: fixture.root.appending(path: "b.sqlite")).count == 1)
    }

    @Test func aFileThatWasKeptIsComparedWithItsRecord() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let bytes = Array("policy: 1".utf8)
        let digest = Digest(Array(SHA256.hash(data: bytes)))
        let name = digest.bytes.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        try store.keep(bytes, sha256: name)
        try await store.submit { change in
            let taken = CentreEvent.fileTaken(name: "p.yaml", sha256: digest, size: bytes.count, at: change.now)
            try change.record(.centre(taken), occurred: change.now)
        }
        #expect(try store.check() == [])

        let file = fixture.data.appending(path: "blobs/\(name)")
        try Data("policy: 2".utf8).write(to: file)
        #expect(try store.check() == [.fileDiffers(record: 0, name: "blobs/\(name)")])

        try FileManager.default.removeItem(at: file)
        #expect(try store.check() == [.fileMissing(record: 0, name: "blobs/\(name)")])
    }

    @Test func rowsThatWereChangedBehindOurBackAreNotSigned() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try await store.submit { change in for index in 0..<5 { _ = try change.arrive(name: "\(index)") } }
        try await store.pool.write {
            try $0.execute(sql: "update record set leaf = (select leaf from record where number = 3) where number = 2")
        }

        #expect(throws: JournalFault.rootDiffers(size: 5)) { try store.seal() }

        #expect(try store.checkpoint() == nil)
        #expect(try store.keys.readGuard() == nil)
    }

    @Test func aStoreWhoseTilesAreLostIsHashedAnew() async throws {
        let fixture = try StoreFixture()
        var store: Store? = try fixture.open()
        try await store?.submit { change in for index in 0..<300 { _ = try change.arrive(name: "\(index)") } }
        try store?.seal()
        _ = try await store?.submit { try $0.arrive(name: "甲") }
        store = nil

        try FileManager.default.removeItem(at: fixture.data.appending(path: "journal/tile/0"))

        #expect(try fixture.open().size() == 301)
    }

    @Test func aDatabaseWithOtherHistoryIsNotContinued() async throws {
        let (fixture, other) = (try StoreFixture(), try StoreFixture())
        for fixture in [fixture, other] {
            let store = try fixture.open()
            let name = fixture === other ? "乙" : "甲"
            try await store.submit { change in for _ in 0..<3 { _ = try change.arrive(name: name) } }
            try store.seal()
            try store.pool.close()
        }

        for name in ["centre.sqlite", "centre.sqlite-wal", "centre.sqlite-shm"] {
            let (from, to) = (other.data.appending(path: name), fixture.data.appending(path: name))
            try? FileManager.default.removeItem(at: to)
            try? FileManager.default.copyItem(at: from, to: to)
        }

        #expect(throws: JournalFault.otherHistory(size: 3)) { try fixture.open() }
    }

    @Test func anOlderDatabaseIsNotContinued() async throws {
        let fixture = try StoreFixture()
        var store: Store? = try fixture.open()
        _ = try await store?.submit { try $0.arrive(name: "甲") }
        try store?.seal()
        let copy = fixture.root.appending(path: "yesterday.sqlite")
        try store?.pool.backup(to: DatabaseQueue(path: copy.path))
        _ = try await store?.submit { try $0.arrive(name: "乙") }
        try store?.seal()
        try store?.pool.close()
        store = nil

        for name in ["centre.sqlite", "centre.sqlite-wal", "centre.sqlite-shm"] {
            try? FileManager.default.removeItem(at: fixture.data.appending(path: name))
        }
        try FileManager.default.copyItem(at: copy, to: fixture.data.appending(path: "centre.sqlite"))

        #expect(throws: JournalFault.behindGuard(signed: 2, found: 1)) { try fixture.open() }
    }
}
