import Alarms
import Domain
import Engine
import Events
import Hummingbird
import HummingbirdTesting
import Policy
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
        ("criminalSuspect", "continuedQuestioning"), ("administrativeSuspect", "administrativeDetention"),
    ])
    func aGroundThatCannotHoldThePersonHereIsRefused(kind: String, ground: String) async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)

        let refused = try await register(site, desk, site.arrival(kind, ground: ground))

        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains(#""error":"field.arrival.ground""#))
        #expect(try site.centre.store.openStays().isEmpty)
        let form = String(buffer: try await site.ask(.get, "/entry", as: desk).body)
        #expect(form.contains(#"value="summons""#))
        #expect(!form.contains(#"value="continuedQuestioning""#), "a county's centre does not offer it")
        #expect(!form.contains(#"value="administrativeDetention""#), "the policy has no limit for it")
    }

    /// The ground is refused, the arrival never is (P8): it is recorded without one, and that rings.
    @Test func whoCameOnAnUnfitGroundIsRecordedWithoutOneAndThatRings() async throws {
        let start = try #require(Instant(rfc3339: "2026-03-02T02:00:00Z"))
        let time = DrivenTime(from: start, newID: { UInt128.random(in: .min ... .max) })
        let site = try await RunningSite(time: time)
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)

        let refused = try await register(site, desk, site.arrival(ground: "administrativeSummons"))
        #expect(refused.text.contains("请选“无”：到案照实登记，缺少法律依据即报警"))
        #expect(refused.text.contains("choose “none”: the arrival is recorded, and the missing lawful ground rings"))
        let stay = try site.stay(try await site.arrive(desk, site.arrival(ground: nil)))
        #expect(stay.arrival.at == start && stay.clocks.isEmpty)
        func rings() async throws -> Bool {
            try await site.centre.engine.turn()
            return try site.centre.store.alarms(about: stay.id).contains { $0.raising.key.rule == .noGround }
        }
        #expect(try await !rings())
        time.move(to: start + .minutes(31))
        #expect(try await rings())

        // What becomes of it stands in the ledger and on the sheet too, and once on the time line.
        let alarm = try #require(try site.centre.store.alarms(about: stay.id).first)
        #expect(try await site.ask(.post, "/alarms/\(alarm.id)/acknowledgement", as: desk).status == .seeOther)
        let page = String(buffer: try await site.ask(.get, "/stays/\(stay.id)", as: desk).body)
        let sheet = String(buffer: try await site.ask(.get, "/stays/\(stay.id)/sheet", as: desk).body)
        #expect(page.contains("没有法律依据：已确认") && sheet.contains("没有法律依据：已确认"))
        #expect(page.matches(of: /class="point alarm"/).count == 1)
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

    /// What the form shows and what only the centre knows comes back in one round, by the page and by the API.
    @Test func allThatIsWrongIsToldAtOnce() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let form = """
            kind=administrativeSuspect&name=甲某&paper=unknown&mode=brought&ground=summons\
            &at=\(site.centre.clock.now.rfc3339)&case=&officers=P2999
            """

        let page = String(buffer: try await site.ask(.post, "/entry", as: desk, form).body)
        #expect(page.contains("传唤不适用于违法嫌疑人"))
        #expect(page.contains("人员名单中没有警号 P2999"))
        #expect(page.contains(##"href="#case""##), "the case code is missing")

        let arrival = site.arrival("administrativeSuspect", officers: ["P2999"], #""paper":"residentIdentityCard""#)
        let refused = try await register(site, desk, arrival)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains(#""missing":["arrival.ground","officers","paper.number"]"#), "\(refused.text)")
        #expect(try site.centre.store.openStays().isEmpty)
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

    /// Those of other units are on no list of this centre: whoever registers says that they are meant (P8).
    @Test func anOfficerOfAnotherUnitIsTakenOnceTheDeskSaysSo() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        func told(_ outside: String) -> String {
            site.arrival(officers: ["P2001", "P2999"], #""outsideOfficers":\#(outside),"paper":"unknown""#)
        }

        #expect(try await register(site, desk, told("false")).status == .unprocessableContent)
        #expect(try await register(site, desk, told(#""true""#)).status == .badRequest)
        let stay = try site.stay(try await site.arrive(desk, told("true")))
        #expect(stay.officers.map(\.text) == ["P2001", "P2999"])
        let page = String(buffer: try await site.ask(.get, "/stays/\(stay.id)", as: desk).body)
        #expect(page.contains("P2999（外单位或不在名单）"))
        #expect(!page.contains("P2001（外单位"))
    }

    @Test(arguments: [("", true), ("&outsideOfficers=true", false)])
    func theFormTakesThemByABoxBesideTheField(box: String, isRefused: Bool) async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let form = """
            kind=criminalSuspect&paper=unknown&mode=referral&ground=summons\
            &at=\(site.centre.clock.now.rfc3339)&case=\(RunningSite.caseCode)&officers=P2999\(box)
            """

        let answer = try await site.ask(.post, "/entry", as: desk, form)

        #expect((answer.status == .unprocessableContent) == isRefused)
        #expect(try site.centre.store.openStays().isEmpty == isRefused)
        if isRefused { #expect(String(buffer: answer.body).contains(#"type="checkbox" name="outsideOfficers""#)) }
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
