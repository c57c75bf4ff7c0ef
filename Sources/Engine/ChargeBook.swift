internal import Alarms
internal import Domain
internal import Events
internal import Policy
internal import Store
internal import Synchronization

/// Which tags are low, so that of the charges that a tag tells every few minutes only those become events that cross
/// the limit, either way.
final class ChargeBook: Sendable {
    /// What was last known of a tag.
    fileprivate struct Level {
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

    /// An act that tells of a crossing, and to which side.
    struct Crossing {
        let act: TagAct
        fileprivate let tag: Code<Kind.Tag>
        fileprivate let level: Level
    }

    /// The crossings in these acts, of those that are charges and not late. Called again for the same acts it
    /// answers the same until `note` is told that they were recorded.
    func crossings(in acts: [TagAct]) throws -> [Crossing] {
        var crossings: [Crossing] = []
        var seen: [Code<Kind.Tag>: Level] = [:]
        for act in acts where !act.isLate {
            guard case .battery(let tag, let percent, let at) = act.event,
                let limit = ChargeLimit(setting.policy(at: at)?.rule(.tagBattery))
            else { continue }
            let before = try seen[tag] ?? level(of: tag, limit, at: at)
            guard before.at < at else { continue }
            let level = Level(isLow: limit.isLow(percent, before: before.isLow), at: at)
            seen[tag] = level
            if level.isLow != before.isLow { crossings.append(Crossing(act: act, tag: tag, level: level)) }
        }
        return crossings
    }

    /// These crossings are in the journal. Another base station may have told the same, or later news, meanwhile.
    func note(_ crossings: [Crossing]) {
        levels.withLock { levels in
            for crossing in crossings where levels[crossing.tag].map({ $0.at < crossing.level.at }) ?? true {
                levels[crossing.tag] = crossing.level
            }
        }
    }

    private func level(of tag: Code<Kind.Tag>, _ limit: ChargeLimit, at moment: Instant) throws -> Level {
        if let known = levels.withLock({ $0[tag] }) { return known }
        let told = try store.lastCharge(of: tag, knownAt: moment)
        let level = Level(
            isLow: told.map { limit.isLow($0.percent, before: false) } ?? false,
            at: told?.at ?? moment - Store.chargeKnown
        )
        levels.withLock { $0[tag] = level }
        return level
    }
}
