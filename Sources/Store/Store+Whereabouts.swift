public import Domain
internal import Events
internal import Foundation
internal import GRDB
public import Stays
public import Tracking

extension Store {
    /// Who was where at one moment, by the confirmed places in the journal.
    public struct Whereabouts: Sendable {
        /// A stay that had arrived and not left, as it is known now, with the tag of that moment and its place.
        public struct Person: Hashable, Sendable {
            public let stay: Stay
            public let tag: Code<Kind.Tag>?
            public let place: Place?
        }

        public var people: [Person] = []
        /// Of each member of the staff who carried a card then and carries it still.
        public var staff: [Code<Kind.Officer>: Place] = [:]
    }

    /// When the first record was written; nil while there is none.
    public func began() throws -> Instant? {
        try pool.read { db in
            try Int64.fetchOne(db, sql: "select recorded_us from record where number = 0").map {
                Instant(microseconds: $0)
            }
        }
    }

    /// Whether anybody is known to have arrived up to a moment, recorded late perhaps.
    public func knowsAnybody(upTo moment: Instant) throws -> Bool {
        try pool.read { db in
            try Bool.fetchOne(
                db,
                sql: "select exists (select 1 from stay where is_open in (0, 1) and arrived_us <= ?)",
                arguments: [moment.microseconds]
            ) ?? false
        }
    }

    /// Where the tag was at a moment by the confirmed places; nil before the first.
    public func place(of tag: Code<Kind.Tag>, at moment: Instant) throws -> Place? {
        try pool.read { db in try Self.place(of: tag, at: moment, in: db) }
    }

    /// Everybody on the premises at a moment, first arrival first. Costs what happened since then, not the history.
    public func whereabouts(at moment: Instant) throws -> Whereabouts {
        try pool.read { db in
            var found = Whereabouts()
            for stay in try Self.stays(at: moment, in: db) {
                let tag = try Self.tag(of: stay.id, at: moment, in: db)
                let place = try tag.flatMap { try Self.place(of: $0, at: moment, in: db) }
                found.people.append(.init(stay: stay, tag: tag, place: place))
            }
            for row in try Row.fetchAll(db, sql: "select tag, value from carrier") {
                let carrier = try Tables.decode(Carrier.self, row["value"])
                guard carrier.since <= moment else { continue }
                found.staff[carrier.officer] = try Self.place(of: Code(checked: row["tag"]), at: moment, in: db)
            }
            return found
        }
    }

    /// Those who are here still and had arrived, and those who left later; `cross join` keeps SQLite from walking over
    /// all who ever left instead of the exits since then.
    private static func stays(at moment: Instant, in db: Database) throws -> [Stay] {
        let open = try String.fetchAll(
            db,
            sql: "select value from stay where is_open = 1 and arrived_us <= ?",
            arguments: [moment.microseconds]
        )
        let gone = try String.fetchSet(
            db,
            sql: """
                select stay.value from record cross join stay on stay.id = record.stay
                where record.kind = 'stay.exited' and record.occurred_us > ? and is_open = 0 and arrived_us <= ?
                """,
            arguments: [moment.microseconds, moment.microseconds]
        )
        return try (open + gone).map { try Tables.decode(Stay.self, $0) }
            .sorted { ($0.arrival.at, $0.id) < ($1.arrival.at, $1.id) }
    }

    private static func tag(
        of stay: ID<Kind.Stay>,
        at moment: Instant,
        in db: Database
    ) throws -> Code<Kind.Tag>? {
        let last = try Row.fetchOne(
            db,
            sql: """
                select number, leaf from record where stay = ? and kind in ('stay.tag-issued', 'stay.tag-returned')
                and occurred_us <= ? order by occurred_us desc, number desc limit 1
                """,
            arguments: [Data(stay.bytes), moment.microseconds]
        )
        guard let last, case .stay(.tagIssued(_, let tag, _, _)) = try entry(last).leaf.event else { return nil }
        return tag
    }

    static func place(of tag: Code<Kind.Tag>, at moment: Instant, in db: Database) throws -> Place? {
        let last = try Row.fetchOne(
            db,
            sql: """
                select number, leaf from record where tag = ? and occurred_us <= ? and kind = 'presence.moved'
                order by occurred_us desc, number desc limit 1
                """,
            arguments: [tag.text, moment.microseconds]
        )
        guard let last, case .presence(.moved(_, _, let to, _, _, _, _)) = try entry(last).leaf.event else {
            return nil
        }
        return to
    }
}
