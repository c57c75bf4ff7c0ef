import Domain
import Premises

/// A small centre: rooms on both sides of a corridor, the witnesses' corridor behind, one base station a room.
enum SamplePlan {
    private static let rows: [(id: String, kind: RoomKind, x: Double, y: Double, watch: Room.Watch?)] = [
        ("dock", .vehicleDock, 0, 6, nil), ("entry", .entryDesk, 5, 6, nil),
        ("check-men", .safetyCheckMen, 10, 6, nil), ("check-women", .safetyCheckWomen, 15, 6, nil),
        ("belongings", .belongings, 20, 6, nil), ("collection", .informationCollection, 25, 6, nil),
        ("holding-men", .holdingMen, 0, 0, .fromPost(Code(checked: "post"))),
        ("holding-women", .holdingWomen, 5, 0, .fromPost(Code(checked: "post"))),
        ("post", .guardPost, 10, 0, nil), ("interrogation", .interrogation, 15, 0, nil),
        ("toilet", .toilet, 20, 0, .inRoom), ("dining", .dining, 25, 0, .inRoom),
        ("reception", .reception, 30, 6, nil), ("interview", .interview, 30, 0, nil),
        ("one-stop", .victimOneStop, 35, 0, nil), ("case-desk", .caseDesk, 35, 6, nil),
        ("store", .storeGeneral, 40, 6, nil),
    ]

    static let plan: FloorPlan = {
        var rooms = rows.map { room($0.id, $0.kind, ($0.x, $0.y), ($0.x + 5, $0.y + 4), $0.watch) }
        rooms.append(room("corridor", .corridorSuspects, (0, 4), (30, 6), nil))
        rooms.append(room("corridor-w", .corridorWitnesses, (30, 4), (45, 6), nil))
        var doors = rows.map { row in
            Door(
                id: Code(checked: "door-\(row.id)"),
                at: Point(row.x + 2.5, row.y == 0 ? 4 : 6),
                from: .room(Code(checked: row.id)),
                to: .room(Code(checked: row.x < 30 ? "corridor" : "corridor-w"))
            )
        }
        doors += [
            door("between", Point(30, 5), .room(Code(checked: "corridor")), .room(Code(checked: "corridor-w"))),
            door("out-dock", Point(0, 8), .outside, .room(Code(checked: "dock"))),
            door("out-reception", Point(32.5, 10), .outside, .room(Code(checked: "reception"))),
            door("out-one-stop", Point(37.5, 0), .outside, .room(Code(checked: "one-stop"))),
        ]
        let baseStations = rows.enumerated().map { number, row in
            BaseStation(id: Code(checked: "S\(number + 1)"), at: Point(row.x + 2.5, row.y + 2), height: 2.6)
        }
        return FloorPlan(
            name: Bilingual(zh: "示例", en: "Sample"),
            rooms: rooms,
            doors: doors,
            walls: [],
            baseStations: baseStations + [
                BaseStation(id: Code(checked: "S30"), at: Point(8, 5), height: 2.6),
                BaseStation(id: Code(checked: "S31"), at: Point(22, 5), height: 2.6),
                BaseStation(id: Code(checked: "S32"), at: Point(37, 5), height: 2.6),
            ],
            cameras: []
        )
    }()

    private static func door(_ id: String, _ at: Point, _ from: Door.Side, _ to: Door.Side) -> Door {
        Door(id: Code(checked: id), at: at, from: from, to: to)
    }

    private static func room(
        _ id: String,
        _ kind: RoomKind,
        _ low: (Double, Double),
        _ high: (Double, Double),
        _ watch: Room.Watch?
    ) -> Room {
        let corners = [Point(low.0, low.1), Point(high.0, low.1), Point(high.0, high.1), Point(low.0, high.1)]
        return Room(
            id: Code(checked: id),
            name: Bilingual(zh: id, en: id),
            kind: kind,
            outline: Polygon(corners),
            watch: watch
        )
    }
}
