import Domain
import Foundation
import Premises
import Simulation
import Testing
import Web

@testable import Stage

struct StagePageTests {
    private static let zone = Zone(name: "Asia/Shanghai", version: "test", initialOffset: 28_800)

    private static let plan: FloorPlan = {
        func room(_ id: String, _ zh: String, _ en: String, _ kind: RoomKind, _ x: Double) -> Room {
            let outline = Polygon([Point(x, 0), Point(x + 6, 0), Point(x + 6, 5), Point(x, 5)])
            return Room(
                id: Code(checked: id),
                name: Bilingual(zh: zh, en: en),
                kind: kind,
                outline: outline,
                watch: nil
            )
        }
        let rooms = [
            room("entry", "登记台", "Entry desk", .entryDesk, 0), room("holding", "候问室", "Holding", .holdingMen, 6),
            room("case-desk", "办案区", "Case desk", .caseDesk, 12),
        ]
        func door(_ id: String, _ x: Double, _ from: Door.Side, _ to: Door.Side) -> Door {
            Door(id: Code(checked: id), at: Point(x, 2.5), from: from, to: to)
        }
        return FloorPlan(
            name: Bilingual(zh: "小中心", en: "Small centre"),
            rooms: rooms,
            doors: [
                door("d0", 0, .outside, .room(rooms[0].id)), door("d1", 6, .room(rooms[0].id), .room(rooms[1].id)),
                door("d2", 12, .room(rooms[1].id), .room(rooms[2].id)),
            ],
            walls: [],
            baseStations: [BaseStation(id: Code(checked: "S1"), at: Point(3, 2), height: 2.6)],
            cameras: []
        )
    }()

    private static let shift: Simulation = {
        var configuration = Simulation.Configuration(
            start: CivilTime(year: 2026, month: 3, day: 2, hour: 19, minute: 6).instant(offset: 28_800)
        )
        configuration.people = 4
        return Simulation(plan: plan, configuration: configuration)
    }()

    private func site(_ scene: SimulatedScene, staff: [StaffMember] = []) async throws -> StageSite {
        let setting = try await StageSetting(
            plan: Self.plan,
            centre: Bilingual(zh: "示例中心", en: "Example centre"),
            zone: Self.zone,
            staff: staff,
            board: "http://127.0.0.1:1"
        )
        let gate = StageGate(scene: { scene }, scenes: { AsyncStream { $0.finish() } }, intervene: { _ in false })
        return try await StageSite(gate: gate, setting: setting)
    }

    @Test func bothLanguagesHaveTheSameSentencesAndTheTemplateFindsAllOfThem() async throws {
        let setting = try await StageSetting(
            plan: Self.plan,
            centre: Bilingual(zh: "", en: ""),
            zone: Self.zone,
            staff: [],
            board: ""
        )
        let chinese = setting.words(in: .chinese)
        let english = setting.words(in: .english)
        #expect(chinese.mapValues { Set($0.keys) } == english.mapValues { Set($0.keys) })
        let template = try String(contentsOf: StageSetting.template, encoding: .utf8)
        let used = template.matches(of: /\{\{t\.(\w+)\.(\w+)\}\}/)
        #expect(used.count > 20)
        for match in used {
            #expect(chinese[String(match.1)]?[String(match.2)] != nil, "\(match.0)")
        }
    }

    @Test(arguments: [Language.chinese, .english])
    func everybodyAndEveryRoomCanBeChosen(_ language: Language) async throws {
        let scene = Self.shift.scene
        let html = try await site(scene).html(language: language, theme: "auto", told: "done")
        #expect(!scene.people.isEmpty)
        for someone in scene.people { #expect(html.contains("<option value=\"\(someone.tag)\">")) }
        for room in Self.plan.rooms {
            #expect(html.contains("<option value=\"\(room.id)\">\(language.of(room.name))<"))
        }
        for deed in Intervention.Deed.allCases { #expect(html.contains("value=\"\(deed.rawValue)\""), "\(deed)") }
        #expect(html.contains("data-room=\"holding\""))
        #expect(!html.contains("{{"))
    }

    @Test func nothingOnThePageNeedsAnExceptionFromTheSecurityPolicy() async throws {
        let html = try await site(Self.shift.scene).html(language: .chinese, theme: "auto", told: "")
        #expect(!html.contains("style=") && !html.contains("onclick=") && !html.contains("http://w"))
        #expect(html.matches(of: /<script/).count == 1)
        #expect(html.contains("<script type=\"module\" src=\"/assets/stage.js\"></script>"))
    }

    @Test func staffAreCalledByNameAndAForgottenCardShows() async throws {
        var shift = Self.shift
        let officer = try #require(shift.scene.people.first { $0.kind == .police })
        let isForgotten = shift.intervene(.forgetCard(officer.tag))
        #expect(isForgotten)
        let member = StaffMember(
            code: Code(checked: "P1"),
            name: Bilingual(zh: "周海平", en: "Zhou Haiping"),
            rank: .police,
            sex: .male,
            card: Code(checked: officer.tag.text)
        )
        let site = try await site(shift.scene, staff: [member])
        let html = try await site.html(language: .english, theme: "auto", told: "")
        #expect(html.contains("\(officer.tag) Zhou Haiping"))
        let someone = try #require(shift.scene.people.first { $0.tag == officer.tag })
        #expect(!someone.isOnAir)
        let isBack = shift.intervene(.fetchCard(officer.tag))
        #expect(isBack)
        #expect(shift.scene.people.first { $0.tag == officer.tag }?.isOnAir == true)
    }
}
