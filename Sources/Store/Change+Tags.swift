public import Alarms
public import Domain
internal import Events
internal import Foundation
internal import GRDB
public import Policy
internal import Stays
public import Tracking

extension Change {
    /// Whose stay had the tag at a moment.
    public struct TagWearing: Hashable, Sendable {
        public let stay: ID<Kind.Stay>
        /// Whether the test press had been heard by then.
        public let isBound: Bool
    }

    /// No stay is looked for that began longer before the moment: the longest limit in the area is two days.
    private static let longestStay = Duration.hours(24 * 7)
    /// A flicker has some steps; a tag that was nowhere for longer has lost its place.
    private static let flicker = 64

    /// Who had the tag on the wrist at the moment, by what was recorded of it; nil where it was on nobody's.
    public func wearing(of tag: Code<Kind.Tag>, at moment: Instant) throws -> TagWearing? {
        var entries: [Store.Entry] = []
        for isOpen in [true, false] {
            let stays = try Data.fetchAll(
                db,
                sql: "select id from stay where is_open = ? and arrived_us >= ? and arrived_us <= ?",
                arguments: [isOpen, (moment - Self.longestStay).microseconds, moment.microseconds]
            )
            for stay in stays {
                entries += try Row.fetchAll(
                    db,
                    sql: """
                        select number, leaf from record where stay = ? and kind in ('stay.tag-issued',
                        'stay.tag-bound', 'stay.tag-returned', 'stay.exited') order by number
                        """,
                    arguments: [stay]
                ).map { try Store.entry($0) }
            }
        }
        var worn: TagWearing?
        for entry in entries.sorted(by: { $0.record < $1.record }) where entry.leaf.occurred <= moment {
            guard case .stay(let event) = entry.leaf.event else { continue }
            worn = event.wearing(of: tag, after: worn)
        }
        return worn
    }

    /// The room, or the outside, in which the tag was last found before the moment, and since when; what is *not
    /// determined* in between counts for nothing.
    public func lastCertainPlace(
        of tag: Code<Kind.Tag>,
        before moment: Instant
    ) throws -> (place: Place, since: Instant)? {
        let rows = try Row.fetchAll(
            db,
            sql: """
                select number, leaf from record where tag = ? and kind = 'presence.moved' and occurred_us <= ?
                order by occurred_us desc, number desc limit ?
                """,
            arguments: [tag.text, moment.microseconds, Self.flicker]
        )
        for row in rows {
            guard case .presence(.moved(_, _, let to, let at, _, _, _)) = try Store.entry(row).leaf.event else {
                continue
            }
            switch to {
            case .room, .outside: return (to, at)
            case .notDetermined, .noSignal: continue
            }
        }
        return nil
    }

    /// Where the tag was at a moment by the confirmed places; nil before the first.
    public func place(of tag: Code<Kind.Tag>, at moment: Instant) throws -> Place? {
        try Store.place(of: tag, at: moment, in: db)
    }

    /// Every alarm of a rule about a subject, open or closed.
    public func alarms(of rule: RuleID, about subject: Subject) throws -> [Alarm] {
        try String.fetchAll(
            db,
            sql: "select value from alarm where rule = ? and subject = ?",
            arguments: [rule.rawValue, "\(subject)"]
        ).map { try Tables.decode(Alarm.self, $0) }
    }
}

extension Store {
    /// What was told of a charge is known for so long: a tag silent for longer is taken as charged.
    public static let chargeKnown = Duration.hours(24 * 7)

    /// The last charge of a tag that was recorded and is still known at the moment.
    public func lastCharge(of tag: Code<Kind.Tag>, knownAt moment: Instant) throws -> (percent: Int, at: Instant)? {
        let since = moment - Self.chargeKnown
        return try pool.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    select number, leaf from record where tag = ? and kind = 'tag.battery' and occurred_us >= ?
                    order by occurred_us desc limit 1
                    """,
                arguments: [tag.text, since.microseconds]
            )
            guard let row, case .tag(.battery(_, let percent, let at)) = try Self.entry(row).leaf.event else {
                return nil
            }
            return (percent, at)
        }
    }
}

extension StayEvent {
    fileprivate func wearing(of tag: Code<Kind.Tag>, after worn: Change.TagWearing?) -> Change.TagWearing? {
        switch self {
        case .tagIssued(let stay, tag, _, _): .init(stay: stay, isBound: false)
        case .tagBound(let stay, tag, _): .init(stay: stay, isBound: true)
        case .tagReturned(let stay, tag, _, _): worn?.stay == stay ? nil : worn
        case .exited(let stay, _): worn?.stay == stay ? nil : worn
        case .arrived, .entered, .tagIssued, .tagBound, .tagForgone, .tagReturned, .stepDone, .roomAllocated,
            .roomReleased, .sessionStarted, .sessionEnded, .breachRecorded, .kindChanged, .traitsRecorded,
            .arrivalCorrected, .clockStarted, .clockExtended, .clockEnded, .darkBegan, .darkEnded, .dutyDone:
            worn
        }
    }
}
