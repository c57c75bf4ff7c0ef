import Domain
import Premises

/// What `board.mustache` may say.
struct BoardPage: Equatable {
    struct Row: Equatable {
        let code: String
        let name: String
        let path: String
        let kind: String
        let place: String
        let standing: String
        let isCalm: Bool
        let clock: ClockBar?
        let noClock: String
        let next: String?
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
        let icon: String
        /// Seconds after which too few officers are a warning, and an alarm; nil while there are enough.
        let limits: Limits?
    }

    struct Limits: Equatable {
        let warning: Int
        let alarm: Int
    }

    let title: String
    let figures: [Figure]
    let plan: PlanDrawing
    let live: LivePlan
    let slider: TimeSlider
    let lostNames: String?
    let lostConsoles: String?
    let hasSessions: Bool
    let sessions: [Strip]
    let alarms: [AlarmCard]
    let people: [Row]

    /// A number that matters, large.
    struct Figure: Equatable {
        let label: String
        let value: Int
        let state: String
        let icon: String?
    }

    /// - past: the minute that the plan shows instead of now; all else stays live.
    init(
        _ board: BoardReading,
        past: PastReading?,
        plan: FloorPlan,
        drawing: PlanDrawing,
        _ setting: PageSetting
    ) {
        title = setting.text("board", "title")
        let open = board.alarms.filter { $0.closed == nil }
        figures = Self.figures(board, open, setting)
        self.plan = drawing
        live = past.map { LivePlan($0, plan, drawing) } ?? LivePlan(board, open, plan, drawing)
        slider = TimeSlider(from: board.since, now: board.now, past, plan, setting)
        lostNames = board.devicesLost.isEmpty ? nil : board.devicesLost.map(\.id).joined(separator: " ")
        lostConsoles =
            board.consolesLost.isEmpty
            ? nil : board.consolesLost.map(setting.language.of).joined(separator: setting.text("site", "comma"))
        hasSessions = !board.sessions.isEmpty
        sessions = Self.sorted(board.sessions).map { Self.strip($0, board.now, plan, setting) }
        alarms = AlarmsPage.sorted(open).map { AlarmCard($0, setting) }
        people = Self.sorted(board.people).map { Self.row($0, board.now, plan, setting) }
    }

    private static func figures(
        _ board: BoardReading,
        _ open: [AlarmReading],
        _ setting: PageSetting
    ) -> [Figure] {
        func figure(_ key: String, _ value: Int, _ state: String, _ icon: String) -> Figure {
            Figure(
                label: setting.text("board", key),
                value: value,
                state: value > 0 ? state : "calm",
                icon: value > 0 && state != "calm" ? icon : nil
            )
        }
        let unwatched = board.people.count { $0.isHeld && $0.watcher == nil && $0.place != .notEntered }
        let unknown = board.people.count {
            switch $0.place {
            case .notDetermined, .uncertain: true
            case .room, .notEntered: false
            }
        }
        return [
            figure("inArea", board.people.count { $0.place != .notEntered }, "calm", "normal"),
            figure("openAlarms", open.count, "alarm", "alarm"),
            figure("unanswered", open.count { $0.acknowledged == nil }, "alarm", "alarm"),
            figure("unwatched", unwatched, "warning", "warning"),
            figure("sessions", board.sessions.count, "calm", "normal"),
            figure("unknown", unknown, "unknown", "unknown"),
        ] + (setting.may(.readDevices) ? [figure("devicesLost", board.devicesLost.count, "unknown", "lost")] : [])
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

    /// Where officers are missing on top, and of these the longest alone.
    private static func sorted(_ sessions: [SessionReading]) -> [SessionReading] {
        func missing(_ session: SessionReading) -> Int { max(0, session.required - session.officers.count) }
        return sessions.sorted { left, right in
            if missing(left) != missing(right) { return missing(left) > missing(right) }
            return missing(left) > 0 ? left.countChanged < right.countChanged : left.room < right.room
        }
    }

    private static func strip(
        _ session: SessionReading,
        _ now: Instant,
        _ plan: FloorPlan,
        _ setting: PageSetting
    ) -> Strip {
        let present = session.officers.count
        let tooFew = present < session.required
        let alone = now - session.countChanged
        let tooLong = alone < session.warnsAfter ? "few" : alone < session.alarmsAfter ? "warning" : "alarm"
        let state = tooFew ? tooLong : "normal"
        return Strip(
            room: plan.room(session.room).map { setting.language.of($0.name) } ?? session.room.text,
            person: session.person,
            pips: (0..<max(present, session.required)).map { $0 < present ? "on" : "off" },
            present: present,
            required: session.required,
            officers: session.officers.map(setting.language.of).joined(separator: setting.text("site", "comma")),
            since: setting.time(session.countChanged, .clock),
            state: state,
            icon: state == "alarm" ? "alarm" : "warning",
            limits: tooFew
                ? Limits(
                    warning: Int(session.warnsAfter.inSeconds),
                    alarm: Int(session.alarmsAfter.inSeconds)
                ) : nil
        )
    }

    private static func row(
        _ person: PersonReading,
        _ now: Instant,
        _ plan: FloorPlan,
        _ setting: PageSetting
    ) -> Row {
        let clock = person.clock.map { ClockBar($0, now: now, setting) }
        return Row(
            code: person.code,
            name: setting.name(of: person),
            path: SitePath.stay(person.stay).string,
            kind: setting.text("kind", person.kind.rawValue),
            place: place(person.place, plan, setting),
            standing: person.standing.rawValue,
            isCalm: person.standing == .normal && clock?.standing != "warning" && clock?.standing != "alarm",
            clock: clock,
            noClock: setting.text("board", person.isHeld ? "noGround" : "noClock"),
            next: person.next.map(setting.language.of),
            isHeld: person.isHeld && person.place != .notEntered,
            watcher: person.watcher.map { "\(setting.text("board", "watcher")) \(setting.language.of($0))" }
                ?? setting.text("board", "noWatcher"),
            watchClass: person.watcher == nil ? "warning" : "calm",
            watchIcon: person.watcher == nil ? "warning" : "eye"
        )
    }

    static func place(_ place: PersonReading.Place, _ plan: FloorPlan, _ setting: PageSetting) -> String {
        func name(_ id: Room.ID) -> String { plan.room(id).map { setting.language.of($0.name) } ?? id.text }
        return switch place {
        case .room(let id): name(id)
        case .uncertain(let id, _): "\(name(id))?"
        case .notDetermined: setting.text("board", "notDetermined")
        case .notEntered: setting.text("board", "notEntered")
        }
    }
}
