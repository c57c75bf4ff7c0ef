import Domain
import Premises

/// What moves on the plan: marks, heads in rooms, silent base stations, and the tray of those who stand nowhere on it;
/// of now or of a past minute.
struct LivePlan: Equatable {
    struct Chip: Equatable {
        let code: String
        let path: String
    }

    /// What a room shows while people move: heads, a session, an alarm.
    struct RoomState: Equatable {
        let outline: String
        let state: String
        let corner: PlanDrawing.Spot
        let heads: Int?
    }

    struct LostStation: Equatable {
        let id: String
        let spot: PlanDrawing.Spot
    }

    /// As JSON, for `<live-plan>`.
    let marks: String
    let roomStates: [RoomState]
    let lostStations: [LostStation]
    let notDetermined: [Chip]
    let notEntered: [Chip]

    /// - open: the alarms that nobody has closed.
    init(_ board: BoardReading, _ open: [AlarmReading], _ plan: FloorPlan, _ drawing: PlanDrawing) {
        let burning = open.filter { $0.gone == nil && !$0.isWarning }
        self.init(
            board.people,
            board.others,
            lost: board.devicesLost.map(\.id),
            special: Set(burning.filter { $0.level == .special }.compactMap(\.roomOnPlan)),
            alarmed: Set(burning.compactMap(\.roomOnPlan)),
            sessions: Set(board.sessions.map(\.room)),
            plan,
            drawing
        )
    }

    /// No room is in alarm: the alarms of now would be drawn where nothing was wrong then.
    init(_ past: PastReading, _ plan: FloorPlan, _ drawing: PlanDrawing) {
        self.init(
            past.people,
            past.others,
            lost: past.silent,
            special: [],
            alarmed: [],
            sessions: past.sessions,
            plan,
            drawing
        )
    }

    private init(
        _ people: [PersonReading],
        _ others: [OtherMark],
        lost: [String],
        special: Set<Room.ID>,
        alarmed: Set<Room.ID>,
        sessions: Set<Room.ID>,
        _ plan: FloorPlan,
        _ drawing: PlanDrawing
    ) {
        marks = PlanMarks.json(people, others, plan)
        let heads = PlanMarks.heads(people, others)
        roomStates = drawing.rooms.compactMap { shape in
            let id = Code<Kind.Room>(checked: shape.id)
            let state =
                special.contains(id)
                ? "special" : alarmed.contains(id) ? "alarm" : sessions.contains(id) ? "session" : "quiet"
            guard heads[id] != nil || state != "quiet" else { return nil }
            return RoomState(outline: shape.outline, state: state, corner: shape.corner, heads: heads[id])
        }
        lostStations = lost.compactMap { id in drawing.stations[id].map { LostStation(id: id, spot: $0) } }
        notDetermined = Self.chips(people, at: .notDetermined)
        notEntered = Self.chips(people, at: .notEntered)
    }

    private static func chips(_ people: [PersonReading], at place: PersonReading.Place) -> [Chip] {
        people.filter { $0.place == place }.map { Chip(code: $0.code, path: SitePath.stay($0.stay).string) }
    }
}
