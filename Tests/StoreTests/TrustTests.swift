import Domain
import Events
import Foundation
import GRDB
import Journal
import Stays
import Testing

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
        #expect(try fixture.everyByte().range(of: Data("示例人员".utf8)) == nil)
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

    @Test(arguments: [
        "update record set leaf = cast(replace(cast(leaf as text), 'summons', 'arrest!') as blob) where number = 5",
        "update record set leaf = (select leaf from record where number = 6) where number = 5",
        "update content set salt = zeroblob(32) where record = 5",
        "update content set sealed = zeroblob(40) where record = 5",
        "update content set person = zeroblob(16) where record = 5",
        "insert into content select randomblob(16), record, person, salt, sealed from content where record = 5",
        "update head set frontier = (select x'0000000000000000')",
        "delete from content where record = 19",
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
