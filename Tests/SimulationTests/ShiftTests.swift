import DeviceFormats
import Domain
import Premises
import Testing
import Tracking

@testable import Simulation

struct ShiftTests {
    private static let start = Instant(seconds: 1_772_409_600)

    private func shift(seed: UInt64, hours: Int = 8) -> Simulation {
        var configuration = Simulation.Configuration(start: Self.start)
        configuration.seed = seed
        configuration.hours = hours
        return Simulation(plan: SamplePlan.plan, configuration: configuration)
    }

    @Test func theSameSeedGivesTheSameActs() {
        func acts(_ seed: UInt64) -> [SimulatedAct] { Array(SimulatedActs(shift(seed: seed)).prefix(6_000)) }
        let first = acts(7)
        #expect(first == acts(7))
        #expect(first != acts(8))
        #expect(zip(first, first.dropFirst()).allSatisfy { $0.at <= $1.at })
    }

    @Test func whoeverSkipsAheadFindsTheSamePeopleAtTheSamePlaces() {
        var lived = shift(seed: 9, hours: 2)
        var skipped = lived
        for _ in 0..<5_000 { _ = lived.advance() }

        skipped.skip(to: 5_000)

        #expect(skipped.second == lived.second)
        #expect(skipped.onAir == lived.onAir)
        #expect(skipped.onAir.count > 40)
        #expect(skipped.planted == lived.planted)
        #expect(skipped.advance().map(\.at) == lived.advance().map(\.at))
    }

    @Test func aBreachFollowsTheLiveStartOfADemonstrationWithinTwoMinutes() {
        let live = Simulation.Configuration.historySeconds
        var simulation = Simulation(
            plan: SamplePlan.plan,
            configuration: .demonstration(liveStart: Self.start, seed: 1, staff: [], policy: nil)
        )

        simulation.skip(to: live)
        let before = simulation.planted.count
        #expect(simulation.now == Self.start)
        #expect((10...40).contains(simulation.inArea))
        #expect(before >= 5)

        simulation.skip(to: live + 120)
        #expect(simulation.planted.dropFirst(before).contains { $0.rule == .sos })
    }

    @Test func nobodyRunsOrWalksThroughAWall() {
        var simulation = shift(seed: 3, hours: 4)
        var before: [Code<Kind.Tag>: TruthRow] = [:]
        var fastest = 0.0
        var throughWalls: [TruthRow] = []
        while !simulation.isOver {
            _ = simulation.advance()
            for row in simulation.truth {
                if let last = before[row.tag], last.at + .seconds(1) == row.at {
                    fastest = max(fastest, last.place.distance(to: row.place))
                    if last.room != row.room, !isDoor(near: row.place, last.place) { throughWalls.append(row) }
                }
                before[row.tag] = row
            }
        }
        #expect(fastest <= 1.4 + 1e-9)
        #expect(fastest > 0.8)
        #expect(throughWalls.isEmpty)
    }

    private func isDoor(near one: Point, _ other: Point) -> Bool {
        SamplePlan.plan.doors.contains { $0.at.distance(to: one) + $0.at.distance(to: other) < 1.9 }
    }

    @Test func everyPlantedBreachHappensAndPeopleComeAndGo() {
        var simulation = shift(seed: 1)
        var arrivals = 0
        var exits = 0
        var steps: Set<FlowStep> = []
        while !simulation.isOver {
            for act in simulation.advance() {
                switch act.deed {
                case .frame: continue
                case .command(.arrival): arrivals += 1
                case .command(.exit): exits += 1
                case .command(.step(_, let step)): steps.insert(step)
                case .command(.bindTag): continue
                }
            }
        }
        let rules = Set(simulation.planted.map(\.rule))
        #expect(rules == Set(PlantedRule.allCases), "missing \(Set(PlantedRule.allCases).subtracting(rules))")
        #expect(arrivals >= 36)
        #expect(exits >= 15)
        #expect(steps == Set(FlowStep.allCases), "missing \(Set(FlowStep.allCases).subtracting(steps))")
    }

    @Test func aSilentBaseStationSendsNothing() {
        var simulation = shift(seed: 2, hours: 1)
        let id = SamplePlan.plan.baseStations[3].id
        _ = simulation.advance()
        let isUnplugged = simulation.intervene(.unplug(id))
        #expect(isUnplugged)
        let devices = Set((0..<60).flatMap { _ in simulation.advance() }.compactMap(Self.device))
        #expect(!devices.contains(id.text))
        #expect(devices.count == SamplePlan.plan.baseStations.count - 1)
        let isPluggedIn = simulation.intervene(.plugIn(id))
        #expect(isPluggedIn)
        let devicesThen = Set((0..<10).flatMap { _ in simulation.advance() }.compactMap(Self.device))
        #expect(devicesThen.contains(id.text))
    }

    @Test func aPressAtTheStageIsHeard() throws {
        var simulation = shift(seed: 2, hours: 1)
        _ = simulation.advance()
        let tag = try #require(simulation.onAir.first?.tag)
        let isPressed = simulation.intervene(.pressSOS(tag))
        #expect(isPressed)
        let presses = simulation.advance().flatMap(Self.lines).filter { $0.reading == .button }
        #expect(!presses.isEmpty)
        #expect(presses.allSatisfy { $0.tag == tag })
        let nobodyPresses = simulation.intervene(.pressSOS(Code(checked: "nobody")))
        #expect(!nobodyPresses)
    }

    private static func device(_ act: SimulatedAct) -> String? {
        switch act.deed {
        case .frame(let frame): frame.identity.device.text
        case .command: nil
        }
    }

    static func lines(_ act: SimulatedAct) -> [Observation] {
        switch act.deed {
        case .frame(let frame): frame.lines
        case .command: []
        }
    }
}
