/// A piece of furniture: drawn so that a room is recognised, without any other meaning.
public struct Furniture: Hashable, Sendable, Codable {
    public enum Piece: String, Hashable, Sendable, Codable, CaseIterable {
        case desk
        case table
        case chair
        case bench
        case bed
        case cabinet
        case screen
        case basin
        case vehicle
    }

    public let piece: Piece
    public let outline: Polygon

    public init(piece: Piece, outline: Polygon) {
        self.piece = piece
        self.outline = outline
    }
}
