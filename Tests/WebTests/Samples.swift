import Domain
import Foundation
import Premises

@testable import Web

/// A shift at 03:06, shown by every page test: a small building, people, two sessions, three alarms.
enum Sample {
    static let zone = Zone(name: "Asia/Shanghai", version: "test", initialOffset: 28_800)
    static let now = CivilTime(year: 2026, month: 3, day: 2, hour: 3, minute: 6).instant(offset: 28_800)
    static let strings: Result<Strings, any Error> = Result { try Strings(bundle: WebSite.resources) }

    static func setting(
        _ role: Role? = .custodian,
        language: Language = .chinese,
        theme: Theme = .light,
        path: String = "/"
    ) throws -> PageSetting {
        let reader = role.map { Reader(account: ID(1), name: "zhou", officer: code("P2009"), role: $0, cases: nil) }
        return PageSetting(
            language: language,
            theme: theme,
            zone: zone,
            now: now,
            centre: Bilingual(zh: "临海新区公安分局（示例）", en: "Linhai New Area (example)"),
            path: path,
            session: reader.map { WebSession(reader: $0, formToken: "form-token") },
            strings: try strings.get()
        )
    }

    static func code<T>(_ text: String) -> Code<T> { Code(checked: text) }

    static let plan: FloorPlan = {
        var rooms: [Room] = []
        func add(_ id: String, _ name: String, _ kind: RoomKind, _ x: Double, _ y: Double, _ w: Double, _ h: Double) {
            let outline = Polygon([Point(x, y), Point(x + w, y), Point(x + w, y + h), Point(x, y + h)])
            rooms.append(Room(id: code(id), name: Bilingual(joined: name), kind: kind, outline: outline, watch: nil))
        }
        add("DOCK", "车辆停靠 Vehicle dock", .vehicleDock, 0, 12, 8, 8)
        add("DESK", "登记台 Entry desk", .entryDesk, 8, 12, 6, 8)
        add("SCM", "人身检查男 Safety check men", .safetyCheckMen, 14, 14, 5, 6)
        add("SCW", "人身检查女 Safety check women", .safetyCheckWomen, 19, 14, 5, 6)
        add("INFO", "信息采集 Information collection", .informationCollection, 24, 14, 6, 6)
        add("MED", "体检 Medical", .medical, 30, 14, 5, 6)
        add("CTRL", "监控室 Control room", .controlRoom, 35, 12, 9, 8)
        add("COR", "嫌疑人通道 Suspects’ corridor", .corridorSuspects, 14, 12, 21, 2)
        add("I1", "讯问室一 Interrogation 1", .interrogation, 0, 5, 6, 7)
        add("I2", "讯问室二 Interrogation 2", .interrogation, 6, 5, 6, 7)
        add("I3", "讯问室三 Interrogation 3", .interrogation, 12, 5, 6, 7)
        add("HM", "等候室男 Holding men", .holdingMen, 18, 5, 9, 7)
        add("HW", "等候室女 Holding women", .holdingWomen, 27, 5, 6, 7)
        add("HS", "单人等候 Holding single", .holdingSingle, 33, 5, 5, 7)
        add("WC", "卫生间 Toilet", .toilet, 38, 5, 6, 7)
        add("WIT", "证人通道 Witnesses’ corridor", .corridorWitnesses, 0, 3, 44, 2)
        let sides: [(String, String, Double, Double, Bool)] = [
            ("DOCK", "DESK", 8, 16, true), ("DESK", "COR", 14, 13, true), ("COR", "SCM", 16.5, 14, false),
            ("COR", "SCW", 21.5, 14, false), ("COR", "INFO", 27, 14, false), ("COR", "MED", 32, 14, false),
            ("COR", "I3", 16, 12, false), ("COR", "HM", 22, 12, false), ("COR", "HW", 30, 12, false),
            ("I1", "WIT", 3, 5, false), ("I2", "WIT", 9, 5, false),
        ]
        let doors = sides.enumerated().map { index, side in
            Door(
                id: code("D\(index)"),
                at: Point(side.2, side.3),
                from: .room(code(side.0)),
                to: .room(code(side.1)),
                oneWay: side.4
            )
        }
        return FloorPlan(
            name: Bilingual(joined: "一层 Ground floor"),
            rooms: rooms,
            doors: doors,
            walls: [],
            baseStations: [],
            cameras: []
        )
    }()

