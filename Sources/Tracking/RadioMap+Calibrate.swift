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

    /// Learns strengths by place, what the receivers are like and the offsets of the base stations' clocks (SPEC T2).
    public static func calibrate(plan: FloorPlan, walks: [Walk]) -> RadioMap {
        var map = learned(plan: plan, walks: walks)
        map.sharpness = sharpness(plan: plan, walks: walks)
        return map
    }

    /// All but the sharpness.
    static func learned(plan: FloorPlan, walks: [Walk]) -> RadioMap {
        let gains = receiverGains(walks)
        let heard = walks.map { seconds($0, gains) }
        var best = (delay: 0.0, spread: Double.infinity, squares: Squares())
        for delay in delays {
            var squares = Squares()
            for (walk, means) in zip(walks, heard) {
                for mean in means {
                    guard let point = walk.position(at: mean.at - .seconds(delay)) else { continue }
                    squares[mean.baseStation, default: [:]][SquareKey(point), default: []].append(mean.dBm)
                }
            }
            let spread = self.spread(squares)
            if spread < best.spread { best = (delay, spread, squares) }
        }
        let blinks = walks.flatMap { arrivals($0, plan) }
        let offsets = clockOffsets(blinks)
        var map = RadioMap(delay: best.delay)
        map.ears = plan.baseStations.map(\.id).sorted().map { id in
            Ear(id, gains: (gains[id] ?? []).map { rounded($0, 10) }, clockOffset: offsets[id])
        }
        if best.spread.isFinite, best.spread > 0 { map.fading = rounded(best.spread.squareRoot(), 100) }
        if let floor = heard.joined().map(\.dBm).min() { map.floor = rounded(floor, 10) }
        map.fill(best.squares, stays(walks, heard, delay: best.delay))
        return map
    }

    private typealias Squares = [BaseStation.ID: [SquareKey: [Double]]]

    private static func rounded(_ value: Double, _ per: Double) -> Double { (value * per).rounded() / per }

    private mutating func fill(_ strengths: Squares, _ stays: [SquareKey: [Point]]) {
        let keys = stays.keys.sorted()
        squares = keys.map { key in
            let points = stays[key] ?? []
            let count = Double(points.count)
            let middle = Point(
                Self.rounded(points.reduce(0) { $0 + $1.x } / count, 1_000),
                Self.rounded(points.reduce(0) { $0 + $1.y } / count, 1_000)
            )
            return Square(at: middle, seconds: points.count)
        }
        let index = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        for ear in ears.indices {
            let places = (strengths[ears[ear].baseStation] ?? [:]).sorted { $0.key < $1.key }
            ears[ear].heard = places.compactMap { key, values in
                index[key].map { square in
                    let mean = values.reduce(0, +) / Double(values.count)
                    return Heard(square: square, dBm: Self.rounded(mean, 10), seconds: values.count)
                }
            }
        }
    }

    /// Where the walks were in each second in which anything was heard.
    private static func stays(_ walks: [Walk], _ heard: [[SecondMean]], delay: Double) -> [SquareKey: [Point]] {
        var stays: [SquareKey: [Point]] = [:]
        for (walk, means) in zip(walks, heard) {
            for second in Set(means.map(\.at)).sorted() {
                guard let point = walk.position(at: second - .seconds(delay)) else { continue }
                stays[SquareKey(point), default: []].append(point)
            }
        }
        return stays
    }

    /// The mean of one second's packets at one base station, as the filter will meet it.
    private struct SecondMean {
        let baseStation: BaseStation.ID
        let at: Instant
        let dBm: Double
    }

    private static func seconds(_ walk: Walk, _ gains: [BaseStation.ID: [Double]]) -> [SecondMean] {
        var sums: [Int64: [BaseStation.ID: (sum: Double, count: Double)]] = [:]
        for observation in walk.observations {
            guard case .rssi(let dBm, let receiver) = observation.reading, let id = observation.baseStation else {
                continue
            }
            let gain = gains[id].flatMap { $0.indices.contains(receiver - 1) ? $0[receiver - 1] : nil } ?? 0
            let old = sums[TagTracks.secondAfter(observation.at)]?[id] ?? (0, 0)
            sums[TagTracks.secondAfter(observation.at), default: [:]][id] = (old.sum + dBm - gain, old.count + 1)
        }
        return sums.sorted { $0.key < $1.key }.flatMap { second, stations in
            stations.sorted { $0.key < $1.key }.map { id, mean in
                SecondMean(baseStation: id, at: Instant(seconds: second), dBm: mean.sum / mean.count)
            }
        }
    }

    /// What a receiver hears stronger than the mean of all receivers of its base station, over seconds heard by all.
    private static func receiverGains(_ walks: [Walk]) -> [BaseStation.ID: [Double]] {
        struct Key: Hashable {
            let second: Int64
            let walk: Int
        }
        var heard: [BaseStation.ID: [Key: [Int: (sum: Double, count: Double)]]] = [:]
        for (number, walk) in walks.enumerated() {
            for observation in walk.observations {
                guard case .rssi(let dBm, let receiver) = observation.reading, let id = observation.baseStation,
                    (1...RadioModel.receivers).contains(receiver)
                else { continue }
                let key = Key(second: TagTracks.secondAfter(observation.at), walk: number)
                let old = heard[id]?[key]?[receiver] ?? (0, 0)
                heard[id, default: [:]][key, default: [:]][receiver] = (old.sum + dBm, old.count + 1)
            }
        }
        return heard.compactMapValues { seconds in
            let most = seconds.values.flatMap(\.keys).max() ?? 1
            let whole = seconds.filter { $0.value.count == most }.sorted { $0.key.second < $1.key.second }
            guard most > 1, whole.count >= fewestTogether else { return nil }
            let means = (1...most).map { receiver in
                let values = whole.compactMap { $0.value[receiver].map { $0.sum / $0.count } }
                return values.reduce(0, +) / Double(values.count)
            }
            let middle = means.reduce(0, +) / Double(most)
            return means.map { $0 - middle }
        }
    }

    /// Seconds that all receivers of a base station must have heard before their gains are believed.
    private static let fewestTogether = 20

    /// The mean squared deviation of the seconds from their square's mean, in dB squared.
    private static func spread(_ squares: Squares) -> Double {
        var sum = 0.0
        var count = 0.0
        for (_, places) in squares.sorted(by: { $0.key < $1.key }) {
            for (_, heard) in places.sorted(by: { $0.key < $1.key }) where heard.count > 1 {
                let mean = heard.reduce(0, +) / Double(heard.count)
                sum += heard.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
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
