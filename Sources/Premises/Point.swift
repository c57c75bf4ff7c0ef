/// A place on the floor plan, in metres from its corner; x to the right, y up the page.
public struct Point: Hashable, Sendable, Codable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    public func distance(to other: Point) -> Double {
        ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
    }
}

/// A straight piece of wall or the line between a sender and a receiver.
public struct Segment: Hashable, Sendable, Codable {
    public let a: Point
    public let b: Point

    public init(_ a: Point, _ b: Point) {
        self.a = a
        self.b = b
    }

    /// Whether the two pieces truly cross; touching ends do not count.
    public func crosses(_ other: Segment) -> Bool {
        func side(_ p: Point, _ q: Point, _ r: Point) -> Double {
            (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
        }
        let d1 = side(other.a, other.b, a)
        let d2 = side(other.a, other.b, b)
        let d3 = side(a, b, other.a)
        let d4 = side(a, b, other.b)
        return d1 * d2 < 0 && d3 * d4 < 0
    }
}
