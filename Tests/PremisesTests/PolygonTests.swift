import Domain
import Premises
import Testing

@Suite struct PolygonTests {
    private let corner = Polygon([
        Point(0, 0), Point(4, 0), Point(4, 1), Point(1, 1), Point(1, 4), Point(0, 4),
    ])

    @Test func aRoomInTheBendOfAConcaveOneDoesNotOverlapIt() {
        let inBend = Polygon([Point(1, 1), Point(4, 1), Point(4, 4), Point(1, 4)])
        #expect(corner.sharedArea(with: inBend) == 0)
        #expect(inBend.sharedArea(with: corner) == 0)
    }

    @Test func theSharedAreaIsExact() {
        let square = Polygon([Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)])
        let diamond = Polygon([Point(1, 0), Point(2, 1), Point(1, 2), Point(0, 1)])
        #expect(abs(square.sharedArea(with: diamond) - 2) < 1e-9)
        #expect(abs(corner.sharedArea(with: square) - 3) < 1e-9)
        #expect(abs(corner.sharedArea(with: corner) - corner.area) < 1e-9)
    }

    @Test func aBowTieCrossesItselfAndACornerRoomDoesNot() {
        #expect(Polygon([Point(0, 0), Point(2, 2), Point(2, 0), Point(0, 2)]).crossesItself)
        #expect(Polygon([Point(0, 0), Point(4, 0), Point(2, 0), Point(2, 2)]).crossesItself)
        #expect(!corner.crossesItself)
    }

    @Test func aWallThatTwoRoomsShareStandsOnce() {
        func room(_ id: String, _ x: Double) -> Room {
            Room(
                id: Room.ID(checked: id),
                name: Bilingual(zh: id, en: id),
                kind: .corridor,
                outline: Polygon([Point(x, 0), Point(x + 3, 0), Point(x + 3, 4), Point(x, 4)]),
                watch: nil
            )
        }
        let walls = Wall.around([room("a", 0), room("b", 3)])
        #expect(walls.filter { $0.material == .light }.map(\.line) == [Segment(Point(3, 0), Point(3, 4))])
        #expect(walls.count { $0.material == .solid } == 4)
    }
}
