public import Domain

/// A room of the plan.
public struct Room: Hashable, Sendable, Codable {
    public typealias ID = Code<Kind.Room>

    /// How a held person in the room is watched.
    public enum Watch: Hashable, Sendable, Codable {
        /// An officer or auxiliary is in the room.
        case inRoom
        /// One sits at the post (a room), from which the room is seen.
        case fromPost(Room.ID)
        /// One comes by at least this often; the policy holds the time.
        case interval
    }

    public let id: ID
    public let name: Bilingual
    public let kind: RoomKind
    public let outline: Polygon
    public let watch: Watch?

    public init(id: ID, name: Bilingual, kind: RoomKind, outline: Polygon, watch: Watch?) {
        self.id = id
        self.name = name
        self.kind = kind
        self.outline = outline
        self.watch = watch
    }
}
