public import Domain
internal import Foundation
internal import GRDB

extension Store {
    /// What the intake remembered of each device when the last chunk was closed.
    public func intakes<Intake: Decodable>(as _: Intake.Type) throws -> [Code<Kind.Device>: Intake] {
        try pool.read { db in
            let rows = try Row.fetchAll(db, sql: "select device, state from intake")
            return Dictionary(
                uniqueKeysWithValues: try rows.map {
                    (Code(checked: $0["device"]), try Tables.decode(Intake.self, $0["state"]))
                }
            )
        }
    }
}

extension Change {
    /// Saves what the intake remembers, with the closing of the chunk that made it so.
    public func save(intakes: [Code<Kind.Device>: some Encodable]) throws {
        // No part of `rebuild`, so that the order of the keys is free: sorting them takes longer than writing them.
        let encoder = JSONEncoder()
        for (device, intake) in intakes {
            try db.execute(
                sql: """
                    insert into intake (device, state) values (?, ?)
                    on conflict (device) do update set state = excluded.state
                    """,
                arguments: [device.text, String(decoding: try encoder.encode(intake), as: UTF8.self)]
            )
        }
    }
}
