import Domain
import Foundation
import Testing

@testable import Web

struct SiteRouteTests {
    /// The API and the journal's files: whatever a program asks for.
    @Test func theDocumentNamesEveryRouteOfProgramsAndNoOther() throws {
        let data = try Data(contentsOf: WebSite.resources.appending(path: "OpenAPI/openapi.json"))
        let document = try JSONDecoder().decode(Document.self, from: data)
        let written = Set(
            document.paths.flatMap { path, operations in
                operations.map { "\($0.key.uppercased()) \(path) \($0.value.operationId)" }
            }
        )
        let routed = Set(
            SiteRoute.allCases.filter { !$0.isPage }.map {
                // The document has no name for "and all that follows".
                "\($0.method) \($0.template.replacing("**", with: "{tile}")) \($0.rawValue)"
            }
        )

        #expect(written == routed)
        #expect(routed.isSuperset(of: ["GET /journal/checkpoint checkpoint", "GET /journal/tile/{tile} tile"]))
    }

    @Test func onlyTheseRoutesAreOpenToAnybody() {
        let open = SiteRoute.allCases.filter { $0.access == .anybody }

        #expect(open == [.showSignIn, .signIn, .look, .asset, .vendor, .apiHealth])
    }

    /// A session idles out beside a page that only says it is there.
    @Test func onlyTheAnswerOfAPageIsNoUseOfItsSession() {
        #expect(SiteRoute.allCases.filter { !$0.isUse } == [.answerFeed])
    }

    @Test func noTwoRoutesShareAnAddress() {
        let addresses = SiteRoute.allCases.map { "\($0.method) \($0.template)" }

        #expect(Set(addresses).count == addresses.count)
    }

    @Test(arguments: ["0/000", "0/x001/067", "11/999.p/255", "entries/000", "entries/x001/x234/067.p/17"])
    func aTileIsFoundByItsName(_ name: String) { #expect(WebSite.isTile(name)) }

    /// A folder is no tile, and neither is anything outside.
    @Test(arguments: ["", "0", "entries", "0/x001", "0/000.p", "0/1", "000/000", "0/../checkpoint", "0%2F000", "0/٠٠٠"])
    func whatIsNoNameOfATileIsNotLookedFor(_ name: String) { #expect(!WebSite.isTile(name)) }

    private struct Document: Decodable {
        struct Operation: Decodable { let operationId: String }
        let paths: [String: [String: Operation]]
    }
}
