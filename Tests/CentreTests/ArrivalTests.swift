import Domain
import Events
import Hummingbird
import HummingbirdTesting
import Stays
import Store
import Testing

@testable import Centre
@testable import Web

/// What the centre knows to be wrong with an arrival, from the request to the answer.
struct ArrivalTests {
    private func register(
        _ site: RunningSite,
        _ desk: Visitor,
        _ arrival: String
    ) async throws -> (status: HTTPResponse.Status, text: String) {
        let answer = try await site.ask(.post, "/api/v1/stays", as: desk, arrival)
        return (answer.status, String(buffer: answer.body))
    }

    /// The ground of the other procedure would start a limit that does not hold for the person.
    @Test(arguments: [
        ("administrativeSuspect", "summons"), ("criminalSuspect", "administrativeSummons"),
        ("criminalSuspect", "continuedQuestioning"),
    ])
    func aGroundThatCannotHoldThePersonHereIsRefused(kind: String, ground: String) async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)

        let refused = try await register(site, desk, site.arrival(kind, ground: ground))

        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("field.ground"))
        #expect(try site.centre.store.openStays().isEmpty)
        let form = String(buffer: try await site.ask(.get, "/entry", as: desk).body)
        #expect(form.contains(#"value="summons""#))
        #expect(!form.contains(#"value="continuedQuestioning""#), "a county's centre does not offer it")
    }

    @Test func theFormKeepsWhatWasTypedBesideWhatTheCentreRefuses() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let form = """
            kind=administrativeSuspect&name=甲某&paper=unknown&mode=brought&ground=summons\
            &at=\(site.centre.clock.now.rfc3339)&case=\(RunningSite.caseCode)&officers=P2001
            """

        let answer = try await site.ask(.post, "/entry", as: desk, form)

        let page = String(buffer: answer.body)
        #expect(answer.status == .unprocessableContent)
        #expect(page.contains(#"value="甲某""#))
        #expect(page.contains("传唤不适用于违法嫌疑人"))
    }

    @Test func anOfficerWhomNobodyKnowsIsRefusedByCode() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)

        let refused = try await register(site, desk, site.arrival(officers: ["P2001", "P2999"]))

        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("field.officers"))
        #expect(refused.text.contains("P2999"))
        #expect(!refused.text.contains("P2001"))
    }

    /// What a person says of themselves is kept like a paper's, and never passes for one.
    @Test func aNameWithoutAPaperIsKeptAsStated() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let told = #""paper":"unknown","name":"甲某""#
        let stay = try site.stay(try await site.arrive(desk, site.arrival("criminalSuspect", told)))

        guard case .stated(let content) = stay.registration.paper else {
            Issue.record("the name is not kept")
            return
        }
        #expect(try site.centre.store.content(content) != nil)
        let leaf = try #require(try site.centre.store.ledger(of: stay.id).first).leaf.bytes()
        #expect(!String(decoding: leaf, as: UTF8.self).contains("甲某"))
        let page = String(buffer: try await site.ask(.get, "/stays/\(stay.id)", as: desk).body)
        #expect(page.contains("甲某（自报）"))
        #expect(page.contains("无证件，姓名为自报"))
        let nameless = try await site.arrive(desk, site.arrival())
        #expect(try site.stay(nameless).registration.paper == .unknown)
    }

    /// A suspect's ground that nobody chose is not the answer that there is none.
    @Test(arguments: [("", true), ("none", false)])
    func whoHasNoGroundIsSaidToHaveNone(ground: String, isRefused: Bool) async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let form = """
            kind=criminalSuspect&paper=unknown&mode=brought&ground=\(ground)\
            &at=\(site.centre.clock.now.rfc3339)&case=\(RunningSite.caseCode)&officers=P2001
            """

        let answer = try await site.ask(.post, "/entry", as: desk, form)

        #expect((answer.status == .unprocessableContent) == isRefused)
        #expect(try site.centre.store.openStays().isEmpty == isRefused)
    }
}
