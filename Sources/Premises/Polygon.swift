/// A simple closed outline, convex or not, without its repeated last corner.
public struct Polygon: Hashable, Sendable, Codable {
    public let corners: [Point]

    public init(_ corners: [Point]) {
        precondition(corners.count >= 3, "an outline has three corners")
        self.corners = corners
    }

    public var edges: [Segment] {
        zip(corners, corners.dropFirst() + corners.prefix(1)).map { Segment($0, $1) }
    }

    /// Square metres, by the shoelace formula.
    public var area: Double {
        abs(edges.reduce(0) { $0 + $1.a.x * $1.b.y - $1.b.x * $1.a.y }) / 2
    }

    /// The least and greatest x and y.
    public var bounds: (low: Point, high: Point) {
        let xs = corners.map(\.x)
        let ys = corners.map(\.y)
        return (Point(xs.min() ?? 0, ys.min() ?? 0), Point(xs.max() ?? 0, ys.max() ?? 0))
    }

    /// Even-odd rule; a point on the outline belongs to one of the two neighbours.
    public func contains(_ point: Point) -> Bool {
        var inside = false
        for edge in edges where (edge.a.y > point.y) != (edge.b.y > point.y) {
            let x = edge.a.x + (point.y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x)
            if point.x < x { inside.toggle() }
        }
        return inside
    }

    /// Metres from the point to the outline, 0 on it.
    public func distanceToOutline(_ point: Point) -> Double {
        edges.map { $0.distance(to: point) }.min() ?? .infinity
    }

    /// A point well inside: of a grid of candidates the one farthest from the outline. Where a name may be written.
    public var innermost: Point {
        let (low, high) = bounds
        var best = corners[0]
        var depth = -Double.infinity
        for row in 1..<24 {
            for column in 1..<24 {
                let candidate = Point(
                    low.x + (high.x - low.x) * Double(column) / 24,
                    low.y + (high.y - low.y) * Double(row) / 24
                )
                guard contains(candidate) else { continue }
                let candidateDepth = distanceToOutline(candidate)
                if candidateDepth > depth + 1e-9 {
                    best = candidate
                    depth = candidateDepth
                }
            }
        }
        return best
    }
}
