import Domain
import Policy

extension Watch {
    /// How far back the engine remembers what is over. A line that comes later than this corrects the record, but
    /// raises nothing: the replay of the day finds it. Longer than every span over which a rule compares people.
    static let reach = Duration.hours(2)

    /// Forgetting happens on a grid of recorded time, so that it does not depend on how often time is told.
    static let grid = Duration.minutes(10)

    /// Forgets what is out of reach, but nothing that an alarm still sounding rests on.
    mutating func forget(at moment: Instant) {
        let step = Self.grid.inMicroseconds
        let point = moment.microseconds / step
        guard point > memory.now.microseconds / step else { return }
        let limit = Instant(microseconds: point * step) - Self.reach
        let sounding = memory.alarms.values.filter { $0.isOpen && $0.isConditionOn }
        let pinned = sounding.filter { setting.judges[$0.raising.key.rule]?.last?.judge.comparesTrails ?? false }
            .map { $0.raising.began - Self.grid }
        let horizon = min(limit, pinned.min() ?? limit)
        memory.site.forget(before: horizon, keeping: Set(sounding.compactMap(\.raising.stay)))
        memory.alarms = memory.alarms.filter { !$0.value.isSpent(before: horizon) }
        memory.failed = memory.failed.filter { question, _ in
            question.subject.stay.map { memory.site.stays[$0] != nil } ?? true
        }
    }
}

extension Alarm {
    /// Whether nothing can happen to it any more that the engine would have to do.
    fileprivate func isSpent(before horizon: Instant) -> Bool {
        guard raising.began < horizon, sounded < horizon else { return false }
        return !isOpen || (!isConditionOn && raising.key.rule != .sos)
    }
}
