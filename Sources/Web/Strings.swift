import Foundation

/// Every visible sentence, by section and key: `Strings/zh-Hans.json`, `Strings/en.json`.
struct Strings: Sendable {
    typealias Sections = [String: [String: String]]

    let sections: [Language: Sections]

    init(bundle folder: URL) throws {
        var sections: [Language: Sections] = [:]
        for language in Language.allCases {
            let file = folder.appending(path: "Strings/\(language.tag).json")
            sections[language] = try JSONDecoder().decode(Sections.self, from: Data(contentsOf: file))
        }
        self.sections = sections
    }

    func sections(in language: Language) -> Sections { sections[language] ?? [:] }

    /// The sentence; the key itself where there is none, so that a hole is seen and not silent.
    func text(_ section: String, _ key: String, in language: Language) -> String {
        sections[language]?[section]?[key] ?? "\(section).\(key)"
    }
}
