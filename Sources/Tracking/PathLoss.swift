import Premises
import RealModule

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
    /// Metres from a base station within which the law is fitted: farther off only the strong places would speak.
    static let fittedWithin = 12.0

    public init() {}

    /// The loss in dB from one metre off the base station to the point: distance and walls.
    func loss(from station: BaseStation, to point: Point, walls: [Wall]) -> Double {
        let distance = max(0.5, station.distance(toTagAt: point))
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

    /// What was missed beside weak seconds counts as so weak, and what was not heard at all.
    var missed: Double { floor - 3 }
    var silent: Double { floor - 12 }

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
            let samples = map.strengths(of: station.id, law: self).compactMap(\.self)
                .filter { station.at.distance(to: $0.at) <= Self.fittedWithin }
            guard samples.count > 2 else { continue }
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

extension BaseStation {
    /// Metres through the air to a worn tag.
    func distance(toTagAt point: Point) -> Double {
        let rise = height - PathLoss.tagHeight
        let flat = at.distance(to: point)
        return (flat * flat + rise * rise).squareRoot()
    }
}

extension RadioMap {
    /// Seconds without a packet after which it was not chance.
    static let trulySilent = 4

    /// What the walk says of a base station at one square.
    struct Strength {
        let at: Point
        let dBm: Double
        let seconds: Int
        /// Heard in no second of it: it may be as weak as it likes.
        let isSilent: Bool
    }

    /// Every square, also the silent ones: whoever takes the heard ones alone believes that radio reaches everywhere.
    /// Nil where too few seconds were listened to; empty for a base station that was not there yet.
    func strengths(of station: BaseStation.ID, law: PathLoss) -> [Strength?] {
        guard let heard = ear(station)?.heard, !heard.isEmpty else { return [] }
        var list = squares.map { square -> Strength? in
            guard square.seconds >= Self.trulySilent else { return nil }
            return Strength(at: square.at, dBm: law.silent, seconds: square.seconds, isSilent: true)
        }
        for mean in heard where list.indices.contains(mean.square) {
            let square = squares[mean.square]
            // Near the floor the missed seconds were too weak, elsewhere they were lost.
            let missed = mean.dBm < law.floor + 8 ? max(0, square.seconds - mean.seconds) : 0
            let sum = mean.dBm * Double(mean.seconds) + law.missed * Double(missed)
            list[mean.square] = Strength(
                at: square.at,
                dBm: sum / Double(mean.seconds + missed),
                seconds: mean.seconds + missed,
                isSilent: false
            )
        }
        return list
    }
}
