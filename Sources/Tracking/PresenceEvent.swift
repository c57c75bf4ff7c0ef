public import Domain
public import Premises

/// Where a tag is believed to be.
public enum Place: Hashable, Sendable, Codable {
    case room(Room.ID)
    case outside
    /// Heard, but no room is likely enough (P5): neither presence nor absence.
    case notDetermined
    /// Not heard by any base station.
    case noSignal

    public var room: Room.ID? { if case .room(let room) = self { room } else { nil } }
}

/// A confirmed finding about a tag's place, at most six seconds after the deed (SPEC T3).
public enum PresenceEvent: Hashable, Sendable {
    /// The tag left `from` and was in `to` at `at`.
    ///
    /// - confidence: probability in per mille of `to`, or of the most probable room where that is not determined;
    ///   coverage: share in per mille of the plan's base stations near the room that were alive, less where fewer than
    ///   half of those that should hear the tag there did; baseStations: those near the room that were alive.
    case moved(
        tag: Code<Kind.Tag>,
        from: Place,
        to: Place,
        at: Instant,
        confidence: Int,
        coverage: Int,
        baseStations: [BaseStation.ID]
    )
    /// In a room for less than three seconds on the way from one place to another.
    case passed(tag: Code<Kind.Tag>, through: Room.ID, at: Instant, until: Instant)
    /// Faster than a person can be: two tags swapped, a forged frame or a bad plan.
    case impossibleJump(tag: Code<Kind.Tag>, from: Room.ID, to: Room.ID, at: Instant, metresPerSecond: Int)
}
