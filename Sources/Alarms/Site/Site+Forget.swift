import Domain

extension Site {
    /// Forgets what was over before `horizon`; stays in `kept` have open alarms and are kept whole.
    mutating func forget(before horizon: Instant, keeping kept: Set<ID<Kind.Stay>>) {
        guard horizon > self.horizon else { return }
        self.horizon = horizon
        for (stay, view) in stays where !kept.contains(stay) {
            if let exited = view.exited, exited.at < horizon { stays[stay] = nil }
        }
        for (tag, var view) in tags {
            view.forget(before: horizon)
            tags[tag] = view
        }
        for (station, list) in silences {
            silences[station] = list.filter { $0.until.map { $0 >= horizon } ?? true }
        }
        clockSpells.removeAll { $0.until.map { $0 < horizon } ?? false }
        diskSpells.removeAll { $0.until.map { $0 < horizon } ?? false }
        unsignedSpells.removeAll { $0.until.map { $0 < horizon } ?? false }
        index()
    }

    /// Builds the derived look-ups anew from the trails and wearings.
    mutating func index() {
        tagsByRoom = [:]
        tagsByStay = [:]
        for tag in tags.keys { tags[tag]?.derive() }
        for (tag, view) in tags {
            for room in view.trail.rooms { tagsByRoom[room, default: []].insert(tag) }
            for wearing in view.wearings {
                if case .person(let stay) = wearing.wearer { tagsByStay[stay, default: []].insert(tag) }
            }
        }
    }
}
