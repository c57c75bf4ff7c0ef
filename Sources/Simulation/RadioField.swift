import Premises
import RealModule

/// What each base station hears of a tag at each place on average: path loss, walls, and a shadowing field that belongs
/// to the building, whoever walks in it. Worked out once for each cell that somebody steps on.
struct RadioField: Sendable {
    /// One base station in reach of a cell.
    struct Heard: Sendable {
        let baseStation: Int
        let mean: Double
        /// Unit vector from the cell to the base station.
        let towards: Point
    }

    /// Metres; half the width of a person.
    static let cell = 0.25
    /// dBm; below this a receiver decodes nothing.
    static let floor = -92.0
    /// dBm at one metre. Assumed: a wrist beacon sends weaker than the tag of the recordings (-46 dBm).
    static let atOneMetre = -59.0
    /// Exponent in free rooms; walls are counted apart, which the recordings' fit could not do.
    static let exponent = 2.0
    /// dB, standard deviation of the shadowing field's nodes, and metres between them. Between nodes it is two thirds
    /// of that: the 4.7 dB which the recordings leave to the place when walls and receivers' gains are taken off.
    private static let shadow = (deviation: 7.0, spacing: 2.5)
    /// A tag on the wrist, metres above the floor.
    private static let tagHeight = 1.0

    private let plan: FloorPlan
    private let low: Point
    private let columns: Int
    private var cells: [[Heard]?]

    init(_ plan: FloorPlan) {
        self.plan = plan
        let corners = plan.rooms.flatMap(\.outline.corners)
        let margin = 3.0
        low = Point((corners.map(\.x).min() ?? 0) - margin, (corners.map(\.y).min() ?? 0) - margin)
        let width = (corners.map(\.x).max() ?? 0) + margin - low.x
        let height = (corners.map(\.y).max() ?? 0) + margin - low.y
        columns = Int(width / Self.cell) + 1
        cells = Array(repeating: nil, count: columns * (Int(height / Self.cell) + 1))
    }

    mutating func heard(at point: Point) -> [Heard] {
        let column = min(columns - 1, max(0, Int((point.x - low.x) / Self.cell)))
        let index = min(cells.count - 1, max(0, Int((point.y - low.y) / Self.cell) * columns + column))
        if let known = cells[index] { return known }
        let middle = Point(
            low.x + (Double(index % columns) + 0.5) * Self.cell,
            low.y + (Double(index / columns) + 0.5) * Self.cell
        )
        let list = plan.baseStations.indices.compactMap { heard(of: $0, from: middle) }
        cells[index] = list
        return list
    }

    private func heard(of index: Int, from point: Point) -> Heard? {
        let baseStation = plan.baseStations[index]
        let rise = baseStation.height - Self.tagHeight
        let flat = point.distance(to: baseStation.at)
        let metres = max(0.5, (flat * flat + rise * rise).squareRoot())
        var mean = Self.atOneMetre - 10 * Self.exponent * .log10(metres)
        guard mean > Self.floor else { return nil }
        let line = Segment(point, baseStation.at)
        let walls = plan.walls.reduce(0) { $1.line.crosses(line) ? $0 + Self.loss($1.material) : $0 }
        mean += shadow(of: index, at: point) - min(40, walls)
        guard mean > Self.floor else { return nil }
        let towards = Point((baseStation.at.x - point.x) / metres, (baseStation.at.y - point.y) / metres)
        return Heard(baseStation: index, mean: mean, towards: towards)
    }

    /// dB through one wall at 2.4 GHz: brick, plasterboard, pane. Assumed, not measured here.
    private static func loss(_ material: Wall.Material) -> Double {
        switch material {
        case .solid: 7
        case .light: 3.5
        case .glass: 2
        }
    }

    private func shadow(of baseStation: Int, at point: Point) -> Double {
        let x = (point.x - low.x) / Self.shadow.spacing
        let y = (point.y - low.y) / Self.shadow.spacing
        let (i, j) = (Int(x), Int(y))
        let (u, v) = (x - Double(i), y - Double(j))
        func node(_ i: Int, _ j: Int) -> Double {
            let mixed = UInt64(truncatingIfNeeded: (baseStation &* 1_000_003 &+ i) &* 1_000_003 &+ j)
            var generator = SeededGenerator(seed: mixed &* 0x9E37_79B9_7F4A_7C15)
            return generator.deviate() * Self.shadow.deviation
        }
        return (node(i, j) * (1 - u) + node(i + 1, j) * u) * (1 - v)
            + (node(i, j + 1) * (1 - u) + node(i + 1, j + 1) * u) * v
    }
}
