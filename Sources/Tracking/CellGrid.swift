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
    /// A walking person, metres a second.
    static let stride = 1.5

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
        func nearest(_ side: Door.Side, _ point: Point) -> Int? {
            guard case .room(let id) = side else { return outside }
            let inRoom = cells.indices.filter { plan.rooms[cells[$0].1].id == id }
            return inRoom.min { cells[$0].0.distance(to: point) < cells[$1].0.distance(to: point) }
        }
        for door in plan.doors {
            guard let from = nearest(door.from, door.at), let to = nearest(door.to, door.at) else { continue }
            out[from].append((to, 0.3))
            if !door.oneWay { out[to].append((from, to == outside ? 0.02 : 0.3)) }
        }
        return normalised(out, outside: outside)
    }

    /// A person stays within a cell in most seconds; half a per mille of the seconds goes unheard from then on.
    private static func normalised(_ out: [[(Int, Double)]], outside: Int) -> [[(Int, Float)]] {
        let stay = 0.6
        let lost = 0.0005
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
