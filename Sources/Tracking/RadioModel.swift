import Domain
public import Premises
import RealModule

/// A plan and its radio made into tables with dense indices: built once, shared by all filters.
public struct RadioModel: Sendable {
    /// Consecutive seconds fade alike, so that each counts for less: in the flat of Examples/ionis-flat neighbouring
    /// ones are correlated by 0.47, which leaves (1 - 0.47) / (1 + 0.47) of each.
    static let temper: Float = 0.4
    /// A squared deviation counts at most this much: a packet may be an outlier.
    static let worst: Float = 16
    /// Of a block and a base station: expected dBm, 1/sigma², ln sigma, ln P(silence), and metres between them.
    struct Link: Sendable {
        var mean = SIMD16<Float>(repeating: 0)
        var precision = SIMD16<Float>(repeating: 0)
        var logSigma = SIMD16<Float>(repeating: 0)
        var logSilence = SIMD16<Float>(repeating: 0)
        var distance = SIMD16<Float>(repeating: 50)
    }

    public let plan: FloorPlan
    let grid: CellGrid
    let baseStations: [BaseStation.ID: Int]
    /// By block and then by base station.
    let links: [Link]
    let clockOffset: [Double?]
    /// Of base station and receiver 1…4, dB.
    let receiverOffset: [Float]
    /// Whole seconds by which a second speaks of the past.
    let delay: Int
    /// The exponent of the odds of a confirmed room, see ``RadioMap/sharpness``.
    let sharpness: Float
    /// The base stations that see a room, nearest first.
    let near: [[Int]]
    /// The middles of the blocks, sixteen blocks a group, and then by base station.
    let middles: [Link]

    static let receivers = 4

    /// dB by which a receiver (1, 2 …) hears stronger than its base station as a whole.
    func gain(of receiver: Int, at station: Int) -> Float {
        (1...Self.receivers).contains(receiver) ? receiverOffset[station * Self.receivers + receiver - 1] : 0
    }

    public init(plan: FloorPlan, map: RadioMap? = nil, law: PathLoss = PathLoss()) {
        let grid = CellGrid(plan, map: map)
        var law = law
        if let map {
            law.fading = min(6, max(2, map.fading))
            law.floor = map.floor
            law = law.fitted(to: map, plan)
        }
        let links = LinkTables(plan: plan, grid: grid, map: map, law: law).links
        sharpness = Float(min(RadioMap.sharpest, max(1, map?.sharpness ?? 1)))
        delay = min(2, max(0, Int((map?.delay ?? 0).rounded())))
        self.plan = plan
        self.grid = grid
        self.links = links
        let stations = plan.baseStations
        baseStations = Dictionary(stations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        clockOffset = stations.map { map?.ear($0.id)?.clockOffset }
        receiverOffset = stations.flatMap { station in
            let gains = map?.ear(station.id)?.gains ?? []
            return (0..<Self.receivers).map { gains.indices.contains($0) ? Float(gains[$0]) : 0 }
        }
        near = plan.rooms.map { room in
            let middle = room.outline.innermost
            let sorted = stations.indices.sorted {
                stations[$0].at.distance(to: middle) < stations[$1].at.distance(to: middle)
            }
            return Array(sorted.prefix(6))
        }
        middles = Self.middles(grid, links, stations.count)
    }

    /// The probability whose odds are those of `probability` to the power of ``sharpness``.
    func sharpened(_ probability: Float) -> Float {
        guard sharpness > 1, probability < 1 else { return probability }
        let (yes, no) = (Float.pow(probability, sharpness), Float.pow(1 - probability, sharpness))
        return yes / (yes + no)
    }

    private static func middles(_ grid: CellGrid, _ links: [Link], _ stations: Int) -> [Link] {
        let groups = (grid.blocks + CellGrid.lanes - 1) / CellGrid.lanes
        var middles = [Link](repeating: Link(), count: groups * stations)
        for block in 0..<grid.elsewhere {
            let (group, lane, middle) = (block / CellGrid.lanes, block % CellGrid.lanes, grid.middle(of: block))
            for station in 0..<stations {
                let link = links[block * stations + station]
                middles[group * stations + station].mean[lane] = link.mean[middle]
                middles[group * stations + station].precision[lane] = link.precision[middle]
                middles[group * stations + station].logSigma[lane] = link.logSigma[middle]
                middles[group * stations + station].logSilence[lane] = link.logSilence[middle]
            }
        }
        return middles
    }
}

/// Works out the tables: the law, and what the walks say against it.
struct LinkTables {
    private(set) var links: [RadioModel.Link]
    private let plan: FloorPlan
    private let grid: CellGrid
    private let law: PathLoss

