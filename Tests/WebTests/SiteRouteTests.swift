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

    @Test func noTwoRoutesShareAnAddress() {
        let addresses = SiteRoute.allCases.map { "\($0.method) \($0.template)" }

        #expect(Set(addresses).count == addresses.count)
    }

    private struct Document: Decodable {
        struct Operation: Decodable { let operationId: String }
        let paths: [String: [String: Operation]]
    }
}
