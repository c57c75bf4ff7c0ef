public import Alarms
public import Domain
public import Events
internal import Foundation
internal import GRDB

extension Store {
    /// Alarms shown in a list at once.
    private static let alarmsListed = 500

    public func account(_ id: ID<Kind.Account>) throws -> Account? {
        try pool.read { try Tables(db: $0).account(id) }
    }

    /// The event recorded last; nil in an empty journal.
    public func newestEvent() throws -> ID<Kind.Event>? {
        try pool.read { db in
            try Data.fetchOne(db, sql: "select id from record where number = (select size - 1 from head)")
                .flatMap { ID<Kind.Event>(bytes: $0) }
        }
    }

    /// The journal number of an event.
    public func record(of event: ID<Kind.Event>) throws -> UInt64? {
        try pool.read { db in
            try Int64.fetchOne(db, sql: "select number from record where id = ?", arguments: [Data(event.bytes)])
                .map { UInt64($0) }
        }
    }

    /// Every alarm about a stay, in order of raising.
    public func alarms(about stay: ID<Kind.Stay>) throws -> [Alarm] {
        try pool.read { db in
            try String.fetchAll(
                db,
                sql: "select value from alarm where stay = ? order by raised_us, id",
                arguments: [Data(stay.bytes)]
            ).map { try Tables.decode(Alarm.self, $0) }
        }
    }

    /// The latest alarms, open or closed.
    public func recentAlarms() throws -> [Alarm] {
        try pool.read { db in
            try String.fetchAll(
                db,
                sql: "select value from alarm order by raised_us desc, id limit ?",
                arguments: [Self.alarmsListed]
            ).map { try Tables.decode(Alarm.self, $0) }
        }
    }

    /// The confirmed places of a tag while it was worn.
    public func places(of tag: Code<Kind.Tag>, during span: Span) throws -> [Entry] {
        try pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    select number, leaf from record where tag = ? and occurred_us >= ? and occurred_us <= ?
                    order by number
                    """,
                arguments: [tag.text, span.start.microseconds, span.end?.microseconds ?? .max]
            ).map { try Self.entry($0) }
        }
    }

    /// How often somebody looked at the person's page.
    public func timesLookedAt(_ stay: ID<Kind.Stay>) throws -> Int {
        try pool.read { db in
            try Int.fetchOne(db, sql: "select times from look where stay = ?", arguments: [Data(stay.bytes)]) ?? 0
        }
    }
}
