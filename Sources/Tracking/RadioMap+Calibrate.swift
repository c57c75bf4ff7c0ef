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
    static let square = 0.25
    /// Rounds of the alternating medians; offsets move less than a millimetre after four of them.
    static let rounds = 8

    /// Learns strengths by place and the offsets of the base stations' clocks (SPEC T2).
    public static func calibrate(plan: FloorPlan, walks: [Walk]) -> RadioMap {
        var strengths: [BaseStation.ID: [SquareKey: [Double: SecondMean]]] = [:]
        var blinks: [[Arrival]] = []
        for (number, walk) in walks.enumerated() {
            var byBlink: [Int: [Arrival]] = [:]
            for observation in walk.observations {
                guard let id = observation.baseStation, let point = walk.position(at: observation.at) else { continue }
                switch observation.reading {
                case .rssi(let dBm, _):
                    let second = TagTracks.secondAfter(observation.at)
                    let key = Double(second) + Double(number) / 1_000
                    strengths[id, default: [:]][SquareKey(point), default: [:]][key, default: SecondMean()]
                        .add(dBm, at: point)
                case .timeOfArrival(let seconds):
                    guard let blink = observation.blink, let station = plan.baseStations.first(where: { $0.id == id })
                    else { continue }
                    let path = station.distance(toTagAt: point)
                    byBlink[blink, default: []]
                        .append(Arrival(baseStation: id, metres: seconds * Arrival.lightSpeed - path))
                case .range, .position, .heartbeat, .button, .tamper, .battery, .card, .door, .epc, .climate:
                    continue
                }
            }
            blinks += byBlink.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }
        }
        return RadioMap(samples: strengths.mapValues(samples), clockOffsets: clockOffsets(blinks))
    }

    private static func samples(_ squares: [SquareKey: [Double: SecondMean]]) -> [Sample] {
        squares.sorted { $0.key < $1.key }.map { _, seconds in
            let means = seconds.sorted { $0.key < $1.key }.map(\.value)
            let count = Double(means.count)
            let x = means.reduce(0) { $0 + $1.point.x } / count
            let y = means.reduce(0) { $0 + $1.point.y } / count
            let dBm = means.reduce(0) { $0 + $1.dBm } / count
            return Sample(at: Point(x, y), dBm: dBm, seconds: means.count)
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

    /// The mean of one second's packets, as the filter will meet it.
    private struct SecondMean {
        private var sum = 0.0
        private var count = 0.0
        private(set) var point = Point(0, 0)
        var dBm: Double { sum / count }

        mutating func add(_ dBm: Double, at place: Point) {
            sum += dBm
            count += 1
            point = place
        }
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
