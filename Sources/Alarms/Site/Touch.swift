public import Domain
public import Premises

/// What a fact changed, so that only the questions it may answer differently are asked again.
public struct Touch: Hashable, Sendable {
    /// The moment from which it changed something, where that is not the fact's own.
    public internal(set) var since: Instant?
    public internal(set) var stays: Set<ID<Kind.Stay>> = []
    public internal(set) var rooms: Set<Room.ID> = []
    public internal(set) var tags: Set<Code<Kind.Tag>> = []
    public internal(set) var baseStations: Set<BaseStation.ID> = []
    /// The server itself.
    public internal(set) var server = false
}
