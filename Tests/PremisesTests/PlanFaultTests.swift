import Domain
import Premises
import Testing

@Suite struct PlanFaultTests {
    private func fault(_ feature: String?, _ problem: PlanFault.Problem) -> [PlanFault] {
        [PlanFault(feature: feature, problem: problem)]
    }

    @Test func aRightPlanHasNoFault() throws {
        let plan = try Drafts.draft(Drafts.right).checked()
        #expect(plan.rooms.count == 4)
        #expect(plan.room(Room.ID(checked: "cell"))?.watch == .fromPost(Room.ID(checked: "post")))
        #expect(plan.room(Room.ID(checked: "talk"))?.watch == .inRoom)
        #expect(plan.room(Room.ID(checked: "hall"))?.watch == nil)
    }

    @Test func anUnknownFeatureIsNamedWithTheOneMeant() {
        let found = Drafts.faults(with: ("x", .point(Point(1, 1)), ["feature": .text("dor")]))
        #expect(found == fault("x", .featureUnknown("dor", nearest: "door")))
        #expect(Drafts.faults(with: ("x", .point(Point(1, 1)), [:])) == fault("x", .featureMissing))
    }

    @Test func aFeatureWithoutIdIsNamedByItsPlace() {
        let feature = Drafts.station("S", 1, 1)
        #expect(Drafts.faults(with: (nil, feature.1, feature.2)) == fault("#11", .idMissing))
        #expect(Drafts.faults(with: ("a b", feature.1, feature.2)) == fault("a b", .idMalformed("a b")))
        #expect(Drafts.faults(with: ("outside", feature.1, feature.2)) == fault("outside", .idMalformed("outside")))
    }

    @Test func anIdStandsOnce() {
        let features = Drafts.right + [Drafts.station("S1", 2, 2)]
        #expect(throws: PlanFaults(fault("S1", .idRepeated(first: 9)))) { try Drafts.draft(features).checked() }
    }

    @Test func theGeometryFitsTheFeature() {
        let room = Drafts.room("new", "corridor", .point(Point(1, 1)))
        let found = Drafts.faults(with: room)
        #expect(found.first == fault("new", .shapeWrong(found: "Point", needed: "Polygon")).first)
        let far = Drafts.station("S2", 116, 39_000)
        #expect(Drafts.faults(with: far) == fault("S2", .coordinateOutOfRange))
        let wall = Drafts.faults(with: ("w", .point(Point(1, 1)), ["feature": .text("wall")]))
        #expect(wall == fault("w", .shapeWrong(found: "Point", needed: "LineString")))
    }

    @Test func anUnknownKindIsNamedWithTheOneMeant() {
        let found = Drafts.faults(with: Drafts.room("talk", "interogation", Drafts.square(0, 4)))
        let known = RoomKind.allCases.map(\.rawValue)
        let problem = PlanFault.Problem.valueUnknown(
            key: "kind",
            found: "interogation",
            nearest: "interrogation",
            known: known
        )
        #expect(found == fault("talk", problem))
        #expect(found.first?.write.en == "write interrogation?")
    }

    @Test func aMisspeltOrIllTypedPropertyIsAFault() {
        let misspelt = Drafts.door("d-in", "outside", "hall", 2, 0, ["oneWy": .flag(true)])
        #expect(Drafts.faults(with: misspelt) == fault("d-in", .keyMisspelt("oneWy", nearest: "oneWay")))
        let ill = Drafts.door("d-in", "outside", "hall", 2, 0, ["width": .text("wide")])
        let problem = PlanFault.Problem.valueWrong(key: "width", found: "\"wide\"", needed: "0.4 … 20 (m)")
        #expect(Drafts.faults(with: ill).first == fault("d-in", problem).first)
    }

    @Test(arguments: [
        ([Point(8, 0), Point(9, 0), Point(9, 1), Point(8, 1)], PlanFault.Problem.outlineOpen),
        ([Point(8, 0), Point(9, 0), Point(8, 0)], .outlineTooFewCorners(2)),
        ([Point(8, 0), Point(10, 2), Point(10, 0), Point(8, 2), Point(8, 0)], .outlineCrossesItself),
        ([Point(8, 0), Point(9, 0), Point(10, 0), Point(8, 0)], .outlineCrossesItself),
    ])
    func aBadOutlineIsRefused(_ ring: [Point], _ problem: PlanFault.Problem) {
        let found = Drafts.faults(
            with: Drafts.room("new", "corridor", .rings([ring])),
            Drafts.door("d-new", "cell", "new", 8, 1)
        )
        #expect(found == fault("new", problem))
    }

    @Test func roomsDoNotOverlap() {
        let found = Drafts.faults(
            with: Drafts.room("new", "corridor", Drafts.square(7, 1, 2)),
            Drafts.door("d-new", "cell", "new", 8, 1.2)
        )
        #expect(found == fault("cell", .roomsOverlap(with: "new", squareCentimetres: 20_000)))
    }

