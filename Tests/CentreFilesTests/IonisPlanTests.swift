import CentreFiles
import Domain
import Premises
import Testing

@Suite struct IonisPlanTests {
    @Test func theRecordedFlatLoadsWithDerivedWalls() throws {
        let plan = try CentreFiles.loadPlan(Examples.path + "/ionis-flat/plan.geojson")
        #expect(plan.name.en == "ionis flat")
        #expect(plan.rooms.map(\.id.text) == ["bedroom", "hall", "kitchen", "living"])
        #expect(plan.rooms.first?.name.zh == "卧室")
        #expect(plan.rooms.first?.watch == .interval)
        #expect(plan.doors.count == 4)
        #expect(plan.baseStations.map(\.height) == [2.08, 2.62, 2.38, 1.85, 2.31, 2.41])
        #expect(plan.walls.contains { $0.material == .light } && plan.walls.contains { $0.material == .solid })
    }
}
