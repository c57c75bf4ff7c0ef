import CentreFiles
import Domain
import Policy
import Premises
import Testing

@Suite struct LinhaiTests {
    private let centre: CentreDescription

    init() throws {
        centre = try CentreFiles.load(Examples.path + "/linhai")
    }

    private func rooms(_ kinds: RoomKind...) -> [String] {
        centre.plan.rooms.filter { kinds.contains($0.kind) }.map(\.id.text)
    }

    @Test func itHasTheThirtySixFunctionRooms() {
        let besides: Set<RoomKind> = [
            .analysisHall, .toilet, .reception, .corridor, .corridorSuspects, .corridorWitnesses, .guardPost,
            .equipment,
        ]
        let functional = centre.plan.rooms.filter { !besides.contains($0.kind) }
        #expect(functional.count == 36)
        #expect(rooms(.interrogation).count == 4)
        #expect(rooms(.interview).count == 2)
        for kind in RoomKind.allCases where functional.contains(where: { $0.kind == kind }) {
            let expected = kind == .interrogation ? 4 : kind == .interview ? 2 : 1
            #expect(rooms(kind).count == expected, "\(kind)")
        }
    }

    @Test func itIsAsLargeAndAsWellSeenAsTheReferenceSite() {
        let area = centre.plan.rooms.reduce(0) { $0 + $1.outline.area }
        #expect((1_250...1_400).contains(area))
        #expect(centre.plan.baseStations.count >= 40)
        #expect(centre.plan.cameras.count >= 36)
        #expect(centre.plan.rooms.contains { $0.outline.corners.count > 4 })
        #expect(centre.plan.rooms.allSatisfy { $0.name.zh != $0.name.en })
    }

    @Test func theGuardsLookThroughGlassAtTheHoldingRow() throws {
        let glass = centre.plan.walls.filter { $0.material == .glass }.map(\.line)
        for room in centre.plan.rooms where room.kind.isHolding {
            guard case .fromPost(let post)? = room.watch else { continue }
            let outline = try #require(centre.plan.room(post)).outline
            let shared = glass.contains { line in
                outline.distanceToOutline(line.a) < 0.01
                    && room.outline.edges.contains { edge in
                        edge.a.y == line.a.y && edge.b.y == line.a.y && min(edge.a.x, edge.b.x) < line.b.x
                            && max(edge.a.x, edge.b.x) > line.a.x
                    }
            }
            #expect(shared, "\(room.id)")
        }
    }

    @Test func aSuspectWalksTheWholeWayThroughAllowedRooms() throws {
        let policy = try #require(centre.policies.last)
        let stops = [
            "vehicle-dock", "entry-desk", "safety-check-men", "belongings", "information-collection",
            "interrogation-2", "holding-men", "toilet-men", "holding-men", "special-interrogation", "dining",
            "belongings",
        ]
        var here = Door.Side.outside
        for stop in stops.map({ Door.Side.room(Room.ID(checked: $0)) }) + [.outside] {
            let way = centre.plan.way(from: here, to: stop) { room in
                policy.allows(.criminalSuspect, in: room.kind) && room.kind != .corridor
            }
            #expect(way != nil, "\(here) → \(stop)")
            here = stop
        }
    }

    @Test func witnessesReachTheirRoomsWithoutTheSuspectsCorridor() throws {
        for room in ["interview-1", "interview-2", "victim-one-stop"] {
            let way = centre.plan.way(from: .outside, to: .room(Room.ID(checked: room))) { room in
                room.kind == .reception || room.kind == .corridorWitnesses
            }
            #expect(way != nil, "\(room)")
        }
        let ofWitnesses = centre.plan.rooms.filter { $0.kind == .corridorWitnesses }
        let ofSuspects = centre.plan.rooms.filter { $0.kind == .corridorSuspects }
        for door in centre.plan.doors {
            let sides = [door.from, door.to]
            let joinsBoth =
                ofWitnesses.contains { sides.contains(.room($0.id)) }
                && ofSuspects.contains { sides.contains(.room($0.id)) }
            #expect(!joinsBoth, "\(door.id)")
        }
    }

    @Test func theSuspectsCorridorIsALoopOfOneDirection() {
        let loop = ["corridor-south", "corridor-east", "corridor-north", "corridor-west", "corridor-south"]
        for (from, to) in zip(loop, loop.dropFirst()) {
            let door = centre.plan.doors.first {
                $0.from == .room(Room.ID(checked: from)) && $0.to == .room(Room.ID(checked: to))
            }
            #expect(door?.oneWay == true, "\(from) → \(to)")
        }
    }

    @Test func theLawOfTheArrivalIsFound() throws {
        let book = centre.policyBook
        let before = try #require(Instant(rfc3339: "2025-12-31T23:59:59+08:00"))
        let after = before + .seconds(1)
        let old = try #require(book.version(inForceAt: before))
        let new = try #require(book.version(inForceAt: after))
        #expect(old.limit(for: .administrativeSummons)?.extensions.map(\.limit) == [.hours(24)])
        #expect(new.limit(for: .administrativeSummons)?.extensions.map(\.limit) == [.hours(12), .hours(24)])
        #expect(new.limit(for: .administrativeSummons)?.provision.isUnconfirmed == true)
        #expect(new.limit(for: .summons)?.base == .hours(12))
        #expect(new.limit(for: .summons)?.provision.judgedAt == .arrival)
        #expect(new.limit(for: .continuedQuestioning)?.extensions.map(\.limit) == [.hours(24), .hours(48)])
        #expect(new.limit(for: .continuedQuestioning)?.protected == .hours(4))
        #expect(new.limit(for: .criminalDetention)?.duty == .deliver)
        #expect(new.clocks(of: .criminalDetention).count == 3)
        #expect(
            new.stepsRequired(before: .interrogation, for: .criminalSuspect)
                == [.rightsNotice, .safetyCheck, .belongings, .informationCollection]
        )
        #expect(new.stepsRequired(before: .sobering, for: .criminalSuspect).isEmpty)
        #expect(!new.allows(.witness, in: .corridorSuspects))
        #expect(RuleID.allCases.allSatisfy { new.rule($0) != nil })
        #expect(new.rule(.overstay)?.limit(in: .toilet) == .minutes(15))
        #expect(new.rule(.stationSilent)?.duration(.silent) == .seconds(15))
    }

    @Test func filesStaffAndZoneAreKept() {
        #expect(
            centre.files.map(\.name).sorted() == [
                "centre.yaml", "plan.geojson", "policy/clocks.yaml", "policy/flow.yaml", "policy/rooms.yaml",
                "policy/rules.yaml", "staff.yaml",
            ]
        )
        #expect(centre.files.allSatisfy { $0.sha256.count == 64 && !$0.bytes.isEmpty })
        #expect(centre.staff.count { $0.rank == .police } == 16)
        #expect(centre.staff.count { $0.rank == .auxiliary } == 24)
        #expect(centre.visitorCards.count == 99)
        #expect(centre.staff.count { $0.rank == .doctor } == 2)
        #expect(centre.centre.zone.offset(at: Instant(seconds: 1_772_409_600)) == 28_800)
        #expect(centre.centre.organToldOfSOS?.kind == .procuratorate)
    }

    @Test func theFlatLoadsAsACentreToo() throws {
        let flat = try CentreFiles.load(Examples.path + "/ionis-flat")
        #expect(flat.policies.last?.stepsRequired(before: .interrogation, for: .criminalSuspect).count == 2)
    }
}
