import Foundation
import Mustache

/// Puts a page struct into the template of its name.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    init(bundle folder: URL) async throws {
        library = try await MustacheLibrary(directory: folder.appending(path: "Templates").path)
    }

    func html<Page>(_ page: Page, template: String, _ setting: PageSetting) -> String {
        let sheet = PageSheet(
            t: setting.strings.sections(in: setting.language),
            chrome: Chrome(setting),
            page: page
        )
        let html = library.render(PageFields.of(sheet) ?? sheet, withTemplate: template)
        precondition(html != nil, "each page has a template of its name")
        return html ?? ""
    }
}

/// The root that a template sees: sentences, surroundings, the page.
private struct PageSheet<Page> {
    let t: Strings.Sections
    let chrome: Chrome
    let page: Page
}
