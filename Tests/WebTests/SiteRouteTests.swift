import Domain
import Foundation
import Testing

@testable import Web

struct SiteRouteTests {
    @Test func theDocumentNamesEveryRouteOfTheAPIAndNoOther() throws {
        let data = try Data(contentsOf: WebSite.resources.appending(path: "OpenAPI/openapi.json"))
        let document = try JSONDecoder().decode(Document.self, from: data)
        let written = Set(
            document.paths.flatMap { path, operations in
                operations.map { "\($0.key.uppercased()) \(path) \($0.value.operationId)" }
            }
        )
        let routed = Set(
            SiteRoute.allCases.filter(\.isAPI).map { "\($0.method) \($0.template) \($0.rawValue)" }
        )

        #expect(written == routed)
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
