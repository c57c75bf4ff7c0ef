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
        if let last = straps.lastIndex(where: { $0.at <= horizon }) { straps.removeFirst(last) }
        if let last = charges.lastIndex(where: { $0.at <= horizon }) { charges.removeFirst(last) }
    }

    func wearing(at moment: Instant) -> Wearing? {
        wearings.last { $0.from <= moment && ($0.until.map { moment < $0 } ?? true) }
    }
}
