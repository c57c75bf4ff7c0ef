import Domain
import Premises

/// What `board.mustache` may say.
struct BoardPage: Equatable {
    struct Chip: Equatable {
        let code: String
        let path: String
    }

    struct Row: Equatable {
        let code: String
        let name: String
        let path: String
        let place: String
        let standing: String
        let clock: ClockBar?
        let noClock: String
        let isHeld: Bool
        let watcher: String
        let watchClass: String
        let watchIcon: String
    }

    struct Strip: Equatable {
        let room: String
        let person: String
        let pips: [String]
        let present: Int
        let required: Int
        let officers: String
        let since: SiteTime
        let state: String
    }

    let title: String
    let inArea: Int
    let openAlarms: Int
    let alarmClass: String
    let sessionCount: Int
    let lostCount: Int
    let lostClass: String
    let lostNames: String?
    let plan: PlanDrawing
    /// The marks as JSON, for `<live-plan>`.
    let marks: String
    let notDetermined: [Chip]
    let notEntered: [Chip]
    let hasSessions: Bool
    let sessions: [Strip]
    let alarms: [AlarmCard]
    let people: [Row]
    let sos: AlarmCard?

    init(_ board: BoardReading, plan: FloorPlan, _ setting: PageSetting) {
        title = setting.text("board", "title")
        inArea = board.people.count { $0.place != .notEntered }
        let open = board.alarms.filter { $0.closed == nil }
        openAlarms = open.count
        alarmClass = open.isEmpty ? "calm" : "alarm"
        sessionCount = board.sessions.count
        lostCount = board.devicesLost.count
        lostClass = board.devicesLost.isEmpty ? "calm" : "unknown"
        lostNames = board.devicesLost.isEmpty ? nil : board.devicesLost.map(\.id).joined(separator: " ")
        self.plan = PlanDrawing(plan, heads: PlanMarks.heads(board))
        marks = PlanMarks.json(board)
        notDetermined = Self.chips(board, at: .notDetermined)
        notEntered = Self.chips(board, at: .notEntered)
        hasSessions = !board.sessions.isEmpty
        sessions = board.sessions.map { Self.strip($0, plan, setting) }
        alarms = AlarmsPage.sorted(open).map { AlarmCard($0, setting) }
        people = Self.sorted(board.people).map { Self.row($0, board.now, plan, setting) }
        sos =
            setting.may(.readSOS)
            ? open.first { $0.rule == "sos" && $0.acknowledged == nil }.map { AlarmCard($0, setting) } : nil
    }

    /// What runs out first on top; who has no limit comes last.
    static func sorted(_ people: [PersonReading]) -> [PersonReading] {
        people.sorted { left, right in
            switch (left.clock?.expires, right.clock?.expires) {
            case (let a?, let b?): a < b
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): left.code < right.code
            }
        }
    }

    private static func chips(_ board: BoardReading, at place: PersonReading.Place) -> [Chip] {
        board.people.filter { $0.place == place }.map { Chip(code: $0.code, path: SitePath.stay($0.stay).string) }
    }

    private static func strip(_ session: SessionReading, _ plan: FloorPlan, _ setting: PageSetting) -> Strip {
        let present = session.officers.count
        return Strip(
            room: plan.room(session.room).map { setting.language.of($0.name) } ?? session.room.text,
            person: session.person,
            pips: (0..<max(present, session.required)).map { $0 < present ? "on" : "off" },
            present: present,
            required: session.required,
            officers: session.officers.map(setting.language.of).joined(separator: "、"),
            since: setting.time(session.countChanged, .clock),
            state: present < session.required ? "alarm" : "normal"
        )
    }

    private static func row(
        _ person: PersonReading,
        _ now: Instant,
        _ plan: FloorPlan,
        _ setting: PageSetting
    ) -> Row {
        Row(
            code: person.code,
            name: person.name ?? setting.text("stay", "unknownName"),
            path: SitePath.stay(person.stay).string,
            place: setting.text("kind", person.kind.rawValue) + " · " + place(person.place, plan, setting),
            standing: person.standing.rawValue,
            clock: person.clock.map { ClockBar($0, now: now, setting) },
            noClock: setting.text("board", person.isHeld ? "noGround" : "noClock"),
            isHeld: person.isHeld,
            watcher: person.watcher.map { "\(setting.text("board", "watcher")) \(setting.language.of($0))" }
                ?? setting.text("board", "noWatcher"),
            watchClass: person.watcher == nil ? "alarm" : "calm",
            watchIcon: person.watcher == nil ? "alarm" : "eye"
        )
    }

    static func place(_ place: PersonReading.Place, _ plan: FloorPlan, _ setting: PageSetting) -> String {
        func name(_ id: Room.ID) -> String { plan.room(id).map { setting.language.of($0.name) } ?? id.text }
        return switch place {
        case .room(let id): name(id)
        case .between(let a, let b): "\(name(a)) / \(name(b)) ?"
        case .notDetermined: setting.text("board", "notDetermined")
        case .notEntered: setting.text("board", "notEntered")
        }
    }
}
