internal import Alarms
internal import Domain
internal import Events
internal import Policy
internal import Store
internal import Synchronization

/// Which tags are low, so that of the charges that a tag tells every few minutes only those become events that cross
/// the limit, either way.
final class ChargeBook: Sendable {
    /// So far back a new process looks for what was told of a tag; a tag silent for longer is taken as charged.
    private static let remembered = Duration.hours(24 * 7)

    /// What was last known of a tag.
    private struct Level {
        let isLow: Bool
        let at: Instant
    }

    private let store: Store
    private let setting: CentreSetting
    private let levels = Mutex<[Code<Kind.Tag>: Level]>([:])

    init(store: Store, setting: CentreSetting) {
        self.store = store
        self.setting = setting
    }

    /// The acts that tell of a crossing, of those that are charges and not late. Called again for the same acts it
    /// answers the same until `note` is told that they were recorded.
    func crossings(in acts: [TagAct]) throws -> [TagAct] {
        var crossings: [TagAct] = []
        var seen: [Code<Kind.Tag>: Level] = [:]
        for act in acts where !act.isLate {
            guard case .battery(let tag, let percent, let at) = act.event,
                let limit = ChargeLimit(setting.policy(at: at)?.rule(.tagBattery))
            else { continue }
            let before = try seen[tag] ?? level(of: tag, limit, at: at)
            guard before.at < at else { continue }
            let level = Level(isLow: limit.isLow(percent, before: before.isLow), at: at)
            seen[tag] = level
            if level.isLow != before.isLow { crossings.append(act) }
        }
        return crossings
    }

    /// These crossings are in the journal.
    func note(_ crossings: [TagAct]) {
        levels.withLock { levels in
            for act in crossings {
                guard case .battery(let tag, _, let at) = act.event, let before = levels[tag] else { continue }
                levels[tag] = Level(isLow: !before.isLow, at: at)
            }
        }
    }

    private func level(of tag: Code<Kind.Tag>, _ limit: ChargeLimit, at moment: Instant) throws -> Level {
        if let known = levels.withLock({ $0[tag] }) { return known }
        let since = moment - Self.remembered
        let told = try store.lastCharge(of: tag, since: since)
        let level = Level(isLow: told.map { limit.isLow($0.percent, before: false) } ?? false, at: told?.at ?? since)
        levels.withLock { $0[tag] = level }
        return level
    }
}
