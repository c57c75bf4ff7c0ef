public import Domain
public import Premises
import RealModule

/// What a calibration walk taught about the radio of a building (SPEC T2).
public struct RadioMap: Hashable, Sendable, Codable {
    /// The mean strength that a base station heard from a tag near one point, over `seconds` seconds.
    public struct Sample: Hashable, Sendable, Codable {
        public let at: Point
        public let dBm: Double
        public let seconds: Int

        public init(at: Point, dBm: Double, seconds: Int) {
            self.at = at
            self.dBm = dBm
            self.seconds = seconds
        }
    }

    public var samples: [BaseStation.ID: [Sample]]
    /// Seconds by which the base station's clock is ahead of the common one.
    public var clockOffsets: [BaseStation.ID: Double]

    /// Seconds by which strengths speak of the past: receivers gather packets before they report.
    public var delay: Double

    public init(
        samples: [BaseStation.ID: [Sample]] = [:],
        clockOffsets: [BaseStation.ID: Double] = [:],
        delay: Double = 0
    ) {
        self.delay = delay
        self.samples = samples
        self.clockOffsets = clockOffsets
    }
}

/// The laws of propagation that hold where nobody has walked.
///
/// Log-distance path loss with a loss per wall: Seidel and Rappaport, "914 MHz path loss prediction models for indoor
/// wireless communications in multifloored buildings", IEEE Trans. Antennas Propag. 40 (1992).
public struct PathLoss: Hashable, Sendable {
    /// dBm at one metre, exponent, and dB lost in a wall.
    public var atOneMetre = -59.0
    public var exponent = 2.0
    public var solid = 8.0
    public var light = 4.0
    public var glass = 2.0
    /// Metres that a worn tag is above the floor.
    public static let tagHeight = 1.0
    /// dB, one sigma: of one second's mean about the mean of the place; of the place about the law.
    public var fading = 3.5
    public var shadowing = 7.0
    /// Metres over which shadowing stays alike (Gudmundson, Electronics Letters 27, 1991).
    public var correlation = 3.0
    /// dBm below which nothing is received, and the share of seconds lost whatever the strength.
    public var floor = -96.0
    public var dropout = 0.1

    public init() {}

    /// The loss in dB from one metre off the base station to the point: distance and walls.
    func loss(from station: BaseStation, to point: Point, walls: [Wall]) -> Double {
        let height = station.height - Self.tagHeight
        let flat = station.at.distance(to: point)
        let distance = max(0.5, (flat * flat + height * height).squareRoot())
        let ray = Segment(station.at, point)
        let through = walls.reduce(0.0) { sum, wall in
            guard wall.line.crosses(ray) else { return sum }
            switch wall.material {
            case .solid: return sum + solid
            case .light: return sum + light
            case .glass: return sum + glass
            }
        }
        return 10 * exponent * .log10(distance) + through
    }

    func covariance(_ metres: Double) -> Double {
        shadowing * shadowing * .exp(-metres / correlation)
    }

    /// Of a mean over so many seconds, of which three fade alike.
    func noise(seconds: Int) -> Double {
        fading * fading / max(1, Double(seconds) / 3)
    }

    /// The law with exponent and losses in walls as the walks show them; few samples leave it as it was.
    func fitted(to map: RadioMap, _ plan: FloorPlan) -> PathLoss {
        var a = 0.0, b = 0.0, c = 0.0, p = 0.0, q = 0.0
        var plain = self
        plain.solid = 0
        plain.light = 0
        plain.glass = 0
        plain.exponent = 1
        var far = self
        far.exponent = 0
        for station in plan.baseStations {
            guard let samples = map.samples[station.id], samples.count > 2 else { continue }
            let count = Double(samples.count)
            let ways = samples.map { plain.loss(from: station, to: $0.at, walls: plan.walls) }
            let walls = samples.map { far.loss(from: station, to: $0.at, walls: plan.walls) }
            let meanWay = ways.reduce(0, +) / count
            let meanWall = walls.reduce(0, +) / count
            let mean = samples.reduce(0) { $0 + $1.dBm } / count
            for (index, sample) in samples.enumerated() {
                let (x, y, z) = (ways[index] - meanWay, walls[index] - meanWall, mean - sample.dBm)
                a += x * x
                b += x * y
                c += y * y
                p += x * z
                q += y * z
            }
        }
        // Neighbouring squares are shadowed alike: some ten of them count as one. Prior: 2 +- 0.5 and 1 +- 0.5.
        let prior = 10 * (shadowing * shadowing + fading * fading) / 0.25
        a += prior
        c += prior
        p += prior * exponent
        q += prior
        let determinant = a * c - b * b
        var law = self
        law.exponent = min(4, max(1, (p * c - q * b) / determinant))
        let scale = min(2, max(0.1, (q * a - p * b) / determinant))
        law.solid *= scale
        law.light *= scale
        law.glass *= scale
        return law
    }
}
