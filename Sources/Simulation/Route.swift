import Premises

/// One straight piece of a way, all of it inside one room (or outside the building).
struct Leg: Hashable, Sendable {
    let to: Point
    let within: Door.Side
}

/// Who walks decides which rooms may be passed through on the way.
enum Traveller: Hashable, Sendable {
    case suspect
    case visitor
    case staff
}

/// Finds ways through doors, never through walls.
struct WayFinder: Sendable {
    let plan: FloorPlan
    private let rooms: [Room.ID: Room]

    init(_ plan: FloorPlan) {
        self.plan = plan
        rooms = Dictionary(plan.rooms.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The way from a point of one place to a point of another; nil where no door leads there.
    func route(from start: Point, in here: Door.Side, to goal: Point, in there: Door.Side, as who: Traveller) -> [Leg]?
    {
        if here == there { return pieces(from: start, to: goal, within: here) }
        let doors =
            doors(from: start, in: here, to: there, as: who, against: false)
            ?? doors(from: start, in: here, to: there, as: who, against: true)
        guard let doors else { return nil }
        var legs: [Leg] = []
        var at = start
        var side = here
        for door in doors {
            legs += pieces(from: at, to: door.at, within: side)
            at = door.at
            side = door.from == side ? door.to : door.from
        }
        return legs + pieces(from: at, to: goal, within: side)
    }

    /// Dijkstra over doors; `against`: also against one-way doors, for places that cannot be left otherwise.
    private func doors(
        from start: Point,
        in here: Door.Side,
        to there: Door.Side,
        as who: Traveller,
        against: Bool
    ) -> [Door]? {
        var cost = [Double](repeating: .infinity, count: plan.doors.count)
        var before = [Int](repeating: -1, count: plan.doors.count)
        var side = [Door.Side](repeating: .outside, count: plan.doors.count)
        var open = Set(plan.doors.indices)
        func relax(_ from: Point, _ place: Door.Side, _ spent: Double, _ by: Int) {
            for index in open {
                let door = plan.doors[index]
                let beyond: Door.Side? =
                    door.from == place ? door.to : (door.to == place && (against || !door.oneWay)) ? door.from : nil
                guard let beyond else { continue }
                let total = spent + from.distance(to: door.at) + (beyond == there ? 0 : toll(beyond, who))
                if total < cost[index] {
                    cost[index] = total
                    before[index] = by
                    side[index] = beyond
                }
            }
        }
        relax(start, here, 0, -1)
        while let nearest = open.min(by: { (cost[$0], $0) < (cost[$1], $1) }), cost[nearest] < .infinity {
            open.remove(nearest)
            if side[nearest] == there {
                var way: [Door] = []
                var index = nearest
                while index >= 0 {
                    way.append(plan.doors[index])
                    index = before[index]
                }
                return way.reversed()
            }
            relax(plan.doors[nearest].at, side[nearest], cost[nearest], nearest)
        }
        return nil
    }

    /// Metres that walking through a place is worth avoiding.
    private func toll(_ side: Door.Side, _ who: Traveller) -> Double {
        guard case .room(let id) = side, let kind = rooms[id]?.kind else { return 200 }
        switch who {
        case .suspect:
            if kind == .corridorSuspects { return 0 }
            if kind == .corridorWitnesses || kind == .victimOneStop || kind == .reception { return 2_000 }
            return kind.isCorridor ? 3 : kind.isHolding || kind.isInterrogation ? 300 : 40
        case .visitor:
            if kind == .corridorWitnesses || kind == .reception { return 0 }
            if kind == .corridorSuspects || kind.isHolding || kind == .vehicleDock { return 2_000 }
            return kind.isCorridor ? 30 : 60
        case .staff:
            return kind.isCorridor ? 0 : kind.isHolding || kind.isInterrogation ? 100 : 25
        }
    }

    /// Straight pieces inside one place, around the corners of a concave room.
    func pieces(from start: Point, to goal: Point, within side: Door.Side) -> [Leg] {
        guard case .room(let id) = side, let outline = rooms[id]?.outline, !Self.isFree(start, goal, outline) else {
            return [Leg(to: goal, within: side)]
        }
        let nodes = [start, goal] + Self.turns(of: outline)
        var cost = [Double](repeating: .infinity, count: nodes.count)
        var before = [Int](repeating: -1, count: nodes.count)
        var open = Set(nodes.indices)
        cost[0] = 0
        while let nearest = open.min(by: { (cost[$0], $0) < (cost[$1], $1) }), cost[nearest] < .infinity, nearest != 1 {
            open.remove(nearest)
            for next in open {
                let total = cost[nearest] + nodes[nearest].distance(to: nodes[next])
                if total < cost[next], Self.isFree(nodes[nearest], nodes[next], outline) {
                    cost[next] = total
                    before[next] = nearest
                }
            }
        }
        var way: [Leg] = []
        var index = 1
        while index > 0 {
            way.append(Leg(to: nodes[index], within: side))
            index = before[index]
        }
        return way.reversed()
    }

    /// Points half a step inside each corner, where a person turns.
    private static func turns(of outline: Polygon) -> [Point] {
        outline.corners.flatMap { corner in
            [(0.4, 0.4), (0.4, -0.4), (-0.4, 0.4), (-0.4, -0.4)].map { Point(corner.x + $0.0, corner.y + $0.1) }
        }.filter { outline.contains($0) && outline.distanceToOutline($0) > 0.2 }
    }

    /// Whether one can walk straight from one point to the other without leaving the outline.
    static func isFree(_ from: Point, _ to: Point, _ outline: Polygon) -> Bool {
        let line = Segment(from, to)
        if outline.edges.contains(where: { $0.crosses(line) }) { return false }
        return (1..<8).allSatisfy { step in
            let t = Double(step) / 8
            let point = Point(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t)
            return outline.contains(point) || outline.distanceToOutline(point) < 0.02
        }
    }
}
