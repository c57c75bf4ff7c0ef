internal import Alarms
internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Journal
internal import Policy
internal import Store
internal import Web

extension Desk {
    @Sendable func alarms(_ reader: Reader, openOnly: Bool) async throws -> [AlarmReading] {
        try await willRead(.scope(.alarms), reader)
        let alarms = openOnly ? try store.openAlarms() : try store.recentAlarms()
        let scene = try await scene(for: reader)
        return try visible(alarms, to: reader).map { reading($0, in: scene) }
    }

    @Sendable func alarm(_ reader: Reader, _ id: ID<Kind.Alarm>) async throws -> AlarmReading? {
        guard let alarm = try store.alarm(id), try !visible([alarm], to: reader).isEmpty else { return nil }
        try await willRead(.alarm(id), reader)
        var reading = reading(alarm, in: try await scene(for: reader))
        reading.told = try tellings(of: alarm)
        reading.life = words.life(of: alarm, told: told)
        return reading
    }

    /// When further posts were told, by the journal: the alarm itself only knows how far it has climbed.
    private func tellings(of alarm: Alarm) throws -> [AlarmReading.Telling] {
        try store.escalations(of: alarm.id).compactMap { entry in
            guard case .alarm(.escalated(_, let step, let at)) = entry.leaf.event else { return nil }
            return AlarmReading.Telling(step: step, at: at)
        }
    }

    @Sendable func accounts(_ reader: Reader) async throws -> [AccountReading] {
        try await willRead(.scope(.accounts), reader)
        return try store.accounts().map { account in
            AccountReading(
                name: try store.name(of: account.id) ?? account.officer.text,
                officer: words.officer(account.officer),
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
            kind: entry.leaf.event.kindName,
            at: entry.leaf.occurred,
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
