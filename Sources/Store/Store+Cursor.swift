internal import Foundation
internal import GRDB

/// Where a follower of the journal stands, saved in the commit of what it caused.
public struct Cursor<State: Codable & Sendable>: Sendable {
    /// The first record it has not read yet.
    public var next: UInt64
    public var state: State

    public init(next: UInt64, state: State) {
        self.next = next
        self.state = state
    }
}

extension Store {
    /// Where the follower stood at the last commit; nil before its first.
    public func cursor<State>(_ follower: String, of _: State.Type) throws -> Cursor<State>? {
        try pool.read { db in
            try Row.fetchOne(
                db,
                sql: "select next_record, state from cursor where follower = ?",
                arguments: [follower]
            ).map { row in
                Cursor(
                    next: UInt64(row["next_record"] as Int64),
                    state: try Tables.decode(State.self, row["state"])
                )
            }
        }
    }

    /// The records from `first` on, at most `limit`, as a follower reads them.
    public func entries(from first: UInt64, limit: Int) throws -> [Entry] {
        try pool.read { db in
            try Row.fetchAll(
                db,
                sql: "select number, leaf from record where number >= ? order by number limit ?",
                arguments: [Int64(first), limit]
            ).map { try Self.entry($0) }
        }
    }
}

extension Change {
    /// Saves a follower's place together with what it recorded in this command.
    public func save<State>(_ cursor: Cursor<State>, of follower: String) throws {
        try db.execute(
            sql: """
                insert into cursor (follower, next_record, state) values (?, ?, ?)
                on conflict (follower) do update set next_record = excluded.next_record, state = excluded.state
                """,
            arguments: [follower, Int64(cursor.next), try Tables.text(of: cursor.state)]
        )
    }
}