    static func clock(hoursAgo: Double, limit: Int64 = 12, entryMinutes: Int64 = 70) -> ClockReading {
        let arrived = now - .microseconds(Int64(hoursAgo * 3_600_000_000))
        return ClockReading(
            name: Bilingual(zh: "传唤 \(limit) 小时", en: "Summons \(limit) h"),
            article: Bilingual(zh: "刑诉法 119", en: "CPL 119"),
            arrived: arrived,
            entered: min(now, arrived + .minutes(entryMinutes)),
            expires: arrived + .hours(limit),
            nextWarning: arrived + .hours(limit - 1)
        )
    }

    static func person(_ n: Int) -> PersonReading {
        let rooms = ["HM", "HM", "I1", "HW", "I2", "HM", "INFO", "HS", "COR", "HM"]
        let standings: [PersonReading.Standing] = [.normal, .normal, .alarm, .normal, .special, .normal, .warning]
        let place: PersonReading.Place =
            switch n {
            case 8: .uncertain(near: code("COR"), at: Point(22, 12.4))
            case 9: .notDetermined
            case 14: .notEntered
            case _: .room(code(rooms[n % rooms.count]))
            }
        var person = PersonReading(
            stay: ID(UInt128(100 + n)),
            code: "A\(n + 1 < 10 ? "0" : "")\(n + 1)",
            name: ["赵示例", "钱示例", "孙示例", "李示例", "周示例", "吴示例"][n % 6],
            kind: n % 7 == 6 ? .administrativeSuspect : .criminalSuspect,
            standing: standings[n % standings.count],
            place: place,
            placeSince: now - .minutes(14),
            clock: clock(hoursAgo: 0.6 + Double(n * 7 % 12), limit: 12),
            watcher: n % 5 == 3 ? nil : Bilingual(zh: "监控室 王辅警", en: "Control room, Wang"),
            isHeld: true,
            next: Bilingual(
                zh: "延长至 24 小时须办案部门负责人批准，03:25 前；否则离区",
                en: "Extension to 24 h needs the head before 03:25"
            ),
            task: task(n)
        )
        person.isNameStated = n == 3
        return person
    }

    private static func task(_ n: Int) -> PersonReading.ToDo? {
        let notice = Bilingual(zh: "办案区管理员：办理权利义务告知", en: "Custodian: do the rights notice")
        let back = Bilingual(zh: "办案区管理员：返还随身财物", en: "Custodian: return the belongings")
        let ground = Bilingual(zh: "办案民警：登记依据", en: "Officers of the case: name the ground")
        return switch n % 6 {
        case 0: .init(notice, .now)
        case 1: .init(back, .atExit)
        case 2 where n == 8: .init(ground, .late, until: now - .minutes(3))
        case _: nil
        }
    }

    static func alarm(_ n: Int, rule: String, zh: String, en: String, level: AlarmReading.Level) -> AlarmReading {
        AlarmReading(
            id: ID(UInt128(900 + n)),
            rule: rule,
            title: Bilingual(zh: zh, en: en),
            level: level,
            isWarning: false,
            subject: Bilingual(zh: "A0\(n + 3) 孙示例", en: "A0\(n + 3) 孙示例"),
            stay: ID(UInt128(102)),
            room: Bilingual(zh: "讯问室一", en: "Interrogation 1"),
            roomOnPlan: code("I1"),
            began: now - .seconds(150 + Int64(n) * 400),
            raised: now - .seconds(30 + Int64(n) * 400),
            article: Bilingual(zh: "刑事程序规定第202条", en: "Criminal Provisions art. 202"),
            policy: "china 2026-01-01",
            readings: [
                .init(
                    at: now - .seconds(150),
                    text: Bilingual(zh: "讯问室一 民警 1 人", en: "Interrogation 1: 1 officer"),
                    record: 4_711
                )
            ],
            quiet: Bilingual(zh: "120 秒内有两名民警在场至少 10 秒", en: "Two police present for 10 s within 120 s"),
            footage: Span(from: now - .seconds(180), until: now),
            escalation: n == 0 ? 1 : 0,
            escalates: n == 0 ? now + .seconds(15) : nil,
            nearby: rule == "sos" ? [Bilingual(zh: "林警官 监控室", en: "Lin, Control room")] : [],
            next: Bilingual(zh: "第二名民警立即返回讯问室一", en: "A second officer returns to Interrogation 1 now")
        )
    }

