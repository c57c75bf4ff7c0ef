import Domain
import Premises
import Testing
import Tracking

@testable import Simulation

struct RadioTests {
    private static let start = Instant(seconds: 1_772_409_600)

    @Test func theStrongestBaseStationIsNeitherAlwaysNorNeverInTheRoom() {
        var configuration = Simulation.Configuration(start: Self.start)
        configuration.hours = 3
        var simulation = Simulation(plan: SamplePlan.plan, configuration: configuration)
        var right = 0
        var all = 0
        while !simulation.isOver {
            let lines = simulation.advance().flatMap(ShiftTests.lines)
            let rooms = Dictionary(simulation.truth.map { ($0.tag, $0.room) }) { first, _ in first }
            for (tag, strongest) in Self.strongest(lines) {
                guard let room = rooms[tag] else { continue }
                all += 1
                if SamplePlan.plan.room(at: strongest)?.id == room { right += 1 }
            }
        }
        let share = Double(right) / Double(max(1, all))
        #expect(all > 100_000)
        #expect((0.5...0.92).contains(share))
    }

    /// Where the base station stands that heard each tag most strongly in these lines.
    private static func strongest(_ lines: [Observation]) -> [Code<Kind.Tag>: Point] {
        let places = Dictionary(SamplePlan.plan.baseStations.map { ($0.id, $0.at) }) { first, _ in first }
        var best: [Code<Kind.Tag>: (dBm: Double, at: Point)] = [:]
        for line in lines {
            guard let tag = line.tag, let id = line.baseStation, let at = places[id],
                case .rssi(let dBm, _) = line.reading
            else { continue }
            if dBm > best[tag]?.dBm ?? -.infinity { best[tag] = (dBm, at) }
        }
        return best.mapValues(\.at)
    }

    @Test func theResidualsAreThoseOfTheRecordings() {
        let residuals = Residuals()
        let all = (0..<residuals.seconds).flatMap { second in (0..<2).map { residuals.packet($0, ofSecond: second) } }
        let values = all.compactMap { $0 }.map(Double.init)
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        let dropped = 1 - Double(values.count) / Double(all.count)
        #expect(abs(mean) < 1)
        #expect((25...70).contains(variance))
        #expect((0.01...0.3).contains(dropped))
    }

    @Test func theCalibrationWalkHearsEveryRoom() {
        let walk = CalibrationWalk(plan: SamplePlan.plan, seed: 1, start: Self.start, metres: 2, seconds: 4)
        #expect(Set(walk.truth.compactMap(\.room)) == Set(SamplePlan.plan.rooms.map(\.id)))
        #expect(zip(walk.observations, walk.observations.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(walk.observations.count > 10 * walk.truth.count)
    }

    @Test func aWayAroundTheCornerStaysInTheRoom() throws {
        let corners = [Point(0, 0), Point(6, 0), Point(6, 2), Point(2, 2), Point(2, 6), Point(0, 6)]
        let id: Room.ID = Code(checked: "bent")
        let outline = Polygon(corners)
        let room = Room(id: id, name: Bilingual(zh: "弯", en: "bent"), kind: .corridor, outline: outline, watch: nil)
        let name = Bilingual(zh: "弯", en: "bent")
        let plan = FloorPlan(name: name, rooms: [room], doors: [], walls: [], baseStations: [], cameras: [])
        let legs = WayFinder(plan).pieces(from: Point(5, 1), to: Point(1, 5), within: .room(id))
        #expect(legs.last?.to == Point(1, 5))
        #expect(legs.count > 1)
        var at = Point(5, 1)
        for leg in legs {
            #expect(WayFinder.isFree(at, leg.to, outline))
            at = leg.to
        }
    }
}
