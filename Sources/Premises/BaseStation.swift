public import Domain

/// A fixed receiver of tags' radio.
public struct BaseStation: Hashable, Sendable, Codable {
    public typealias ID = Code<Kind.BaseStation>

    public let id: ID
    public let at: Point
    /// Metres above the floor.
    public let height: Double

    public init(id: ID, at: Point, height: Double) {
        self.id = id
        self.at = at
        self.height = height
    }
}

/// A camera and the microphone on it.
public struct Camera: Hashable, Sendable, Codable {
    public typealias ID = Code<Kind.Camera>

    /// What is kept of picture or sound.
    public enum Recording: String, Hashable, Sendable, Codable, CaseIterable {
        case recorded
        case masked
        case none
    }

    public let id: ID
    public let name: Bilingual
    public let at: Point
    public let sees: [Room.ID]
    public let picture: Recording
    public let sound: Recording

    public init(id: ID, name: Bilingual, at: Point, sees: [Room.ID], picture: Recording, sound: Recording) {
        self.id = id
        self.name = name
        self.at = at
        self.sees = sees
        self.picture = picture
        self.sound = sound
    }
}

/// A wall as drawn; glass can be seen through and weakens radio less.
public struct Wall: Hashable, Sendable, Codable {
    public enum Material: String, Hashable, Sendable, Codable, CaseIterable {
        case solid
        case light
        case glass
    }

    public let line: Segment
    public let material: Material

    public init(line: Segment, material: Material) {
        self.line = line
        self.material = material
    }
}