    @Test func everyRoomCanBeEnteredAndLeft() {
        #expect(
            Drafts.faults(with: Drafts.camera("C1", sees: "hall"), without: "d-cell")
                == fault("cell", .roomWithoutWayIn)
        )
        let trap = Drafts.door("d-cell", "hall", "cell", 4, 2, ["oneWay": .flag(true)])
        #expect(Drafts.faults(with: trap) == fault("cell", .roomWithoutWayOut))
    }

    @Test func aHeldPersonsRoomSaysHowItIsWatched() {
        #expect(
            Drafts.faults(with: Drafts.room("cell", "holding", Drafts.square(4, 0))) == fault("cell", .watchMissing)
        )
        let nowhere = Drafts.room("cell", "holding", Drafts.square(4, 0), ["watch": .text("fromPost:pst")])
        #expect(Drafts.faults(with: nowhere) == fault("cell", .postUnknown("pst", nearest: "post")))
        let itself = Drafts.room("cell", "holding", Drafts.square(4, 0), ["watch": .text("fromPost:cell")])
        #expect(Drafts.faults(with: itself) == fault("cell", .postIsTheRoomItself))
    }

    @Test func aCountyCentreHasNoStatutoryWaitingRoom() {
        let room = Drafts.room("cell", "statutoryWaiting", Drafts.square(4, 0), ["watch": .text("inRoom")])
        let found = Drafts.faults(with: room)
        #expect(found == fault("cell", .statutoryWaitingInCountyCentre))
        #expect(found.first?.write.zh == "改称等候室（holding）；候问室只设在派出所（继续盘问规定第26条）")
        #expect(Drafts.faults(with: room, as: .policeStation).isEmpty)
    }

    @Test func aDoorJoinsTwoPlacesAndStandsInBothWalls() {
        let nowhere = Drafts.faults(with: Drafts.door("d-post", "talk", "pst", 4, 6))
        #expect(nowhere.first == fault("d-post", .doorToNowhere("pst", nearest: "post")).first)
        let one = Drafts.faults(with: Drafts.door("d2", "hall", "hall", 4, 2))
        #expect(one == fault("d2", .doorJoinsOnePlace("hall")))
        let off = Drafts.faults(with: Drafts.door("d2", "hall", "post", 5, 3))
        #expect(
            off == [
                PlanFault(feature: "d2", problem: .doorOffTheOutline(room: "hall", centimetres: 100)),
                PlanFault(feature: "d2", problem: .doorOffTheOutline(room: "post", centimetres: 100)),
            ]
        )
        let joins = PlanValue.list([.text("hall")])
        let three = Drafts.faults(with: ("d2", .point(Point(4, 2)), ["feature": .text("door"), "joins": joins]))
        #expect(three == fault("d2", .joinsNotTwo(1)))
    }

    @Test func aBaseStationHangsInARoom() {
        #expect(Drafts.faults(with: Drafts.station("S9", 20, 20)) == fault("S9", .baseStationOutside))
        #expect(Drafts.faults(with: Drafts.station("S9", -0.2, 1)).isEmpty)
    }

    @Test func aCameraSeesRoomsOfThePlan() {
        let found = Drafts.faults(with: Drafts.camera("C1", sees: "cel"))
        #expect(found == fault("C1", .seesUnknownRoom("cel", nearest: "cell")))
    }

    @Test func aLawyersRoomIsNeitherHeardNorSeen() {
        let room = Drafts.room("post", "lawyer", Drafts.square(4, 4))
        let cell = Drafts.room("cell", "holding", Drafts.square(4, 0), ["watch": .text("inRoom")])
        let heard = Drafts.faults(
            with: room,
            cell,
            Drafts.camera("C1", sees: "post", picture: "masked", sound: "recorded")
        )
        #expect(heard == fault("C1", .soundInLawyersRoom("post")))
        #expect(
            Drafts.faults(with: room, cell, Drafts.camera("C1", sees: "post"))
                == fault("C1", .readablePictureInLawyersRoom("post"))
        )
        #expect(Drafts.faults(with: room, cell, Drafts.camera("C1", sees: "post", picture: "masked")).isEmpty)
    }

    @Test func aCameraInAToiletIsMasked() {
        let room = Drafts.room("cell", "toilet", Drafts.square(4, 0), ["watch": .text("inRoom")])
        #expect(Drafts.faults(with: room) == fault("C1", .unmaskedCameraInToilet("cell")))
        #expect(Drafts.faults(with: room, Drafts.camera("C1", sees: "cell", picture: "masked")).isEmpty)
    }

    @Test func allFaultsAreToldAtOnce() {
        let found = Drafts.faults(
            with: Drafts.room("talk", "talking", Drafts.square(0, 4)),
            Drafts.station("S9", 20, 20),
            Drafts.camera("C1", sees: "attic")
        )
        #expect(Set(found.compactMap(\.feature)) == ["talk", "S9", "C1"])
        for fault in found {
            #expect(!fault.wrong.zh.isEmpty && !fault.wrong.en.isEmpty && !fault.write.zh.isEmpty)
        }
    }

    @Test func aPlanWithoutRoomsOrWithTooManyFeaturesIsRefused() {
        #expect(throws: PlanFaults(fault(nil, .noRooms))) { try Drafts.draft([]).checked() }
        let many = Array(repeating: Drafts.station("S", 1, 1), count: PlanLimits.features + 1)
        #expect(throws: PlanFaults(fault(nil, .tooMany("features", limit: PlanLimits.features)))) {
            try Drafts.draft(many).checked()
        }
    }
}
