import Foundation
import Testing

@testable import Web

/// Every page in both languages as it was last looked at: Mustache renders a missing key as nothing, in silence.
///
/// `WRITE_GOLDEN=1` writes the pages that differ, and the test that wrote one fails: look at it, then run again.
struct SnapshotTests {
    private static let isWriting = ProcessInfo.processInfo.environment["WRITE_GOLDEN"] != nil
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    @Test(arguments: Language.allCases)
    func aPageLooksAsItDid(_ language: Language) async throws {
        for (name, html) in try await PageGallery.pages(language, .light) {
            let file = Self.folder.appending(path: "\(name)-\(language.rawValue).html")
            let golden = try? String(contentsOf: file, encoding: .utf8)
            if html != golden, Self.isWriting { try html.write(to: file, atomically: true, encoding: .utf8) }
            #expect(html == golden, "\(name) in \(language) is not the golden page; see SnapshotTests")
        }
    }

    @Test func noGoldenPageIsLeftOver() async throws {
        let pages = try await PageGallery.pages(.chinese, .light).map(\.0)
        let expected = Set(pages.flatMap { name in Language.allCases.map { "\(name)-\($0.rawValue).html" } })

        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(found) == expected)
    }
}
