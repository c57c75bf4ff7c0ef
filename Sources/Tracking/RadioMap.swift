public import Domain
public import Premises

/// What a calibration walk taught about the radio of a building (SPEC T2).
public struct RadioMap: Hashable, Sendable, Codable {
    /// A square of the floor in which the walk spent so many seconds; base stations not named there were silent.
    public struct Square: Hashable, Sendable, Codable {
        public let at: Point
        public let seconds: Int

        public init(at: Point, seconds: Int) {
            self.at = at
            self.seconds = seconds
        }
    }

    /// The mean strength that a base station heard from the tag in one square, over so many of its seconds.
    public struct Heard: Hashable, Sendable {
        /// Index of the square.
        public let square: Int
        public let dBm: Double
        public let seconds: Int

        public init(square: Int, dBm: Double, seconds: Int) {
            self.square = square
            self.dBm = dBm
            self.seconds = seconds
        }
    }

    /// What the walks said of one base station.
    public struct Ear: Hashable, Sendable, Codable {
        public let baseStation: BaseStation.ID
        /// In order of the squares.
        public var heard: [Heard]
        /// dB by which each receiver (1, 2 …) hears stronger than all of them together; empty where it has but one.
        public var gains: [Double]
        /// Seconds by which its clock is ahead of the common one.
        public var clockOffset: Double?

        public init(
            _ baseStation: BaseStation.ID,
            heard: [Heard] = [],
            gains: [Double] = [],
            clockOffset: Double? = nil
        ) {
            self.baseStation = baseStation
            self.heard = heard
            self.gains = gains
            self.clockOffset = clockOffset
        }
    }

    public var squares: [Square]
    /// In order of their ids, so that the same walks give the same bytes.
    public var ears: [Ear]
    /// Seconds by which strengths speak of the past: receivers gather packets before they report.
    public var delay: Double
    /// dB, one sigma: of one second's mean about the mean of its square.
    public var fading: Double
    /// dBm of the weakest second that was heard.
    public var floor: Double
    /// The exponent by which the odds of a confirmed room are raised, 1…2: as much as walks tracked with the map of the
    /// other walks bear. Nil where a single walk leaves none to be held out.
    public var sharpness: Double?

    public init(
        squares: [Square] = [],
        ears: [Ear] = [],
        delay: Double = 0,
        fading: Double = 3.5,
        floor: Double = -96,
        sharpness: Double? = nil
    ) {
        self.squares = squares
        self.ears = ears
        self.delay = delay
        self.fading = fading
        self.floor = floor
        self.sharpness = sharpness
    }

    func ear(_ baseStation: BaseStation.ID) -> Ear? {
        ears.first { $0.baseStation == baseStation }
    }
}

/// `[square, dBm, seconds]`: a centre has ten thousand of them.
extension RadioMap.Heard: Codable {
    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        square = try list.decode(Int.self)
        dBm = try list.decode(Double.self)
        seconds = try list.decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(square)
        try list.encode(dBm)
        try list.encode(seconds)
    }
}
