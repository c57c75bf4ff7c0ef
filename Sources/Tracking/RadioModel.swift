import Domain
public import Premises
import RealModule

/// A plan and its radio made into tables with dense indices: built once, shared by all filters.
public struct RadioModel: Sendable {
    /// Consecutive seconds fade alike, so that each counts for half (decorrelation over about 2 s).
    static let temper: Float = 0.5
    /// Squared deviations count up to this: a packet may be an outlier.
    static let worst: Float = 16.0

    public let plan: FloorPlan
    let grid: CellGrid
    let baseStations: [BaseStation.ID: Int]
    /// By base station and then by cell: expected dBm, 1/sigma, ln sigma, ln P(silence).
    let mean: [Float]
    let precision: [Float]
    let logSigma: [Float]
    let logSilence: [Float]
    /// Metres from base station to cell, for ranges and times of arrival.
    let distance: [Float]
    let clockOffset: [Double?]
    /// Whole seconds by which a second speaks of the past.
    let delay: Int
    /// The base stations that see a room, nearest first.
    let near: [[Int]]

    public init(plan: FloorPlan, map: RadioMap? = nil, law: PathLoss = PathLoss()) {
        let grid = CellGrid(plan)
        var tables = Tables()
        let law = map.map { law.fitted(to: $0, plan) } ?? law
        for station in plan.baseStations {
            tables.append(station, grid: grid, walls: plan.walls, samples: map?.samples[station.id] ?? [], law: law)
        }
        delay = min(2, max(0, Int((map?.delay ?? 0).rounded())))
        self.plan = plan
        self.grid = grid
        baseStations = Dictionary(
            plan.baseStations.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        mean = tables.mean
        precision = tables.precision
        logSigma = tables.logSigma
        logSilence = tables.logSilence
        distance = tables.distance
        clockOffset = plan.baseStations.map { map?.clockOffsets[$0.id] }
        near = plan.rooms.map { room in
            let middle = room.outline.innermost
            let sorted = plan.baseStations.indices.sorted {
                plan.baseStations[$0].at.distance(to: middle) < plan.baseStations[$1].at.distance(to: middle)
            }
            return Array(sorted.prefix(6))
        }
    }

    private struct Tables {
        var mean: [Float] = []
        var precision: [Float] = []
        var logSigma: [Float] = []
        var logSilence: [Float] = []
        var distance: [Float] = []

        mutating func append(
            _ station: BaseStation,
            grid: CellGrid,
            walls: [Wall],
            samples: [RadioMap.Sample],
            law: PathLoss
        ) {
            let residuals = samples.map { $0.dBm + law.loss(from: station, to: $0.at, walls: walls) }
            // Ten points of a walk outweigh what is printed on the maker's sheet.
            let level = (residuals.reduce(0, +) + law.atOneMetre) / Double(residuals.count + 1)
            let kriging = Kriging(samples, deviations: residuals.map { $0 - level }, law: law)
            for cell in grid.cells {
                let (deviation, unknown) = kriging.deviation(at: cell)
                let expected = level - law.loss(from: station, to: cell, walls: walls) + deviation
                let variance = law.fading * law.fading + unknown
                add(expected, variance.squareRoot(), law)
                let height = station.height - PathLoss.tagHeight
                let flat = station.at.distance(to: cell)
                distance.append(Float((flat * flat + height * height).squareRoot()))
            }
            add(mean.suffix(grid.cells.count).map(Double.init).max().map { $0 - 20 } ?? law.floor, 12, law)
            distance.append(50)
        }

        private mutating func add(_ expected: Double, _ sigma: Double, _ law: PathLoss) {
            mean.append(Float(expected))
            precision.append(Float(1 / sigma))
            logSigma.append(Float(Double.log(sigma)))
            // The logistic function stands for the normal one: 1.702 makes them agree within 0.01.
            let below = 1 / (1 + Double.exp(1.702 * (expected - law.floor) / sigma))
            logSilence.append(Float(Double.log(law.dropout + (1 - law.dropout) * below)))
        }
    }
}