    static var alarms: [AlarmReading] {
        var cleared = alarm(2, rule: "overstay", zh: "卫生间滞留", en: "Overstay in the toilet", level: .third)
        cleared.gone = now - .minutes(2)
        var seen = alarm(1, rule: "tag-silent", zh: "手环失联", en: "Tag silent", level: .second)
        seen.acknowledged = .init(by: Bilingual(zh: "周管理员", en: "Zhou"), at: now - .minutes(1))
        return [alarm(0, rule: "lone-officer", zh: "单人讯问", en: "Lone officer", level: .first), seen, cleared]
    }

    static var board: BoardReading {
        BoardReading(
            now: now,
            since: now - .hours(24),
            people: (0..<23).map(person),
            others: [
                OtherMark(code: "P1", shape: .officer, room: code("I1")),
                OtherMark(code: "P2", shape: .officer, room: code("I2")),
                OtherMark(code: "P3", shape: .officer, room: code("I2")),
                OtherMark(code: "P4", shape: .officer, room: code("CTRL")),
                OtherMark(code: "V1", shape: .visitor, room: code("WIT")),
            ],
            sessions: [
                SessionReading(
                    room: code("I1"),
                    person: "A03",
                    officers: [Bilingual(zh: "陈警官", en: "Chen")],
                    required: 2,
                    since: now - .minutes(40),
                    countChanged: now - .seconds(150),
                    warnsAfter: .seconds(60),
                    alarmsAfter: .seconds(120)
                ),
                SessionReading(
                    room: code("I2"),
                    person: "A05",
                    officers: [Bilingual(zh: "林警官", en: "Lin"), Bilingual(zh: "何警官", en: "He")],
                    required: 2,
                    since: now - .minutes(22),
                    countChanged: now - .minutes(22),
                    warnsAfter: .seconds(60),
                    alarmsAfter: .seconds(120)
                ),
            ],
            alarms: alarms,
            devicesLost: [device("S17", .silent)],
            consolesLost: [Bilingual(zh: "何督察", en: "He")]
        )
    }

    /// Twenty to three in the same night: two people, one of them nowhere on the plan, and no alarm.
    static var past: PastReading {
        func one(_ n: Int, _ place: PersonReading.Place) -> PersonReading {
            var person = person(n)
            person.standing = place == .notDetermined ? .unknown : .normal
            person.place = place
            return person
        }
        return PastReading(
            at: now - .minutes(26),
            people: [one(0, .room(code("I1"))), one(3, .notDetermined), one(5, .notEntered)],
            others: [OtherMark(code: "P1", shape: .officer, room: code("CTRL"))],
            sessions: [code("I1")],
            silent: []
        )
    }

    static let emptyBoard = BoardReading(
        now: now,
        since: now - .minutes(90),
        people: [],
        others: [],
        sessions: [],
        alarms: [],
        devicesLost: []
    )

    static let consoles = ConsolesReading(
        consoles: [
            ConsoleReading(
                id: ID(2),
                role: .supervisor,
                name: Bilingual(zh: "何督察", en: "He"),
                isLost: true,
                lastHeard: now - .seconds(40)
            ),
            ConsoleReading(
                id: ID(1),
                role: .custodian,
                name: Bilingual(zh: "周管理员", en: "Zhou"),
                isLost: false,
                lastHeard: now - .seconds(3)
            ),
        ],
        isUnattended: true,
        inArea: 23
    )

    static func device(_ id: String, _ health: DeviceReading.Health) -> DeviceReading {
        DeviceReading(
            id: id,
            name: Bilingual(zh: "定位基站", en: "Base station"),
            health: health,
            lastHeard: now - .seconds(health == .working ? 1 : 95),
            accepted: 81_220,
            refused: 3,
            reasons: ["line.unknown-tag": 3]
        )
    }
}
