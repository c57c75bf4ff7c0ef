import Premises

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

    /// Whether something was measured from which a place follows without strengths.
    var hasMetres: Bool { position != nil || arrivals.count >= 3 || ranged.contains { $0 > 0 } }

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