    init(plan: FloorPlan, grid: CellGrid, map: RadioMap?, law: PathLoss) {
        self.plan = plan
        self.grid = grid
        self.law = law
        links = Array(repeating: RadioModel.Link(), count: grid.blocks * plan.baseStations.count)
        let nearest = map.map { Self.nearest(grid, $0.squares) } ?? []
        for (index, station) in plan.baseStations.enumerated() {
            fill(station, index, map?.strengths(of: station.id, law: law) ?? [], nearest)
        }
    }

    /// Of each block the squares that speak of it, nearest first.
    private static func nearest(_ grid: CellGrid, _ squares: [RadioMap.Square]) -> [[Int]] {
        (0..<grid.elsewhere).map { block in
            let middle = grid.cells[block * CellGrid.lanes + grid.middle(of: block)]?.at ?? Point(0, 0)
            let ways = squares.map { $0.at.distance(to: middle) }
            return Array(squares.indices.sorted { (ways[$0], $0) < (ways[$1], $1) }.prefix(Kriging.most))
        }
    }

    private mutating func fill(
        _ station: BaseStation,
        _ index: Int,
        _ strengths: [RadioMap.Strength?],
        _ nearest: [[Int]]
    ) {
        let against = strengths.map { strength in
            strength.map { $0.dBm + law.loss(from: station, to: $0.at, walls: plan.walls) }
        }
        let close = zip(strengths, against).compactMap { strength, against -> Double? in
            guard let strength, !strength.isSilent else { return nil }
            return station.at.distance(to: strength.at) <= PathLoss.fittedWithin ? against : nil
        }
        // Ten points of a walk outweigh what is printed on the maker's sheet.
        let level = (close.reduce(0, +) + law.atOneMetre) / Double(close.count + 1)
        var best = -Double.infinity
        for block in 0..<grid.elsewhere {
            let squares = nearest.isEmpty || strengths.isEmpty ? [] : nearest[block]
            let samples = squares.compactMap { square -> (at: Point, deviation: Double, seconds: Int)? in
                guard let strength = strengths[square], let deviation = against[square].map({ $0 - level }) else {
                    return nil
                }
                // Silence where the law expects silence says nothing against the law.
                return (strength.at, strength.isSilent ? min(0, deviation) : deviation, strength.seconds)
            }
            let kriging = Kriging(samples, law: law)
            for lane in 0..<CellGrid.lanes {
                guard let cell = grid.cells[block * CellGrid.lanes + lane] else { continue }
                let (deviation, unknown) = kriging.deviation(at: cell.at)
                let mean = level - law.loss(from: station, to: cell.at, walls: plan.walls) + deviation
                best = max(best, mean)
                let metres = station.distance(toTagAt: cell.at)
                set(block, index, lane, mean, (law.fading * law.fading + unknown).squareRoot(), metres)
            }
        }
        set(grid.elsewhere, index, CellGrid.outside, best.isFinite ? best - 20 : law.floor, 12, 50)
    }

    private mutating func set(
        _ block: Int,
        _ station: Int,
        _ lane: Int,
        _ mean: Double,
        _ sigma: Double,
        _ metres: Double
    ) {
        let index = block * plan.baseStations.count + station
        links[index].mean[lane] = Float(mean)
        links[index].precision[lane] = Float(1 / (sigma * sigma))
        links[index].logSigma[lane] = Float(.log(sigma))
        links[index].distance[lane] = Float(metres)
        // The logistic function stands for the normal one: 1.702 makes them agree within 0.01.
        let below = 1 / (1 + .exp(1.702 * (mean - law.floor) / sigma))
        links[index].logSilence[lane] = Float(.log(law.dropout + (1 - law.dropout) * below))
    }
}
