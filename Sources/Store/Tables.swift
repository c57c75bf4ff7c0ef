internal import Alarms
internal import Domain
internal import Events
internal import Foundation
internal import GRDB
internal import Policy
internal import Stays
internal import Tracking

/// The tables as they follow from events: load the value, let it apply, save it. No SQL here knows what an event means.
struct Tables {
    let db: Database

    func apply(_ event: Event, record: UInt64, recordedAt: Instant) throws {
        switch event {
        case .stay(let event): try apply(event, record: record)
        case .alarm(let event): try apply(event, record: record, recordedAt: recordedAt)
        case .presence(let event): try apply(event, record: record)
        case .tag(let event): try apply(event, record: record)
        case .device(let event): try apply(event, record: record)
        case .access(let event): try apply(event, record: record)
        case .centre: break
        }
    }

    func stay(_ id: ID<Kind.Stay>) throws -> Stay? {
        try value(Stay.self, "select value from stay where id = ?", Data(id.bytes))
    }

    func alarm(_ id: ID<Kind.Alarm>) throws -> Alarm? {
        try value(Alarm.self, "select value from alarm where id = ?", Data(id.bytes))
    }

    /// The open stay whose person wears the tag.
    func stay(wearing tag: Code<Kind.Tag>) throws -> Stay? {
        try String.fetchOne(
            db,
            sql: "select value from stay where tag = ? and is_open = 1",
            arguments: [tag.text]
        ).map { try Self.decode(Stay.self, $0) }
    }

    private func apply(_ event: StayEvent, record: UInt64) throws {
        var stay: Stay
        if case .arrived(let id, let registration) = event {
            stay = Stay(id, registration)
        } else {
            guard let found = try self.stay(event.stay) else { throw StoreFault.notFound }
            stay = found
            stay.apply(event)
        }
        try db.execute(
            sql: """
                insert into stay (id, record, arrived_us, is_open, case_code, tag, value) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set record = excluded.record, arrived_us = excluded.arrived_us,
                is_open = excluded.is_open, tag = excluded.tag, value = excluded.value
                """,
            arguments: [
                Data(stay.id.bytes), Int64(record), stay.arrival.at.microseconds, !stay.hasLeft,
                stay.registration.caseCode.text, stay.tag.worn?.text, try Self.text(of: stay),
            ]
        )
    }

    private func apply(_ event: AlarmEvent, record: UInt64, recordedAt: Instant) throws {
        var alarm: Alarm
        if case .raised(let id, let raising) = event {
            alarm = Alarm(id, raising, recordedAt: recordedAt)
        } else {
            guard let found = try self.alarm(event.alarm) else { throw StoreFault.notFound }
            alarm = found
            alarm.apply(event, recordedAt: recordedAt)
        }
        let key = alarm.raising.key
        try db.execute(
            sql: """
                insert into alarm (id, record, rule, subject, began, stay, is_open, raised_us, value)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set record = excluded.record, is_open = excluded.is_open,
                value = excluded.value
                """,
            arguments: [
                Data(alarm.id.bytes), Int64(record), key.rule.rawValue, "\(key.subject)", Data(key.began.bytes),
                alarm.raising.stay.map { Data($0.bytes) },
                alarm.end == nil, alarm.raising.at.microseconds, try Self.text(of: alarm),
            ]
        )
    }

    private func apply(_ event: PresenceEvent, record: UInt64) throws {
        guard case .moved(let tag, _, let place, let at, _, _, _) = event else { return }
        try db.execute(
            sql: """
                insert into whereabouts (tag, record, since_us, value) values (?, ?, ?, ?)
                on conflict (tag) do update set record = excluded.record, since_us = excluded.since_us,
                value = excluded.value
                """,
            arguments: [tag.text, Int64(record), at.microseconds, try Self.text(of: place)]
        )
    }

    func value<Value: Decodable>(_ type: Value.Type, _ sql: String, _ key: Data) throws -> Value? {
        try String.fetchOne(db, sql: sql, arguments: [key]).map { try Self.decode(type, $0) }
    }

    /// JSON with sorted keys: two equal values give the same text, so that `rebuild` may compare texts.
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
