import Domain
import Events
import Foundation
import GRDB
import Journal
import Stays
import Testing

@testable import Store

struct StoreTests {
    struct Refused: Error {}

    @Test func migrationsAddUpToTheSchema() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Store/schema.sql")
        let fresh = try DatabaseQueue()
        try fresh.write { try $0.execute(sql: String(contentsOf: file, encoding: .utf8)) }
        let upgraded = try DatabaseQueue()
        try Schema.migrate(upgraded)

        #expect(try upgraded.read(Schema.dump) == fresh.read(Schema.dump))
        #expect(try fresh.read(Schema.dump).count > 8)
    }

    @Test func everyCommitReachesTheDisk() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()

        let level = try await store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "pragma synchronous") }

        #expect(level == 2)
    }

    @Test func anArrivalIsInTheJournalAndInTheTables() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()

        let (id, name) = try await store.submit { try $0.arrive(name: "林示例") }

        #expect(try store.stay(id)?.registration.caseCode.text == "A-1")
        #expect(try store.openStays().map(\.id) == [id])
        #expect(try store.content(name) == Array("林示例".utf8))
        let ledger = try store.ledger(of: id)
        #expect(ledger.map(\.record) == [0])
        #expect(ledger.first?.leaf.contents.map(\.id) == [name])
    }

    @Test func aRefusedCommandLeavesNeitherRecordNorRow() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        _ = try await store.submit { try $0.arrive(name: "甲") }

        await #expect(throws: Refused.self) {
            try await store.submit { change in
                _ = try change.arrive(name: "乙")
                throw Refused()
            }
        }

        #expect(try store.size() == 1)
        #expect(try store.openStays().count == 1)
        #expect(try store.check() == [])
    }

    @Test func commandsThatMeetShareCommitsAndLoseNothing() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()

        let stays = try await withThrowingTaskGroup(of: ID<Kind.Stay>.self) { group in
            for index in 0..<300 {
                group.addTask { try await store.submit { try $0.arrive(name: "人\(index)").stay } }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }

        #expect(stays.count == 300)
        #expect(try store.size() == 300)
        try store.seal()
        #expect(try store.check() == [])
    }

    @Test func sealingInStepsGivesTheSameFilesAsSealingAtOnce() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        for count in [1, 255, 1, 100, 155, 1] {
            try await store.submit { change in
                for index in 0..<count { _ = try change.arrive(name: "\(index)") }
            }
            try store.seal()
        }
        let leaves = try store.leaves(from: 0, limit: 10_000)
        let whole = try MemoryLog.building(
            leaves,
            origin: store.keys.journalKey.verifier.name,
            signedBy: store.keys.journalKey
        )

        #expect(leaves.count == 513)
        for path in whole.files.keys.sorted() where path != "checkpoint" {
            #expect(try store.journal.bytes(at: path) == whole.files[path], "\(path)")
        }
        var verification = Verification(key: store.keys.journalKey.verifier)
        verification.known = try store.keys.readGuard()
        #expect(try verification.run(on: store.journal) { _, _ in }.size == 513)
    }

    @Test func aStoreOpensAgainWhereItStopped() async throws {
        let fixture = try StoreFixture()
        let stay = try await fixture.open().submit { try $0.arrive(name: "丙").stay }

        let again = try fixture.open()
        try again.seal()
        _ = try await again.submit { try $0.arrive(name: "丁") }
        try again.seal()

        #expect(try again.stay(stay) != nil)
        #expect(try again.size() == 2)
        #expect(try again.check() == [])
    }

    @Test func oneProcessAtATimeHoldsTheFolder() throws {
        let fixture = try StoreFixture()
        let first = try fixture.open()

        #expect(throws: DataFolder.Locked.self) { try DataFolder(at: fixture.data) }

        #expect(try first.size() == 0)
    }

    @Test func keysInsideTheDataFolderAreRefused() throws {
        let fixture = try StoreFixture()

        #expect(throws: KeyFolder.Fault.insideData) {
            try KeyFolder(at: fixture.data.appending(path: "keys"), origin: "x", data: fixture.data)
        }
    }
}
