extension Polygon {
    /// Square metres that two simple outlines share; exact for concave ones too.
    ///
    /// Both are cut into slabs between all heights where a corner lies or two edges cross. Within a slab no edges
    /// cross, so the shared width is linear in height and its middle times the slab's height is its area.
    public func sharedArea(with other: Polygon) -> Double {
        let (low, high) = bounds
        let (otherLow, otherHigh) = other.bounds
        guard low.x < otherHigh.x, otherLow.x < high.x, low.y < otherHigh.y, otherLow.y < high.y else { return 0 }
        var heights = Set((corners + other.corners).map(\.y))
        for edge in edges {
            for otherEdge in other.edges {
                if let y = edge.heightOfCrossing(with: otherEdge) { heights.insert(y) }
            }
        }
        let sorted = heights.sorted()
        return zip(sorted, sorted.dropFirst()).reduce(0) { area, slab in
            let middle = (slab.0 + slab.1) / 2
            let width = Self.sharedWidth(crossings(at: middle), other.crossings(at: middle))
            return area + width * (slab.1 - slab.0)
        }
    }

    /// Whether two edges that are not neighbours touch, or neighbours fold back on each other.
    public var crossesItself: Bool {
        let all = edges
        for (i, edge) in all.enumerated() {
            for j in (i + 1)..<max(i + 1, all.count) {
                let isNext = j == i + 1
                let isPrevious = i == 0 && j == all.count - 1
                if isNext || isPrevious {
                    if edge.foldsBack(on: all[j]) { return true }
                } else if edge.touches(all[j]) {
                    return true
                }
            }
        }
        return false
    }

    /// Where a level line enters and leaves the outline, in pairs from left to right.
    private func crossings(at y: Double) -> [Double] {
        edges.compactMap { edge in
            guard (edge.a.y > y) != (edge.b.y > y) else { return nil }
            return edge.a.x + (y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x)
        }.sorted()
    }

    private static func sharedWidth(_ left: [Double], _ right: [Double]) -> Double {
        var width = 0.0
        for i in stride(from: 0, to: left.count - 1, by: 2) {
            for j in stride(from: 0, to: right.count - 1, by: 2) {
                width += max(0, min(left[i + 1], right[j + 1]) - max(left[i], right[j]))
            }
        }
        return width
    }
}

extension Segment {
    /// The height at which two pieces truly cross.
    fileprivate func heightOfCrossing(with other: Segment) -> Double? {
        guard crosses(other) else { return nil }
        let rx = b.x - a.x
        let ry = b.y - a.y
        let sx = other.b.x - other.a.x
        let sy = other.b.y - other.a.y
        let denominator = rx * sy - ry * sx
        guard denominator != 0 else { return nil }
        let along = ((other.a.x - a.x) * sy - (other.a.y - a.y) * sx) / denominator
        return a.y + along * ry
    }

    /// Whether the two pieces have a point in common, to the millimetre.
    fileprivate func touches(_ other: Segment) -> Bool {
        crosses(other) || distance(to: other.a) < 0.001 || distance(to: other.b) < 0.001
            || other.distance(to: a) < 0.001 || other.distance(to: b) < 0.001
    }

    /// For `next` that begins at the end of this one, or ends at its beginning: whether they lie on each other.
    fileprivate func foldsBack(on next: Segment) -> Bool {
        let cross = (b.x - a.x) * (next.b.y - next.a.y) - (b.y - a.y) * (next.b.x - next.a.x)
        let dot = (b.x - a.x) * (next.b.x - next.a.x) + (b.y - a.y) * (next.b.y - next.a.y)
        return abs(cross) < 1e-6 && dot < 0
    }

    /// Metres from a point to the nearest point of this piece.
    func distance(to point: Point) -> Double {
        let dx = b.x - a.x
        let dy = b.y - a.y
        let length = dx * dx + dy * dy
        let along = length == 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length
        let t = min(1, max(0, along))
        return point.distance(to: Point(a.x + t * dx, a.y + t * dy))
    }
}
