public import Domain
public import Events
internal import Foundation
internal import GRDB
public import Premises
internal import Synchronization

extension Store {
    /// Lets a device speak for these base stations; answers with its token, which is shown once and kept as a hash.
    ///
    /// - brokerHash: what the broker keeps of the token.
    public func addDevice(
        _ id: Code<Kind.Device>,
        baseStations: [BaseStation.ID],
        brokerHash: (String) throws -> String
    ) async throws -> String {
        let token = Secrets.newToken()
        let hash = try brokerHash(token)
        defer { tokens.withLock { $0 = nil } }
        return try await submit { change in
            try change.record(.device(.added(id, baseStations: baseStations, at: change.now)), occurred: change.now)
            try change.db.execute(sql: "delete from device_secret where device = ?", arguments: [id.text])
            try change.db.execute(
                sql: "insert into device_secret (secret, device, broker_hash) values (?, ?, ?)",
                arguments: [Secrets.digest(of: token), id.text, hash]
            )
            return token
        }
    }

    /// Takes a device's voice away.
    public func revokeDevice(_ id: Code<Kind.Device>) async throws {
        defer { tokens.withLock { $0 = nil } }
        try await submit { change in
            guard try Tables(db: change.db).device(id) != nil else { throw AccessRefusal.deviceUnknown }
            try change.record(.device(.revoked(id, at: change.now)), occurred: change.now)
            try change.db.execute(sql: "delete from device_secret where device = ?", arguments: [id.text])
        }
    }

    /// The device that this token belongs to. Every message asks, so they are kept until one is added or revoked.
    public func device(token: String) throws -> Code<Kind.Device>? {
        let digest = Secrets.digest(of: token)
        return try tokens.withLock { known in
            if let known { return known[digest] }
            let all = try pool.read { db in
                try Row.fetchAll(db, sql: "select secret, device from device_secret")
                    .map { ($0["secret"] as Data, Code<Kind.Device>(checked: $0["device"])) }
            }
            let tokens = Dictionary(uniqueKeysWithValues: all)
            known = tokens
            return tokens[digest]
        }
    }

    /// What the broker keeps of each device's token, by device.
    public func brokerHashes() throws -> [(device: String, hash: String)] {
        try pool.read { db in
            try Row.fetchAll(db, sql: "select device, broker_hash from device_secret order by device")
                .map { ($0["device"], $0["broker_hash"]) }
        }
    }

    public func devices() throws -> [Device] {
        try pool.read { db in
            try String.fetchAll(db, sql: "select value from device where is_open = 1 order by id")
                .map { try Tables.decode(Device.self, $0) }
        }
    }

    /// Base stations that are silent, with when each was last heard.
    public func silentBaseStations() throws -> [BaseStation.ID: Instant] {
        try pool.read { db in
            let rows = try Row.fetchAll(db, sql: "select base_station, last_heard_us from silence")
            return Dictionary(
                uniqueKeysWithValues: rows.map {
                    (Code(checked: $0["base_station"]), Instant(microseconds: $0["last_heard_us"]))
                }
            )
        }
    }

    /// Who of the staff carries which tag or card.
    public func carriers() throws -> [Code<Kind.Tag>: Carrier] {
        try pool.read { db in
            let rows = try Row.fetchAll(db, sql: "select tag, value from carrier")
            return Dictionary(
                uniqueKeysWithValues: try rows.map {
                    (Code(checked: $0["tag"]), try Tables.decode(Carrier.self, $0["value"]))
                }
            )
        }
    }
}
