import Domain
import Premises

/// The rooms cut into squares, the finest state of the filter, and the steps a person can take in a second.
///
/// State `cells.count` is outside, the one after it no signal.
struct CellGrid: Sendable {
    /// More cells cost time and add nothing: the radio tells places about a metre apart.
    static let most = 320
    /// Metres.
    static let finest = 0.5
    /// Metres that a person who walks about a room gets on in a second.
    static let stride = 1.5
    /// Of the steps through a door to outside, the share that is taken: whoever leaves does it once.
    static let leaving = 0.05

    let cells: [Point]
    /// The index in the plan of the room that holds the cell.
    let room: [Int]
    /// Steps into state `s`: `sources[first[s]..<first[s + 1]]` with `weights`.
    let first: [Int32]
    let sources: [Int32]
    let weights: [Float]

    var outside: Int { cells.count }
    var noSignal: Int { cells.count + 1 }
    var count: Int { cells.count + 2 }

    init(_ plan: FloorPlan) {
        var side = Self.finest
        var found = Self.cut(plan, side)
        while found.count > Self.most {
            side *= 1.15
            found = Self.cut(plan, side)
        }
        cells = found.map(\.0)
        room = found.map(\.1)
        let steps = Self.steps(plan, found, side)
        var first: [Int32] = [0]
        var sources: [Int32] = []
        var weights: [Float] = []
        for into in steps {
            for (source, weight) in into {
                sources.append(Int32(source))
                weights.append(weight)
            }
            first.append(Int32(sources.count))
        }
        self.first = first
        self.sources = sources
        self.weights = weights
    }

    private static func cut(_ plan: FloorPlan, _ side: Double) -> [(Point, Int)] {
        var cells: [(Point, Int)] = []
        for (index, room) in plan.rooms.enumerated() {
            let (low, high) = room.outline.bounds
            let columns = max(1, Int(((high.x - low.x) / side).rounded()))
            let rows = max(1, Int(((high.y - low.y) / side).rounded()))
            let before = cells.count
            for row in 0..<rows {
                for column in 0..<columns {
                    let point = Point(
                        low.x + (high.x - low.x) * (Double(column) + 0.5) / Double(columns),
                        low.y + (high.y - low.y) * (Double(row) + 0.5) / Double(rows)
                    )
                    if room.outline.contains(point) { cells.append((point, index)) }
                }
            }
            if cells.count == before { cells.append((room.outline.innermost, index)) }
        }
        return cells
    }

    private static func steps(_ plan: FloorPlan, _ cells: [(Point, Int)], _ side: Double) -> [[(Int, Float)]] {
        let outside = cells.count
        var out = [[(Int, Double)]](repeating: [], count: cells.count + 2)
        let reach = max(stride, side * 1.5)
        for (here, cell) in cells.enumerated() {
            for (there, other) in cells.enumerated() where there != here && other.1 == cell.1 {
                let distance = cell.0.distance(to: other.0)
                if distance <= reach { out[here].append((there, stride / (stride + 4 * distance))) }
            }
        }
        for door in plan.doors {
            let from = nearby(door.from, door, plan, cells, reach)
            let to = nearby(door.to, door, plan, cells, reach)
            for (here, before) in from {
                for (there, after) in to where before + after <= reach {
                    let weight = stride / (stride + 4 * (before + after))
                    out[here].append((there, there == outside ? weight * leaving : weight))
                    if !door.oneWay { out[there].append((here, here == outside ? weight * leaving : weight)) }
                }
            }
        }
        return normalised(out, outside: outside)
    }

    /// The cells on one side of a door within reach of it, with the metres to the door.
    private static func nearby(
        _ side: Door.Side,
        _ door: Door,
        _ plan: FloorPlan,
        _ cells: [(Point, Int)],
        _ reach: Double
    ) -> [(Int, Double)] {
        guard case .room(let id) = side else { return [(cells.count, 0)] }
        let inRoom = cells.indices.filter { plan.rooms[cells[$0].1].id == id }
        let ways = inRoom.map { ($0, cells[$0].0.distance(to: door.at)) }
        let close = ways.filter { $0.1 <= reach }
        if !close.isEmpty { return close }
        // Cells may be coarser than the reach: a door always joins its two nearest ones.
        return ways.min { $0.1 < $1.1 }.map { [($0.0, 0)] } ?? []
    }

    /// A person stays within a cell in most seconds; one second in a hundred thousand is the last heard.
    private static func normalised(_ out: [[(Int, Double)]], outside: Int) -> [[(Int, Float)]] {
        let stay = 0.4
        let lost = 1e-05
        var into = [[(Int, Float)]](repeating: [], count: out.count)
        for (here, targets) in out.enumerated() where here <= outside {
            let total = targets.reduce(0) { $0 + $1.1 }
            let moving = here == outside ? min(0.05, total) : total > 0 ? 1 - stay : 0
            into[here].append((here, Float((1 - moving) * (1 - lost))))
            for (there, weight) in targets {
                into[there].append((here, Float(weight / total * moving * (1 - lost))))
            }
            into[outside + 1].append((here, Float(lost)))
            into[here].append((outside + 1, Float(0.5 / Double(outside + 1))))
        }
        into[outside + 1].append((outside + 1, 0.5))
        return into
    }
}
