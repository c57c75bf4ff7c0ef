extension Wall {
    /// The walls between and around rooms that were drawn without any: what two outlines share is a light wall,
    /// what one has alone a solid one. Pieces that lie on each other count once, or radio would pass two walls.
    public static func around(_ rooms: [Room]) -> [Wall] {
        var lines: [Line: [Reach]] = [:]
        for edge in rooms.flatMap(\.outline.edges) where edge.a != edge.b {
            let line = Line(edge)
            lines[line, default: []].append(line.reach(edge))
        }
        return lines.sorted { $0.key < $1.key }.flatMap { line, reaches in
            pieces(of: reaches).map { piece in
                Wall(
                    line: Segment(line.point(at: piece.reach.from), line.point(at: piece.reach.to)),
                    material: piece.rooms > 1 ? .light : .solid
                )
            }
        }
    }

    /// Cuts overlapping reaches into pieces with the number of outlines that each belongs to.
    private static func pieces(of reaches: [Reach]) -> [(reach: Reach, rooms: Int)] {
        let cuts = Set(reaches.flatMap { [$0.from, $0.to] }).sorted()
        var pieces: [(reach: Reach, rooms: Int)] = []
        for (from, to) in zip(cuts, cuts.dropFirst()) where to - from > 0.005 {
            let rooms = min(2, reaches.count { $0.from <= from && $0.to >= to })
            if let last = pieces.last, last.rooms == rooms, last.reach.to == from {
                pieces[pieces.count - 1].reach.to = to
            } else if rooms > 0 {
                pieces.append((Reach(from: from, to: to), rooms))
            }
        }
        return pieces
    }

    private struct Reach: Hashable {
        var from: Double
        var to: Double
    }

    /// An endless line, equal for edges that lie on it to the centimetre: unit direction and distance from the origin.
    private struct Line: Hashable, Comparable {
        let dx: Int
        let dy: Int
        let offset: Int

        init(_ edge: Segment) {
            let length = edge.a.distance(to: edge.b)
            var x = (edge.b.x - edge.a.x) / length
            var y = (edge.b.y - edge.a.y) / length
            if x < -1e-9 || (abs(x) <= 1e-9 && y < 0) {
                x = -x
                y = -y
            }
            dx = Int((x * 1e4).rounded())
            dy = Int((y * 1e4).rounded())
            offset = Int(((x * edge.a.y - y * edge.a.x) * 100).rounded())
        }

        var unit: Point { Point(Double(dx) / 1e4, Double(dy) / 1e4) }

        func reach(_ edge: Segment) -> Reach {
            let ends = [edge.a, edge.b].map { ((($0.x * unit.x + $0.y * unit.y) * 100).rounded()) / 100 }
            return Reach(from: min(ends[0], ends[1]), to: max(ends[0], ends[1]))
        }

        func point(at along: Double) -> Point {
            let away = Double(offset) / 100
            return Point(unit.x * along - unit.y * away, unit.y * along + unit.x * away)
        }

        static func < (left: Line, right: Line) -> Bool {
            (left.dx, left.dy, left.offset) < (right.dx, right.dy, right.offset)
        }
    }
}
