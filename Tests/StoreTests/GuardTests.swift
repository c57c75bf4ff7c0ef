import Domain
import Foundation
import GRDB
import Journal
import Testing

@testable import Store

/// What somebody may try who has the data folder, or the wrong key folder, while the server runs or before it starts.
struct GuardTests {
    /// A store with five signed records, and one more that is not signed yet.
    private func signedStore(in fixture: StoreFixture) async throws -> Store {
        let store = try fixture.open()
        try await store.submit { change in for _ in 0..<5 { _ = try change.arrive(name: "甲") } }
        try store.seal()
        _ = try await store.submit { try $0.arrive(name: "乙") }
        return store
    }

    /// Alters a signed record and makes the head agree with it, as somebody with the database shell would.
    private func rewrite(_ store: Store) async throws {
        let leaves = try store.leaves(from: 0, limit: 100)
        try await store.pool.writeWithoutTransaction { db in
            var frontier = Frontier()
            for (number, leaf) in leaves.enumerated() {
                var bytes = leaf
                if number == 2 { bytes[bytes.count / 2] ^= 1 }
                frontier.append(leaf: bytes)
                try db.execute(sql: "update record set leaf = ? where number = ?", arguments: [Data(bytes), number])
            }
            try Change.save(head: frontier, in: db)
        }
    }

    @Test(arguments: [false, true]) func aRunningServerDoesNotSignRewrittenHistory(withoutCheckpoint: Bool) async throws
    {
        let fixture = try StoreFixture()
        let store = try await signedStore(in: fixture)
        let signed = try store.checkpoint()
        let guarded = try store.keys.readGuard()
        try await rewrite(store)
        let checkpoint = fixture.data.appending(path: "journal/checkpoint")
        if withoutCheckpoint { try FileManager.default.removeItem(at: checkpoint) }

        #expect(throws: JournalFault.otherHistory(size: guarded?.size ?? 0)) { try store.seal() }

        #expect(try store.keys.readGuard() == guarded)
        #expect(try store.checkpoint() == (withoutCheckpoint ? nil : signed))
    }

    @Test func aCheckpointThatWasTakenAwayIsMadeAgain() async throws {
        let fixture = try StoreFixture()
        let store = try await signedStore(in: fixture)
        try FileManager.default.removeItem(at: fixture.data.appending(path: "journal/checkpoint"))

        #expect(try store.seal().size == 6)

        #expect(try store.keys.readGuard()?.size == 6)
    }

    @Test(arguments: ["journal.key", "data.key"]) func keysThatAreMissingBesideAJournalAreNotMadeAnew(file: String)
        async throws
    {
        let fixture = try StoreFixture()
        try await signedStore(in: fixture).pool.close()

        try FileManager.default.removeItem(at: fixture.keys.appending(path: file))

        #expect(throws: KeyFolder.Fault.missing(file: file)) {
            try KeyFolder(at: fixture.keys, origin: "ringfence.example/test", data: fixture.data)
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.keys.appending(path: file).path))
    }

    @Test func aJournalWhoseGuardIsMissingIsNotContinued() async throws {
        let fixture = try StoreFixture()
        try await signedStore(in: fixture).pool.close()

        try FileManager.default.removeItem(at: fixture.keys.appending(path: "guard"))

        #expect(throws: JournalFault.guardMissing(signed: 5)) { try fixture.open() }
    }

    @Test func keysInTheDataFolderAreRefusedHoweverTheyAreNamed() throws {
        let fixture = try StoreFixture()
        try FileManager.default.createDirectory(at: fixture.data, withIntermediateDirectories: true)
        let link = fixture.root.appending(path: "link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: fixture.data)

        for keys in [fixture.data, link, link.appending(path: "keys"), fixture.data.appending(path: "a/b")] {
            #expect(throws: KeyFolder.Fault.insideData) {
                try KeyFolder(at: keys, origin: "x", data: fixture.data)
            }
        }
    }

    @Test func aLogGetsItsNameFromTheFirstServerAndKeepsIt() throws {
        let fixture = try StoreFixture()
        let unnamed = try KeyFolder(at: fixture.keys, origin: nil, data: fixture.data)
        #expect(!unnamed.isNamed)

        let named = try KeyFolder(at: fixture.keys, origin: "ringfence/linhai", data: fixture.data)

        #expect(named.journalKey.verifier.publicKey == unnamed.journalKey.verifier.publicKey)
        #expect(
            try KeyFolder(at: fixture.keys, origin: nil, data: fixture.data).journalKey.verifier.name
                == "ringfence/linhai"
        )
        #expect(throws: KeyFolder.Fault.otherCentre(found: "ringfence/linhai")) {
            try KeyFolder(at: fixture.keys, origin: "ringfence/donghe", data: fixture.data)
        }
    }
}
