internal import CentreFiles
internal import Domain
internal import Foundation
internal import Premises
internal import Simulation
internal import Tracking

/// What one dead base station for each kind of room takes from the confirmed places, with and without masking its
/// silence.
///
/// One simulated shift without planted breaches before several trackers: all base stations alive, and in rounds those
/// of the kinds dead. A kind counts in its own round; kinds of rooms with less than a minute of people are left out.
struct MaskingBench {
    /// Points that dead base stations may take, and that they must take more without masking.
    private static let mayLose = 3.0
    private static let masked = 1.0
    private static let fewestSeconds = 60

    let plan: FloorPlan
    let map: RadioMap
    let seconds: Int

    init(centre: String, seconds: Int) throws {
        plan = try CentreFiles.load(centre).plan
        let file = URL(filePath: centre).appending(path: "map.json")
        map = try JSONDecoder().decode(RadioMap.self, from: Data(contentsOf: file))
        self.seconds = seconds
    }

    /// False where the dead take too much, or masking gives nothing.
    func run() -> Bool {
        let rounds = TrackingTrial.losses(plan)
        let dead = rounds.map { Set($0.map(\.baseStation)) }
        var configuration = Simulation.Configuration(start: Instant(seconds: 1_772_409_600))
        configuration.breaches = []
        var trial = TrackingTrial(
            simulation: Simulation(plan: plan, configuration: configuration),
            model: RadioModel(plan: plan, map: map),
            entrants: [.init()] + dead.flatMap { [.init(dead: $0), .init(dead: $0, masksSilence: false)] }
        )
        trial.run(seconds: seconds)
        let stations = plan.baseStations.count
        print("\(seconds) s; dead at once \(dead.map { "\($0.count)" }.joined(separator: ", then ")) of \(stations)")
        print("confirmed and right, %".padded(28) + "  seconds   alive    dead  without masking")
        var sums = Array(repeating: TrackingTrial.Score(), count: 3)
        for (number, round) in rounds.enumerated() {
            for loss in round {
                let scores = Self.columns(number).map { trial.scores[$0][loss.kind] ?? .init() }
                guard scores[0].seconds >= Self.fewestSeconds else { continue }
                Self.line(loss.kind.rawValue, scores)
                for column in scores.indices { sums[column] = sums[column] + scores[column] }
            }
        }
        Self.line("all these", sums)
        for number in rounds.indices {
            let whole = Self.columns(number).map { trial.score(of: $0) }
            Self.line("whole building, \(dead[number].count) dead", whole)
        }
        let shares = sums.map { 100 * $0.confirmedShare }
        return shares[0] - shares[1] <= Self.mayLose && shares[1] - shares[2] >= Self.masked
    }

    /// The trackers of a round: all alive, dead, dead without masking.
    private static func columns(_ round: Int) -> [Int] { [0, 1 + 2 * round, 2 + 2 * round] }

    private static func line(_ name: String, _ scores: [TrackingTrial.Score]) {
        let shares = scores.map { String(format: "%8.2f", 100 * $0.confirmedShare) }.joined()
        print(name.padded(28) + String(format: "%9d", scores[0].seconds) + shares)
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        padding(toLength: max(width, count), withPad: " ", startingAt: 0)
    }
}
