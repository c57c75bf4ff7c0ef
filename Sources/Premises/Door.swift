public import Domain

/// A door, or an opening without a leaf, between two places.
public struct Door: Hashable, Sendable, Codable {
    public typealias ID = Code<Kind.Door>

    /// One side of a door.
    public enum Side: Hashable, Sendable, Codable {
        case room(Room.ID)
        case outside
    }

    public let id: ID
    public let at: Point
    public let from: Side
    public let to: Side
    /// Passable only from `from` to `to`.
    public let oneWay: Bool
    /// Metres; what the picture draws.
    public let width: Double

    public init(id: ID, at: Point, from: Side, to: Side, oneWay: Bool = false, width: Double = 0.9) {
        self.id = id
        self.at = at
        self.from = from
        self.to = to
        self.oneWay = oneWay
        self.width = width
    }
}
