public import Domain

/// What the engine remembers of one tag besides its trail.
public struct TagView: Hashable, Sendable, Codable {
    /// The strap as reported: open or whole again.
    public struct Strap: Hashable, Sendable, Codable {
        public let cut: Bool
        public let at: Instant
        public let event: ID<Kind.Event>
    }

    public struct Charge: Hashable, Sendable, Codable {
        public let percent: Int
        public let at: Instant
        public let event: ID<Kind.Event>
    }

    public internal(set) var straps: [Strap] = []
    public internal(set) var charges: [Charge] = []
    public internal(set) var trail = Trail()
    var wearings: [Wearing] = []
    /// Who was where with this tag: derived from trail and wearings, so that nobody walks over them twice.
    private(set) var presences: [Site.Presence] = []

    private enum CodingKeys: CodingKey {
        case straps, charges, trail, wearings
    }

    /// Works out the presences anew; whoever changes trail or wearings calls it.
    mutating func derive() {
        presences = wearings.flatMap { wearing in
            trail.stints(during: wearing).map { Site.Presence(wearer: wearing.wearer, stint: $0) }
        }
    }

    mutating func insert(_ strap: Strap) {
        guard !straps.contains(where: { $0.event == strap.event }) else { return }
        straps.append(strap)
        straps.sort { ($0.at, $0.event) < ($1.at, $1.event) }
    }

    mutating func insert(_ charge: Charge) {
        guard !charges.contains(where: { $0.event == charge.event }) else { return }
        charges.append(charge)
        charges.sort { ($0.at, $0.event) < ($1.at, $1.event) }
    }

    mutating func wear(_ wearing: Wearing) {
        guard !wearings.contains(where: { $0.event == wearing.event }) else { return }
        wearings.append(wearing)
        wearings.sort { ($0.from, $0.event) < ($1.from, $1.event) }
        for (index, next) in zip(wearings.indices, wearings.indices.dropFirst()) where wearings[index].until == nil {
            wearings[index].until = wearings[next].from
            wearings[index].ending = wearings[next].event
        }
    }

    mutating func release(at moment: Instant, by event: ID<Kind.Event>) {
        guard let index = wearings.lastIndex(where: { $0.from <= moment && $0.until == nil }) else { return }
        wearings[index].until = moment
        wearings[index].ending = event
    }

    mutating func forget(before horizon: Instant) {
        trail.forget(before: horizon)
        wearings.removeAll { $0.until.map { $0 < horizon } ?? false }
        // While it is worn, what was reported since it was put on decides; a reading may hang on an earlier one.
        let needed = min(horizon, wearings.first?.from ?? horizon)
        straps.removeAll { $0.at < needed }
        // A charge is told when it crosses the limit, so the last one before says what holds.
        let told = charges.last { $0.at < needed }
        charges.removeAll { $0.at < needed && $0.event != told?.event }
    }

    func wearing(at moment: Instant) -> Wearing? {
        wearings.last { $0.from <= moment && ($0.until.map { moment < $0 } ?? true) }
    }
}
