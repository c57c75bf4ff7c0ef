import Domain
import Premises
import Testing
import Tracking

@testable import Simulation

/// The tracker before the simulated radio, with the map of a simulated calibration walk.
struct TrackingTrialTests {
    private static let start = Instant(seconds: 1_772_409_600)
    private static let model: RadioModel = {
        let walk = CalibrationWalk(plan: SamplePlan.plan, seed: 1, start: start, metres: 1.2, seconds: 8)
        let truth = walk.truth.map { RadioMap.Fix(at: $0.at, point: $0.place) }
        let walks = [RadioMap.Walk(observations: walk.observations, truth: truth)]
        let map = RadioMap.calibrate(plan: SamplePlan.plan, walks: walks)
        return RadioModel(plan: SamplePlan.plan, map: map)
    }()

    private func trial(_ entrants: [TrackingTrial.Entrant], seed: UInt64 = 2) -> TrackingTrial {
        var configuration = Simulation.Configuration(start: Self.start)
        configuration.seed = seed
        configuration.breaches = []
        let simulation = Simulation(plan: SamplePlan.plan, configuration: configuration)
        return TrackingTrial(simulation: simulation, model: Self.model, entrants: entrants)
    }

    @Test func confirmedPlacesAreRightWhereTheStrongestBaseStationIsNot() {
        var trial = trial([.init()])
        trial.run(seconds: 600)
        let score = trial.score(of: 0)
        #expect(score.seconds > 10_000)
        #expect(score.rightShare >= 0.95)
        #expect(score.undeterminedShare <= 0.05)
        #expect((0.4...0.92).contains(score.strongestShare))
    }

    @Test func deadBaseStationsTakeLittleAwayAndTheirSilenceUnmaskedMore() throws {
        let dead = Set(try #require(TrackingTrial.losses(SamplePlan.plan).first).map(\.baseStation))
        var trial = trial([.init(), .init(dead: dead), .init(dead: dead, masksSilence: false)])
        trial.run(seconds: 600)
        let shares = (0..<3).map { trial.score(of: $0).confirmedShare }
        #expect(shares[1] >= shares[0] - 0.03)
        #expect(shares[2] < shares[1] - 0.02)
    }

    @Test func oneBaseStationIsDeadForEachKindAndEveryRoomKeepsHalf() {
        let rounds = TrackingTrial.losses(SamplePlan.plan)
        #expect(rounds.flatMap { $0 }.map(\.kind).count == Set(SamplePlan.plan.rooms.map(\.kind)).count)
        for round in rounds {
            let dead = Set(round.map(\.baseStation))
            for room in SamplePlan.plan.rooms {
                let middle = room.outline.innermost
                let near = SamplePlan.plan.baseStations.map { ($0.at.distance(to: middle), $0.id) }
                    .sorted { $0.0 < $1.0 }.prefix(6)
                #expect(near.count { !dead.contains($0.1) } >= 3)
            }
        }
    }
}
