internal import Alarms
internal import DeviceFormats
internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Journal
internal import Policy
internal import Premises
internal import Store
internal import Web

extension Desk {
    @Sendable func alarms(_ reader: Reader, openOnly: Bool) async throws -> [AlarmReading] {
        try await willRead(.scope(.alarms), reader)
        let alarms = openOnly ? try store.openAlarms() : try store.recentAlarms()
        return try visible(alarms, to: reader).map(reading)
    }

    @Sendable func alarm(_ reader: Reader, _ id: ID<Kind.Alarm>) async throws -> AlarmReading? {
        guard let alarm = try store.alarm(id), try !visible([alarm], to: reader).isEmpty else { return nil }
        try await willRead(.alarm(id), reader)
        return reading(alarm)
    }

    @Sendable func devices(_ reader: Reader) async throws -> [DeviceReading] {
        try await willRead(.scope(.devices), reader)
        let counts = await centre.engine.intakeCounts()
        let silent = try store.silentBaseStations()
        let devices = try store.devices()
        return setting.plan.baseStations.map { station in
            let device = devices.first { $0.baseStations.contains(station.id) }
            let count = device.flatMap { counts[$0.id] }
            return DeviceReading(
                id: station.id.text,
                name: setting.plan.room(at: station.at)?.name ?? Bilingual(zh: station.id.text, en: station.id.text),
                health: device == nil ? .never : silent[station.id] == nil ? .working : .silent,
                lastHeard: silent[station.id],
                accepted: count?.acceptedLines ?? 0,
                refused: count?.refused.values.reduce(0, +) ?? 0
            )
        }
    }

    func lost() throws -> [DeviceReading] {
        try store.silentBaseStations().sorted { $0.key < $1.key }.map { id, lastHeard in
            DeviceReading(
                id: id.text,
                name: Bilingual(zh: id.text, en: id.text),
                health: .silent,
                lastHeard: lastHeard,
                accepted: 0,
                refused: 0
            )
        }
    }

    @Sendable func accounts(_ reader: Reader) async throws -> [AccountReading] {
        try await willRead(.scope(.accounts), reader)
        return try store.accounts().map { account in
            AccountReading(
                name: try store.name(of: account.id) ?? account.officer.text,
                role: account.role,
                lastSignIn: account.lastSignIn,
                isLocked: (account.lockedUntil ?? now) > now
            )
        }
    }

    /// A record with its proof, computed and verified for this answer.
    @Sendable func record(_ reader: Reader, _ number: UInt64) async throws -> RecordReading? {
        guard let checkpoint = try store.checkpoint(), number < checkpoint.size,
            let entry = try store.record(number)
        else { return nil }
        guard let index = Int(exactly: number) else { return nil }
        try await willRead(.record(index), reader)
        let leaf = entry.leaf.bytes()
        var tree = StoredTree(size: checkpoint.size, reader: store.journal)
        let proof = try tree.inclusionProof(of: number, at: checkpoint.size)
        let isVerified = (try? proof.verify(leaf: MerkleTree.leafHash(leaf), root: checkpoint.root)) != nil
        return RecordReading(
            number: number,
            leaf: String(decoding: leaf, as: UTF8.self),
            contents: try entry.leaf.contents.map { content in
                try store.content(content.id).map { String(decoding: $0, as: UTF8.self) } ?? "—"
            },
            proof: proof.path.map(\.base64),
            logSize: checkpoint.size,
            logRoot: checkpoint.root.base64,
            isVerified: isVerified
        )
    }
}
