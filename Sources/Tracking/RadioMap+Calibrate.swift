public import Domain
public import Premises

extension RadioMap {
    /// One walk of a tag through the building: what was heard, and where the tag truly was.
    public struct Walk: Sendable {
        public let observations: [Observation]
        /// In order of time.
        public let truth: [Fix]

        public init(observations: [Observation], truth: [Fix]) {
            self.observations = observations
            self.truth = truth
        }
    }

    /// Where the tag truly was, metres on the plan.
    public struct Fix: Hashable, Sendable {
        public let at: Instant
        public let point: Point

        public init(at: Instant, point: Point) {
            self.at = at
            self.point = point
        }
    }

    /// A reading further than this from any known position teaches nothing.
    static let nearestFix = Duration.seconds(1)
    /// Metres: samples of one square are one sample, as two readings on one spot are no two places.
    static let square = 0.5
    /// Rounds of the alternating medians; offsets move less than a millimetre after four of them.
    static let rounds = 8

    /// Seconds that are tried for ``delay``: longer ones are no radio but a fault of the network.
    static let delays = [0, 0.5, 1, 1.5, 2, 2.5, 3]

    /// Learns strengths by place, the receivers' delay and the offsets of the base stations' clocks (SPEC T2).
    public static func calibrate(plan: FloorPlan, walks: [Walk]) -> RadioMap {
        let heard = walks.map(seconds)
        var best = (delay: 0.0, spread: Double.infinity, squares: Squares())
        for delay in delays {
            var squares = Squares()
            for (walk, means) in zip(walks, heard) {
                for mean in means {
                    guard let point = walk.position(at: mean.at - .seconds(delay)) else { continue }
                    squares[mean.baseStation, default: [:]][SquareKey(point), default: []].append((point, mean.dBm))
                }
            }
            let spread = self.spread(squares)
            if spread < best.spread { best = (delay, spread, squares) }
        }
        let blinks = walks.flatMap { arrivals($0, plan) }
        return RadioMap(
            samples: best.squares.mapValues(samples),
            clockOffsets: clockOffsets(blinks),
            delay: best.delay
        )
    }

    private typealias Squares = [BaseStation.ID: [SquareKey: [(point: Point, dBm: Double)]]]

    /// The mean of one second's packets at one base station, as the filter will meet it.
    private struct SecondMean {
        let baseStation: BaseStation.ID
        let at: Instant
        let dBm: Double
    }

    private static func seconds(_ walk: Walk) -> [SecondMean] {
        var sums: [Int64: [BaseStation.ID: (sum: Double, count: Double)]] = [:]
        for observation in walk.observations {
            guard case .rssi(let dBm, _) = observation.reading, let id = observation.baseStation else { continue }
            let old = sums[TagTracks.secondAfter(observation.at)]?[id] ?? (0, 0)
            sums[TagTracks.secondAfter(observation.at), default: [:]][id] = (old.sum + dBm, old.count + 1)
        }
        return sums.sorted { $0.key < $1.key }.flatMap { second, stations in
            stations.sorted { $0.key < $1.key }.map { id, mean in
                SecondMean(baseStation: id, at: Instant(seconds: second), dBm: mean.sum / mean.count)
            }
        }
    }

    /// The mean squared deviation of the seconds from their square's mean, in dB squared.
    private static func spread(_ squares: Squares) -> Double {
        var sum = 0.0
        var count = 0.0
        for (_, places) in squares.sorted(by: { $0.key < $1.key }) {
            for (_, heard) in places.sorted(by: { $0.key < $1.key }) where heard.count > 1 {
                let mean = heard.reduce(0) { $0 + $1.dBm } / Double(heard.count)
                sum += heard.reduce(0) { $0 + ($1.dBm - mean) * ($1.dBm - mean) }
                count += Double(heard.count - 1)
            }
        }
        return count == 0 ? 0 : sum / count
    }

    private static func arrivals(_ walk: Walk, _ plan: FloorPlan) -> [[Arrival]] {
        var byBlink: [Int: [Arrival]] = [:]
        let stations = Dictionary(plan.baseStations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for observation in walk.observations {
            guard case .timeOfArrival(let seconds) = observation.reading, let blink = observation.blink,
                let station = observation.baseStation.flatMap({ stations[$0] }),
                let point = walk.position(at: observation.at)
            else { continue }
            let metres = seconds * Arrival.lightSpeed - station.distance(toTagAt: point)
            byBlink[blink, default: []].append(Arrival(baseStation: station.id, metres: metres))
        }
        return byBlink.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }
    }

    private static func samples(_ squares: [SquareKey: [(point: Point, dBm: Double)]]) -> [Sample] {
        squares.sorted { $0.key < $1.key }.map { _, heard in
            let count = Double(heard.count)
            let x = heard.reduce(0) { $0 + $1.point.x } / count
            let y = heard.reduce(0) { $0 + $1.point.y } / count
            return Sample(at: Point(x, y), dBm: heard.reduce(0) { $0 + $1.dBm } / count, seconds: heard.count)
        }
    }

    /// Alternating medians: the blink's moment from its base stations, the base station's offset from its blinks. A
    /// reflected path, which is always longer, moves a median little.
    private static func clockOffsets(_ blinks: [[Arrival]]) -> [BaseStation.ID: Double] {
        var offsets: [BaseStation.ID: Double] = [:]
        for _ in 0..<rounds {
            var late: [BaseStation.ID: [Double]] = [:]
            for blink in blinks {
                let moment = median(blink.map { $0.metres - (offsets[$0.baseStation] ?? 0) })
                for arrival in blink { late[arrival.baseStation, default: []].append(arrival.metres - moment) }
            }
            offsets = late.mapValues(median)
        }
        return offsets.mapValues { $0 / Arrival.lightSpeed }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// One blink at one base station: light's way since the clock's zero, less the way from the tag.
    private struct Arrival {
        static let lightSpeed = 299_792_458.0
        let baseStation: BaseStation.ID
        let metres: Double
    }

    private struct SquareKey: Hashable, Comparable {
        let column: Int
        let row: Int

        init(_ point: Point) {
            column = Int((point.x / RadioMap.square).rounded(.down))
            row = Int((point.y / RadioMap.square).rounded(.down))
        }

        static func < (left: Self, right: Self) -> Bool {
            (left.row, left.column) < (right.row, right.column)
        }
    }
}

extension RadioMap.Walk {
    /// The position at the moment, between the two fixes around it; nil where none is near.
    func position(at moment: Instant) -> Point? {
        var low = 0
        var high = truth.count
        while low < high {
            let middle = (low + high) / 2
            if truth[middle].at < moment { low = middle + 1 } else { high = middle }
        }
        let after = low < truth.count && truth[low].at - moment <= RadioMap.nearestFix ? truth[low] : nil
        let before = low > 0 && moment - truth[low - 1].at <= RadioMap.nearestFix ? truth[low - 1] : nil
        guard let before, let after, before.at < after.at else { return (before ?? after)?.point }
        let share = (moment - before.at).inSeconds / (after.at - before.at).inSeconds
        return Point(
            before.point.x + share * (after.point.x - before.point.x),
            before.point.y + share * (after.point.y - before.point.y)
        )
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
