/// A value of a plan file as written, before anybody knows what it means.
public indirect enum PlanValue: Hashable, Sendable {
    case none
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([PlanValue])
    case object([String: PlanValue])

    public var asText: String? {
        if case .text(let text) = self { text } else { nil }
    }

    public var asNumber: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// As a fault quotes it, cut to one line.
    var quoted: String {
        switch self {
        case .none: "null"
        case .flag(let flag): "\(flag)"
        case .number(let number): "\(number)"
        case .text(let text): "\"\(text.prefix(40))\""
        case .list(let values): "a list of \(values.count)"
        case .object: "an object"
        }
    }
}

/// One feature of a plan file as read.
public struct PlanFeature: Hashable, Sendable {
    /// The geometry as written.
    public enum Shape: Hashable, Sendable {
        case point(Point)
        case line([Point])
        /// The outer ring first, then holes; each with its repeated last corner.
        case rings([[Point]])
        /// None, or one that could not be read, with its type.
        case unreadable(String)

        var typeName: String {
            switch self {
            case .point: "Point"
            case .line: "LineString"
            case .rings: "Polygon"
            case .unreadable(let type): type
            }
        }
    }

    /// 1 for the first feature of the file.
    public let position: Int
    public let id: String?
    public let shape: Shape
    public let properties: [String: PlanValue]

    public init(position: Int, id: String?, shape: Shape, properties: [String: PlanValue]) {
        self.position = position
        self.id = id
        self.shape = shape
        self.properties = properties
    }
}
