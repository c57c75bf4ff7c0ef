import Foundation
import Testing

@testable import Web

struct StringsTests {
    @Test func bothLanguagesHaveTheSameKeys() throws {
        let strings = try Strings(bundle: WebSite.resources)
        let chinese = strings.sections(in: .chinese).mapValues { Set($0.keys) }
        let english = strings.sections(in: .english).mapValues { Set($0.keys) }

        #expect(chinese == english)
        #expect(chinese.count > 10)
    }

    @Test func everySentenceOfATemplateExists() throws {
        let strings = try Strings(bundle: WebSite.resources).sections(in: .chinese)
        let folder = WebSite.resources.appending(path: "Templates")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 10)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /\{\{t\.(\w+)\.(\w+)\}\}/) {
                #expect(strings[String(match.1)]?[String(match.2)] != nil, "\(file.lastPathComponent) \(match.0)")
            }
        }
    }
}
