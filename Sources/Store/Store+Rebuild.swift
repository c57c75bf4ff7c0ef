internal import Domain
internal import Events
public import Foundation
internal import GRDB
internal import Journal

extension Store {
    /// The tables that follow from the journal, and the column that names a row; `schema.sql` lists those that do not.
    static let derived = [
        ("record", "number"), ("head", "one"), ("stay", "hex(id)"), ("alarm", "hex(id)"), ("whereabouts", "tag"),
        ("account", "hex(id)"), ("device", "id"), ("silence", "base_station"), ("carrier", "tag"),
        ("look", "hex(stay)"),
    ]

    /// Builds the tables from the journal alone into a new database and compares them value for value.
    ///
    /// - file: the new database; must not exist.
    public func rebuild(into file: URL) throws -> [StoreFinding] {
        let fresh = try DatabaseQueue(path: file.path)
        try Schema.migrate(fresh)
        return try pool.read { db in
            try fresh.write { try Self.fill($0, from: db) }
            return try fresh.read { fresh in
                try Self.derived.flatMap { try Self.differences(in: $0.0, key: $0.1, expected: fresh, actual: db) }
            }
        }
    }

    /// Applies every leaf to empty tables, as the writer did when it was recorded.
    private static func fill(_ fresh: Database, from db: Database) throws {
        var frontier = Frontier()
        let rows = try Row.fetchCursor(db, sql: "select number, leaf from record order by number")
        while let row = try rows.next() {
            let bytes = [UInt8](row["leaf"] as Data)
            let number = UInt64(row["number"] as Int64)
            guard let leaf = try? Leaf.decode(bytes) else { throw StoreFault.leafUnreadable(record: number) }
            try Change.insert(leaf, bytes, number: number, in: fresh)
            try Tables(db: fresh).apply(leaf.event, record: number, recordedAt: leaf.recorded)
            frontier.append(leaf: bytes)
        }
        if frontier.size > 0 { try Change.save(head: frontier, in: fresh) }
    }

    /// Walks over both tables in the order of their keys.
    private static func differences(
        in table: String,
        key: String,
        expected: Database,
        actual: Database
    ) throws -> [StoreFinding] {
        let columns = try expected.columns(in: table).map { "quote(\"\($0.name)\")" }.joined(separator: " || ',' || ")
        let sql = "select cast(\(key) as text) as k, \(columns) as v from \(table) order by \(key)"
        let (left, right) = (try Row.fetchCursor(expected, sql: sql), try Row.fetchCursor(actual, sql: sql))
        var findings: [StoreFinding] = []
        var (one, other) = (try Pair(left.next()), try Pair(right.next()))
        while one != nil || other != nil {
            if let one, let other, one.key == other.key {
                if one.value != other.value { findings.append(.tableDiffers(table: table, row: one.key)) }
            } else {
                let keys = [one?.key, other?.key].compactMap(\.self)
                guard let key = keys.min(by: { Self.precedes($0, $1, in: table) }) else { break }
                findings.append(.tableDiffers(table: table, row: key))
                if one?.key == key { one = try Pair(left.next()) } else { other = try Pair(right.next()) }
                continue
            }
            (one, other) = (try Pair(left.next()), try Pair(right.next()))
        }
        return findings
    }

    private static func precedes(_ one: String, _ other: String, in table: String) -> Bool {
        if let one = Int64(one), let other = Int64(other), table == "record" || table == "head" { return one < other }
        return one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    private struct Pair {
        let key: String
        let value: String

        init?(_ row: Row?) {
            guard let row else { return nil }
            (key, value) = (row["k"], row["v"])
        }
    }
}
