internal import Domain
internal import Events
internal import Foundation
internal import GRDB

/// Accounts, devices, silent base stations and carried cards, as they follow from events.
extension Tables {
    func account(_ id: ID<Kind.Account>) throws -> Account? {
        try value(Account.self, "select value from account where id = ?", Data(id.bytes))
    }

    func device(_ id: Code<Kind.Device>) throws -> Device? {
        try String.fetchOne(db, sql: "select value from device where id = ?", arguments: [id.text])
            .map { try Self.decode(Device.self, $0) }
    }

    func apply(_ event: AccessEvent, record: UInt64) throws {
        if case .read(.stay(let stay), _, _, _) = event {
            try db.execute(
                sql: """
                    insert into look (stay, record, times) values (?, ?, 1)
                    on conflict (stay) do update set record = excluded.record, times = times + 1
                    """,
                arguments: [Data(stay.bytes), Int64(record)]
            )
        }
        guard let id = event.account else { return }
        var found = try account(id) ?? Account(event)
        found?.apply(event)
        guard let account = found else { throw StoreFault.notFound }
        try db.execute(
            sql: """
                insert into account (id, record, is_open, value) values (?, ?, ?, ?)
                on conflict (id) do update set record = excluded.record, is_open = excluded.is_open,
                value = excluded.value
                """,
            arguments: [Data(id.bytes), Int64(record), account.isOpen, try Self.text(of: account)]
        )
    }

    func apply(_ event: DeviceEvent, record: UInt64) throws {
        if let (baseStation, silentSince) = event.baseStation {
            try db.execute(sql: "delete from silence where base_station = ?", arguments: [baseStation.text])
            guard let silentSince else { return }
            try db.execute(
                sql: "insert into silence (base_station, record, last_heard_us) values (?, ?, ?)",
                arguments: [baseStation.text, Int64(record), silentSince.microseconds]
            )
        }
        guard let id = event.device else { return }
        var found = try device(id) ?? Device(event)
        found?.apply(event)
        guard let device = found else { throw StoreFault.notFound }
        try db.execute(
            sql: """
                insert into device (id, record, is_open, value) values (?, ?, ?, ?)
                on conflict (id) do update set record = excluded.record, is_open = excluded.is_open,
                value = excluded.value
                """,
            arguments: [id.text, Int64(record), device.isOpen, try Self.text(of: device)]
        )
    }

    func apply(_ event: TagEvent, record: UInt64) throws {
        switch event {
        case .button, .tamper, .battery: break
        case .carried(let tag, let officer, let rank, let at):
            let carrier = Carrier(officer: officer, rank: rank, since: at)
            try db.execute(
                sql: """
                    insert into carrier (tag, record, value) values (?, ?, ?)
                    on conflict (tag) do update set record = excluded.record, value = excluded.value
                    """,
                arguments: [tag.text, Int64(record), try Self.text(of: carrier)]
            )
        case .handedBack(let tag, _):
            try db.execute(sql: "delete from carrier where tag = ?", arguments: [tag.text])
        }
    }
}
