import Domain
import Policy

extension Watch {
    /// Forgetting happens on a grid of recorded time, so that it does not depend on how often time is told.
    static let grid = Duration.minutes(10)

    /// Forgets what is out of reach, but nothing that an alarm still sounding rests on.
    mutating func forget(at moment: Instant) {
        let step = Self.grid.inMicroseconds
        let point = moment.microseconds / step
        guard point > memory.now.microseconds / step else { return }
        let limit = Instant(microseconds: point * step) - setting.reach
        let sounding = memory.alarms.stillSounding
        let pinned = sounding.filter { setting.judges[$0.raising.key.rule]?.last?.judge.comparesTrails ?? false }
            .map { $0.raising.began - Self.grid }
        let horizon = min(limit, pinned.min() ?? limit)
        memory.site.forget(before: horizon, keeping: Set(sounding.compactMap(\.raising.stay)))
        let present = Set(memory.site.stays.keys)
        memory.alarms.removeAll { $0.isSpent(before: horizon, present: present) }
        memory.failed = memory.failed.filter { question, _ in
            question.subject.stay.map { memory.site.stays[$0] != nil } ?? true
        }
    }
}

extension Alarm {
    /// Whether nothing can happen to it any more that the engine would have to do.
    ///
    /// As long as the stay is remembered, so are its alarms: what it rests on could ring again otherwise.
    fileprivate func isSpent(before horizon: Instant, present: Set<ID<Kind.Stay>>) -> Bool {
        if let stay = raising.stay, present.contains(stay) { return false }
        guard case .gone(let at) = condition, at < horizon, sounded < horizon else {
            return !isOpen && sounded < horizon
        }
        return !isOpen || raising.key.rule != .sos
    }
}
