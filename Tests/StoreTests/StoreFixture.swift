import Domain
import Events
import Foundation
import GRDB
import Journal
import Stays
import Synchronization

@testable import Store

/// A store in a folder of its own, with a clock that ticks a millisecond a call and ids from a counter.
final class StoreFixture: Sendable {
    let root: URL
    let world: World

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "ringfence-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let ticks = Ticks()
        world = World(
            now: { Instant(microseconds: 1_772_409_600_000_000 + ticks.next() * 1_000) },
            newID: { UInt128(truncatingIfNeeded: ticks.next()) &* 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835 }
        )
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    var data: URL { root.appending(path: "data") }
    var keys: URL { root.appending(path: "keys") }

    func open() throws -> Store {
        let folder = try DataFolder(at: data)
        let keyFolder = try KeyFolder(at: keys, origin: "ringfence.example/test", data: data)
        return try Store(folder: folder, keys: keyFolder, world: world) { error in
            preconditionFailure("a commit failed: \(error)")
        }
    }

    /// What lies on the disk of a content: its salt, its sealed bytes and the wrapped key of its person.
    func traces(of content: ID<Kind.Content>, in store: Store) async throws -> [Data] {
        try await store.pool.read { db in
            let row = try Row.fetchOne(
                db,
                sql: "select salt, sealed, wrapped from content join person_key using (person) where id = ?",
                arguments: [Data(content.bytes)]
            )
            return row.map { [$0["salt"], $0["sealed"], $0["wrapped"]] } ?? []
        }
    }

    /// Everything below the data folder in one piece, to search for words that must not be there.
    func everyByte() throws -> Data {
        var all = Data()
        let walk = FileManager.default.enumerator(at: data, includingPropertiesForKeys: nil)
        for case let file as URL in walk ?? .init() where !file.hasDirectoryPath {
            all += try Data(contentsOf: file)
        }
        return all
    }
}

final class Ticks: Sendable {
    private let count = Mutex(Int64(0))

    func next() -> Int64 {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

extension Change {
    /// Records the arrival of an invented person and answers with stay and content.
    mutating func arrive(name: String) throws -> (stay: ID<Kind.Stay>, name: ID<Kind.Content>) {
        let (stay, person, content): (ID<Kind.Stay>, ID<Kind.Person>, ID<Kind.Content>) = (newID(), newID(), newID())
        let officer = Code<Kind.Officer>(checked: "P001")
        let registration = Registration(
            person: person,
            kind: .criminalSuspect,
            sex: .male,
            isMinor: false,
            isProtected: false,
            caseCode: .init(checked: "A-1"),
            officers: [officer],
            arrival: Arrival(mode: .summoned, ground: .summons, at: now, document: nil),
            paper: .shown(.passport, content),
            by: officer
        )
        try record(
            .stay(.arrived(stay, registration)),
            occurred: now,
            by: officer,
            contents: [NewContent(id: content, person: person, bytes: Array(name.utf8))]
        )
        return (stay, content)
    }
}
