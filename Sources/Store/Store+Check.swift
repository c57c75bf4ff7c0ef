internal import Domain
internal import Events
public import Foundation
internal import GRDB
internal import Journal

/// Something that does not agree: what `check` and `rebuild` report.
public enum StoreFinding: Hashable, Sendable, CustomStringConvertible {
    /// The row's leaf is not the one that the signed tree holds.
    case recordDiffers(record: UInt64)
    case recordMissing(record: UInt64)
    case contentMissing(record: UInt64, content: String)
    case contentDiffers(record: UInt64, content: String)
    case contentUnannounced(content: String)
    case tableDiffers(table: String, row: String)
    case headDiffers

    public var description: String {
        switch self {
        case .recordDiffers(let record): "record \(record): the row is not what the journal says"
        case .recordMissing(let record): "record \(record): the row is missing"
        case .contentMissing(let record, let content): "record \(record): content \(content) is missing and not erased"
        case .contentDiffers(let record, let content):
            "record \(record): content \(content) is not what was committed to"
        case .contentUnannounced(let content): "content \(content): no record announces it"
        case .tableDiffers(let table, let row): "table \(table), row \(row): not what the journal gives"
        case .headDiffers: "the head is not the root of the records"
        }
    }
}

extension Store {
    /// Compares rows with the journal's files and contents with their commitments; changes nothing.
    public func check() throws -> [StoreFinding] {
        var findings: [StoreFinding] = []
        let verification = Verification(key: keys.journalKey.verifier)
        try pool.read { db in
            let log = journal
            var frontier = Frontier()
            var announced: Set<ID<Kind.Content>> = []
            var erased: Set<ID<Kind.Content>> = []
            var commitments: [(record: UInt64, commitment: ContentCommitment)] = []
            if try log.bytes(at: "checkpoint") != nil {
                _ = try verification.run(on: log) { number, bytes in
                    let row =
                        (try? Data.fetchOne(
                            db,
                            sql: "select leaf from record where number = ?",
                            arguments: [Int64(number)]
                        )) ?? nil
                    if row == nil { findings.append(.recordMissing(record: number)) }
                    if let row, !row.elementsEqual(bytes) { findings.append(.recordDiffers(record: number)) }
                }
            }
            let rows = try Row.fetchCursor(db, sql: "select number, leaf from record order by number")
            while let row = try rows.next() {
                let (number, bytes) = (UInt64(row["number"] as Int64), [UInt8](row["leaf"] as Data))
                frontier.append(leaf: bytes)
                guard let leaf = try? Leaf.decode(bytes) else {
                    findings.append(.recordDiffers(record: number))
                    continue
                }
                for content in leaf.contents {
                    announced.insert(content.id)
                    commitments.append((number, content))
                }
                if case .centre(.erased(let erasure)) = leaf.event { erased.formUnion(erasure.contents) }
            }
            if try frontier != Change.head(in: db) { findings.append(.headDiffers) }
            for (record, commitment) in commitments where !erased.contains(commitment.id) {
                findings += try finding(of: commitment, record: record, in: db)
            }
            for id in try Data.fetchAll(db, sql: "select id from content").compactMap({ ID<Kind.Content>(bytes: $0) })
            where !announced.contains(id) {
                findings.append(.contentUnannounced(content: "\(id)"))
            }
        }
        return findings
    }

    private func finding(
        of commitment: ContentCommitment,
        record: UInt64,
        in db: Database
    ) throws -> [StoreFinding] {
        let found: (bytes: [UInt8], salt: [UInt8])?
        do {
            found = try vault.read(commitment.id, in: db)
        } catch {
            return [.contentDiffers(record: record, content: "\(commitment.id)")]
        }
        guard let found else { return [.contentMissing(record: record, content: "\(commitment.id)")] }
        let actual = ContentVault.commitment(to: found.bytes, id: commitment.id, salt: found.salt)
        return actual == commitment.commitment
            ? [] : [.contentDiffers(record: record, content: "\(commitment.id)")]
    }

    /// Builds the tables from the journal alone into a new database and compares them row by row.
    ///
    /// - file: the new database; must not exist.
    public func rebuild(into file: URL) throws -> [StoreFinding] {
        let fresh = try DatabaseQueue(path: file.path)
        try Schema.migrate(fresh)
        let entries = try pool.read { db in
            try Row.fetchAll(db, sql: "select number, id, kind, stay, occurred_us, recorded_us, leaf from record")
        }
        try fresh.write { db in
            for row in entries {
                let bytes = [UInt8](row["leaf"] as Data)
                let number = UInt64(row["number"] as Int64)
                guard let leaf = try? Leaf.decode(bytes) else { throw StoreFault.leafUnreadable(record: number) }
                try db.execute(
                    sql: """
                        insert into record (number, id, kind, stay, tag, occurred_us, recorded_us, leaf)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        Int64(number), Data(leaf.id.bytes), leaf.event.kindName,
                        leaf.event.subjectStay.map { Data($0.bytes) }, leaf.event.subjectTag?.text,
                        leaf.occurred.microseconds,
                        leaf.recorded.microseconds, Data(bytes),
                    ]
                )
                try Tables(db: db).apply(leaf.event, record: number, recordedAt: leaf.recorded)
            }
        }
        let expected = try fresh.read(Self.dump)
        let actual = try pool.read(Self.dump)
        return Self.differences(expected: expected, actual: actual)
    }

    /// The tables that follow from the journal, and the column that names a row.
    private static let derived = [
        ("record", "number"), ("stay", "hex(id)"), ("alarm", "hex(id)"), ("whereabouts", "tag"), ("account", "hex(id)"),
        ("device", "id"), ("silence", "base_station"), ("carrier", "tag"), ("look", "hex(stay)"),
    ]

    private static func dump(_ db: Database) throws -> [String: [String: String]] {
        var tables: [String: [String: String]] = [:]
        for (table, key) in derived {
            let columns = try db.columns(in: table).map { "quote(\($0.name))" }.joined(separator: " || ',' || ")
            let rows = try Row.fetchAll(db, sql: "select \(key) as k, \(columns) as v from \(table)")
            tables[table] = Dictionary(uniqueKeysWithValues: rows.map { ("\($0["k"] as DatabaseValue)", $0["v"]) })
        }
        return tables
    }

    private static func differences(
        expected: [String: [String: String]],
        actual: [String: [String: String]]
    ) -> [StoreFinding] {
        derived.flatMap { table, _ in
            let (left, right) = (expected[table] ?? [:], actual[table] ?? [:])
            return Set(left.keys).union(right.keys).sorted().filter { left[$0] != right[$0] }
                .map { StoreFinding.tableDiffers(table: table, row: $0) }
        }
    }
}
