public import Alarms
public import Domain
public import Events
internal import Foundation
internal import GRDB
public import Policy
public import Stays
public import Tracking

extension Store {
    /// One line of a ledger: the record's number and what it says.
    public struct Entry: Hashable, Sendable {
        public let record: UInt64
        public let leaf: Leaf
    }

    public func stay(_ id: ID<Kind.Stay>) throws -> Stay? {
        try pool.read { try Tables(db: $0).stay(id) }
    }

    /// People in the area or on their way into it, first arrival first.
    public func openStays() throws -> [Stay] {
        try pool.read { db in
            try String.fetchAll(db, sql: "select value from stay where is_open = 1 order by arrived_us, id")
                .map { try Tables.decode(Stay.self, $0) }
        }
    }

    /// The open stay whose person wears the tag.
    public func stay(wearing tag: Code<Kind.Tag>) throws -> Stay? {
        try pool.read { try Tables(db: $0).stay(wearing: tag) }
    }

    public func alarm(_ id: ID<Kind.Alarm>) throws -> Alarm? {
        try pool.read { try Tables(db: $0).alarm(id) }
    }

    /// Alarms that nobody has closed, newest first.
    public func openAlarms() throws -> [Alarm] {
        try pool.read { db in
            try String.fetchAll(db, sql: "select value from alarm where is_open = 1 order by raised_us desc, id")
                .map { try Tables.decode(Alarm.self, $0) }
        }
    }

    /// Everything the journal says of one stay, in its order.
    public func ledger(of stay: ID<Kind.Stay>) throws -> [Entry] {
        try pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "select number, leaf from record where stay = ? order by number",
                arguments: [Data(stay.bytes)]
            )
            return try rows.map { try Self.entry($0) }
        }
    }

    /// The steps in which an alarm was told further, from what it is about to its last record.
    public func escalations(of alarm: ID<Kind.Alarm>) throws -> [Entry] {
        try pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    select record.number, record.leaf from alarm join record as first on first.id = alarm.began
                    cross join record on record.number between first.number and alarm.record
                    where alarm.id = ? and record.kind = 'alarm.escalated' order by record.number
                    """,
                arguments: [Data(alarm.bytes)]
            )
            return try rows.map { try Self.entry($0) }.filter { entry in
                if case .alarm(.escalated(alarm, _, _)) = entry.leaf.event { true } else { false }
            }
        }
    }

    public func record(_ number: UInt64) throws -> Entry? {
        try pool.read { db in
            try Row.fetchOne(
                db,
                sql: "select number, leaf from record where number = ?",
                arguments: [Int64(number)]
            ).map { try Self.entry($0) }
        }
    }

    /// The bytes of a content; nil where it was erased.
    public func content(_ id: ID<Kind.Content>) throws -> [UInt8]? {
        try pool.read { try vault.read(id, in: $0)?.bytes }
    }

    static func entry(_ row: Row) throws -> Entry {
        let number: Int64 = row["number"]
        let leaf: Data = row["leaf"]
        guard let decoded = try? Leaf.decode([UInt8](leaf)) else {
            throw StoreFault.leafUnreadable(record: UInt64(number))
        }
        return Entry(record: UInt64(number), leaf: decoded)
    }
}

extension Change {
    /// Who is in the area or on the way into it.
    public func openStays() throws -> [ID<Kind.Stay>] {
        try Data.fetchAll(db, sql: "select id from stay where is_open = 1").compactMap { ID(bytes: $0) }
    }

    public func stay(_ id: ID<Kind.Stay>) throws -> Stay? { try Tables(db: db).stay(id) }

    public func stay(wearing tag: Code<Kind.Tag>) throws -> Stay? { try Tables(db: db).stay(wearing: tag) }

    public func alarm(_ id: ID<Kind.Alarm>) throws -> Alarm? { try Tables(db: db).alarm(id) }

    /// The open alarm of a rule about a subject, the latest where there are several.
    public func openAlarm(of rule: RuleID, about subject: Subject) throws -> Alarm? {
        try String.fetchOne(
            db,
            sql: "select value from alarm where is_open = 1 and rule = ? and subject = ? order by raised_us desc",
            arguments: [rule.rawValue, "\(subject)"]
        ).map { try Tables.decode(Alarm.self, $0) }
    }

    /// Who of the staff carries the tag.
    public func carrier(of tag: Code<Kind.Tag>) throws -> Carrier? {
        try String.fetchOne(db, sql: "select value from carrier where tag = ?", arguments: [tag.text])
            .map { try Tables.decode(Carrier.self, $0) }
    }

    /// The last confirmed place of a tag.
    public func place(of tag: Code<Kind.Tag>) throws -> Place? {
        try String.fetchOne(db, sql: "select value from whereabouts where tag = ?", arguments: [tag.text])
            .map { try Tables.decode(Place.self, $0) }
    }

    /// Whether the journal holds this event already.
    public func holds(_ event: ID<Kind.Event>) throws -> Bool {
        try Bool.fetchOne(db, sql: "select 1 from record where id = ?", arguments: [Data(event.bytes)]) ?? false
    }
}
