import Domain
import Premises

/// The rooms cut into squares, the finest state of the filter, in blocks of sixteen that a processor takes at once.
///
/// A block lies within one room; what its room does not fill of it is idle. The last block holds the two states that
/// are no place: outside and no signal.
struct CellGrid: Sendable {
    static let lanes = 16
    /// A block is a square of so many squares a side.
    static let side = 4
    /// More squares cost time and add nothing: the radio tells places about a metre apart.
    static let most = 1_600
    /// Metres.
    static let finest = 0.5

    struct Cell: Sendable {
        let at: Point
        /// The index in the plan.
        let room: Int
    }

    /// Of each state; nil where a lane is idle, outside or no signal.
    let cells: [Cell?]
    /// Metres between the middles of neighbouring squares.
    let spacing: Double
    /// Of each block; the last one has none.
    let room: [Int?]
    let steps: CellSteps
    /// Of each block, 0 where there is nothing.
    let x: [SIMD16<Float>]
    let y: [SIMD16<Float>]
    /// 1 for squares and outside; no signal is always reckoned by itself.
    let exists: [SIMD16<Float>]

    var blocks: Int { room.count }
    var states: Int { cells.count }
    /// The block of outside and no signal, and their lanes in it.
    var elsewhere: Int { room.count - 1 }
    static let outside = 0
    static let noSignal = 1

    /// - map: tells in which rooms a calibration walk was.
    init(_ plan: FloorPlan, map: RadioMap? = nil) {
        var spacing = Self.finest
        var tiles = Self.cut(plan, spacing)
        while tiles.reduce(0, { $0 + $1.cells.count }) > Self.most {
            spacing *= 1.15
            tiles = Self.cut(plan, spacing)
        }
        self.spacing = spacing
        var cells: [Cell?] = []
        for tile in tiles {
            cells += tile.cells.map { Cell(at: $0, room: tile.room) }
            cells += Array(repeating: nil, count: Self.lanes - tile.cells.count)
        }
        cells += Array(repeating: nil, count: Self.lanes)
        self.cells = cells
        room = tiles.map(\.room) + [nil]
        func table(_ value: (Cell) -> Double) -> [SIMD16<Float>] {
            (0..<tiles.count + 1).map { block in
                var row = SIMD16<Float>(repeating: 0)
                for lane in 0..<Self.lanes {
                    row[lane] = cells[block * Self.lanes + lane].map { Float(value($0)) } ?? 0
                }
                return row
            }
        }
        x = table(\.at.x)
        y = table(\.at.y)
        var exists = table { _ in 1 }
        exists[tiles.count][Self.outside] = 1
        self.exists = exists
        steps = CellSteps(plan, cells, spacing: spacing, walked: Self.walked(plan, map))
    }

    /// The lane of the block's square that is nearest to the middle of all of them.
    func middle(of block: Int) -> Int {
        let lanes = (0..<Self.lanes).filter { cells[block * Self.lanes + $0] != nil }
        let count = exists[block].sum()
        let (across, up) = (x[block] - x[block].sum() / count, y[block] - y[block].sum() / count)
        let ways = across * across + up * up
        return lanes.min { (ways[$0], $0) < (ways[$1], $1) } ?? 0
    }

    private static func walked(_ plan: FloorPlan, _ map: RadioMap?) -> [Bool] {
        guard let map, !map.squares.isEmpty else { return plan.rooms.map { _ in true } }
        let rooms = Set(map.squares.compactMap { plan.room(at: $0.at)?.id })
        return plan.rooms.map { rooms.contains($0.id) }
    }

    private struct Tile {
        let room: Int
        var cells: [Point]
    }

    private static func cut(_ plan: FloorPlan, _ spacing: Double) -> [Tile] {
        plan.rooms.enumerated().flatMap { index, room in
            let (low, high) = room.outline.bounds
            let columns = max(1, Int(((high.x - low.x) / spacing).rounded()))
            let rows = max(1, Int(((high.y - low.y) / spacing).rounded()))
            let across = (columns + side - 1) / side
            var tiles = Array(repeating: Tile(room: index, cells: []), count: across * ((rows + side - 1) / side))
            for row in 0..<rows {
                for column in 0..<columns {
                    let point = Point(
                        low.x + (high.x - low.x) * (Double(column) + 0.5) / Double(columns),
                        low.y + (high.y - low.y) * (Double(row) + 0.5) / Double(rows)
                    )
                    guard room.outline.contains(point) else { continue }
                    tiles[row / side * across + column / side].cells.append(point)
                }
            }
            tiles.removeAll(where: \.cells.isEmpty)
            return tiles.isEmpty ? [Tile(room: index, cells: [room.outline.innermost])] : tiles
        }
    }
}
