package import Foundation
import Mustache
package import Premises

/// What a page outside the site shares with it: the theme, the icons, the drawing of the plan, the sentences.
package struct HouseStyle: Sendable {
    /// A floor plan as SVG, with what is needed to put marks on it.
    package struct Plan: Sendable {
        package let svg: String
        /// A point of the plan at height y is drawn at `top` − y.
        package let top: Double
    }

    private let strings: Strings
    private let library: MustacheLibrary

    package init() async throws {
        strings = try Strings(bundle: WebSite.resources)
        library = try await MustacheLibrary(directory: WebSite.resources.appending(path: "Templates").path)
    }

    /// The bytes of a file that pages may load: the theme, an icon, or one of Debian's packages by its short name.
    package static func file(_ name: String) -> Data? {
        if let path = WebSite.vendorFiles[name] { return try? Data(contentsOf: URL(filePath: path)) }
        guard WebSite.assetNames.contains(name) else { return nil }
        return try? Data(contentsOf: WebSite.resources.appending(path: "Assets/\(name)"))
    }

    package func sections(in language: Language) -> [String: [String: String]] { strings.sections(in: language) }

    package func plan(_ plan: FloorPlan, in language: Language) -> Plan? {
        struct Page { let plan: PlanDrawing }
        struct Sheet {
            let t: Strings.Sections
            let page: Page
        }
        let drawing = PlanDrawing(plan, language)
        let sheet = Sheet(t: strings.sections(in: language), page: Page(plan: drawing))
        guard let svg = library.render(sheet, withTemplate: "_plan") else { return nil }
        return Plan(svg: svg, top: PlanDrawing.top(of: plan))
    }
}
