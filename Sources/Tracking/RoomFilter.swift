import Domain
import Premises
import RealModule

/// What one second told of one tag, by base station.
struct SecondReadings: Sendable {
    var second: Int64 = .min
    var sum: [Float]
    var heard: [UInt16]
    var rangeSum: [Float]
    var ranged: [UInt16]
    var arrivals: [Arrival] = []
    var position: (at: Point, accuracy: Double)?

    /// One blink's time of arrival at one base station, in metres of light with the clocks' offsets taken off.
    struct Arrival: Sendable {
        let blink: Int
        let baseStation: Int
        let metres: Double
    }

    init(baseStations: Int) {
        sum = Array(repeating: 0, count: baseStations)
        heard = Array(repeating: 0, count: baseStations)
        rangeSum = sum
        ranged = heard
    }

    mutating func start(_ second: Int64) {
        self.second = second
        for index in sum.indices {
            sum[index] = 0
            heard[index] = 0
            rangeSum[index] = 0
            ranged[index] = 0
        }
        arrivals.removeAll(keepingCapacity: true)
        position = nil
    }
}

/// The hidden-Markov filter of one tag: belief over cells, outside and no signal, one step a second.
///
/// Forward algorithm for the live answer, forward-backward over the last seconds for the confirmed one (Rabiner,
/// "A tutorial on hidden Markov models", Proc. IEEE 77, 1989, III).
public struct RoomFilter: Sendable {
    /// Seconds until the confirmed answer.
    public static let lag = 5

    /// A distribution over rooms: the most probable one and what is known of it.
    public struct Answer: Hashable, Sendable {
        public var place: Place
        /// The probability of `place`, or where it is not determined of the most probable room.
        public var probability: Double
        /// Index in the plan of the most probable room, nil outside or without signal.
        var room: Int?
    }

    private var belief: [Float]
    private var past: [[Float]]
    private var seen: [[Float]]

    init(_ model: RadioModel) {
        let even = 1 / Float(model.grid.count)
        belief = Array(repeating: even, count: model.grid.count)
        past = []
        seen = []
    }

    /// One second on: `readings` is nil where nobody heard the tag.
    mutating func step(_ model: RadioModel, _ readings: SecondReadings?, alive: [Bool]) {
        let likelihood = Evidence.likelihood(model, readings, alive: alive)
        belief = Self.forward(model.grid, belief)
        Self.multiply(&belief, likelihood)
        past.append(belief)
        seen.append(likelihood)
        if past.count > Self.lag + 1 {
            past.removeFirst()
            seen.removeFirst()
        }
    }

    /// The belief now.
    var live: [Float] { belief }

    var isFull: Bool { past.count == Self.lag + 1 }

    /// The smoothed beliefs of the oldest three seconds of the window, oldest first.
    func smoothed(_ model: RadioModel) -> [[Float]] {
        var back = [Float](repeating: 1, count: model.grid.count)
        var beliefs: [[Float]] = []
        for index in past.indices.reversed() where index >= model.delay {
            if (model.delay..<model.delay + 3).contains(index) {
                var both = past[index]
                Self.multiply(&both, back)
                beliefs.append(both)
            }
            if index > model.delay { back = Self.backward(model.grid, back, seen[index]) }
        }
        return beliefs.reversed()
    }

    private static func forward(_ grid: CellGrid, _ belief: [Float]) -> [Float] {
        let anywhere = 1e-6 / Float(belief.count)
        return [Float](unsafeUninitializedCapacity: belief.count) { next, count in
            let (first, sources, weights) = (grid.first.span, grid.sources.span, grid.weights.span)
            let old = belief.span
            for state in belief.indices {
                var sum: Float = 0
                for step in Int(first[state])..<Int(first[state + 1]) {
                    sum += old[Int(sources[step])] * weights[step]
                }
                // One in a million may be anywhere: what no person can do must be seen, not explained away.
                next.initializeElement(at: state, to: sum + anywhere)
            }
            count = belief.count
        }
    }

    private static func backward(_ grid: CellGrid, _ back: [Float], _ likelihood: [Float]) -> [Float] {
        var before = [Float](repeating: 1e-9, count: back.count)
        for state in back.indices {
            let value = back[state] * likelihood[state]
            for step in Int(grid.first[state])..<Int(grid.first[state + 1]) {
                before[Int(grid.sources[step])] += value * grid.weights[step]
            }
        }
        let most = before.max() ?? 1
        for state in before.indices { before[state] /= most }
        return before
    }

    private static func multiply(_ belief: inout [Float], _ factor: [Float]) {
        var sum: Float = 0
        for state in belief.indices {
            belief[state] *= factor[state]
            sum += belief[state]
        }
        guard sum > 0 else {
            for state in belief.indices { belief[state] = 1 / Float(belief.count) }
            return
        }
        for state in belief.indices { belief[state] /= sum }
    }
}
