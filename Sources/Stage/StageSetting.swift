public import Domain
import Foundation
public import Premises
import Web

/// What the Stage knows of the centre: the same files that the server was given, nothing of the server itself.
public struct StageSetting: Sendable {
    let plan: FloorPlan
    let centre: Bilingual
    let zone: Zone
    /// Who carries which card.
    let names: [Code<Kind.Tag>: Bilingual]
    /// Where the server's own screens are.
    let board: String
    let plans: [Language: HouseStyle.Plan]
    private let sections: [Language: [String: [String: String]]]

    public init(
        plan: FloorPlan,
        centre: Bilingual,
        zone: Zone,
        staff: [StaffMember],
        board: String
    ) async throws {
        self.plan = plan
        self.centre = centre
        self.zone = zone
        self.board = board
        names = Dictionary(staff.map { (Code(checked: $0.card.text), $0.name) }) { first, _ in first }
        let style = try await HouseStyle()
        var plans: [Language: HouseStyle.Plan] = [:]
        var sections: [Language: [String: [String: String]]] = [:]
        for language in Language.allCases {
            plans[language] = style.plan(plan, in: language)
            let file = Bundle.module.bundleURL.appending(path: "Strings/\(language.tag).json")
            let own = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
            sections[language] = style.sections(in: language).merging(own) { _, ours in ours }
        }
        self.plans = plans
        self.sections = sections
    }

    static var template: URL { Bundle.module.bundleURL.appending(path: "Templates/stage.mustache") }

    func words(in language: Language) -> [String: [String: String]] { sections[language] ?? [:] }
}
