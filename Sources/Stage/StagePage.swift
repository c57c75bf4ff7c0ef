import Domain
import Premises
import Simulation
import Web

/// Everything the Stage shows, decided before the template sees it.
struct StagePage: Equatable {
    struct Choice: Equatable {
        let value, label: String
    }

    struct Group: Equatable {
        let label: String
        let choices: [Choice]
    }

    struct Planted: Equatable {
        let at, rule, subject, must: String
    }

    let languageTag, otherLanguage, theme, centre, clock, plan, top, told: String
    let groups: [Group]
    let everybody: [Choice]
    let rooms, stations, rules: [Choice]
    let planted: [Planted]
    let unplugged: String

    init(_ scene: SimulatedScene, _ setting: StageSetting, language: Language, theme: String, told: String) {
        let words = setting.words(in: language)
        languageTag = language.tag
        otherLanguage = language.other.rawValue
        self.theme = theme
        self.told = words["told"]?[told] ?? ""
        centre = language.of(setting.centre)
        clock = SiteTime(scene.now, in: setting.zone).text
        plan = setting.plans[language]?.svg ?? ""
        top = "\(setting.plans[language]?.top ?? 0)"
        let scripts = StageScene(scene, setting, language)
        groups = SimulatedScene.Someone.Kind.allCases.map { kind in
            Group(
                label: words["kind"]?[kind.rawValue] ?? kind.rawValue,
                choices: scripts.people.filter { $0.kind == kind.rawValue }.map {
                    Choice(value: $0.tag, label: $0.label)
                }
            )
        }.filter { !$0.choices.isEmpty }
        everybody = scripts.people.map { Choice(value: $0.tag, label: $0.label) }
        rooms = setting.plan.rooms.map { Choice(value: $0.id.text, label: language.of($0.name)) }
        stations = setting.plan.baseStations.map { Choice(value: $0.id.text, label: $0.id.text) }
        rules = PlantedRule.allCases.filter(\.isPlantedAtAnyTime).map {
            Choice(value: $0.rawValue, label: words["rule"]?[$0.rawValue] ?? $0.rawValue)
        }
        planted = scripts.planted
        unplugged = scripts.unplugged.joined(separator: " ")
    }
}

/// A second of the shift as the page's script takes it.
struct StageScene: Encodable, Equatable {
    struct Mark: Encodable, Equatable {
        let tag, kind, label: String
        let x, y: Double
        let on: Bool
    }

    let clock: String
    let people: [Mark]
    let unplugged: [String]
    let planted: [StagePage.Planted]

    init(_ scene: SimulatedScene, _ setting: StageSetting, _ language: Language) {
        let words = setting.words(in: language)
        clock = SiteTime(scene.now, in: setting.zone).text
        let order = SimulatedScene.Someone.Kind.allCases
        people = scene.people
            .sorted { (order.firstIndex(of: $0.kind) ?? 0, $0.tag) < (order.firstIndex(of: $1.kind) ?? 0, $1.tag) }
            .map { someone in
                let room = someone.room.flatMap { setting.plan.room($0) }.map { language.of($0.name) }
                let name = setting.names[someone.tag].map { " " + language.of($0) } ?? ""
                let place = room ?? words["stage"]?["outside"] ?? ""
                return Mark(
                    tag: someone.tag.text,
                    kind: someone.kind.rawValue,
                    label: "\(someone.tag)\(name) · \(place)",
                    x: Self.centimetres(someone.place.x),
                    y: Self.centimetres(someone.place.y),
                    on: someone.isOnAir
                )
            }
        unplugged = scene.unplugged.map(\.text)
        planted = scene.planted.map { breach in
            StagePage.Planted(
                at: SiteTime(breach.at, in: setting.zone, .clock).text,
                rule: words["rule"]?[breach.rule.rawValue] ?? breach.rule.rawValue,
                subject: breach.subject,
                must: breach.must.map { words["rule"]?[$0.rawValue] ?? $0.rawValue }.joined(separator: ", ")
            )
        }
    }

    private static func centimetres(_ metres: Double) -> Double { (metres * 100).rounded() / 100 }
}

extension StagePage.Planted: Encodable {}
