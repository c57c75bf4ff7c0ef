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

    public init(samples: [BaseStation.ID: [Sample]] = [:], clockOffsets: [BaseStation.ID: Double] = [:]) {
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
    public var fading = 5.0
    public var shadowing = 7.0
    /// Metres over which shadowing stays alike (Gudmundson, Electronics Letters 27, 1991).
    public var correlation = 1.5
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
}
