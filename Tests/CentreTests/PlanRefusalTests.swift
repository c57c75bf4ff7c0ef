import Domain
import Events
import Hummingbird
import HummingbirdTesting
import Stays
import Store
import Testing

@testable import Centre
@testable import Web

/// Who may not decide what, from the request on (P8), and what a form may not carry into the journal.
struct PlanRefusalTests {
    private func answer(
        _ site: RunningSite,
        _ path: String,
        as visitor: Visitor,
        _ body: String = "{}"
    ) async throws -> (status: UInt, text: String) {
        let answer = try await site.ask(.post, path, as: visitor, body)
        return (UInt(answer.status.code), String(buffer: answer.body))
    }

    @Test func aCustodianWhomTheStayNamesDecidesNothingAhead() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival(officers: ["P2009", "P2002"], ago: .hours(11)))

        let room = try await answer(site, "/stays/\(id)/room", as: desk, "room=holding-men")
        #expect(room.status == 409 && room.text.contains("本案以外的管理员"))
        let body = #"{"clock":"summons.release","office":"departmentHead","approver":"P2012","document":"X"}"#
        let extended = try await answer(site, "/api/v1/stays/\(id)/extension", as: desk, body)
        #expect(extended.text.contains("stay.custodian-of-own-case"))
        let waiting = try await answer(site, "/api/v1/stays/\(id)/steps/waiting", as: desk)
        #expect(waiting.text.contains("stay.custodian-of-own-case"))
        let step = try await answer(site, "/api/v1/stays/\(id)/steps/rights-notice", as: desk)
        #expect(step.status == 200, "what was done is recorded, whoever did it")
    }

    @Test func nobodyApprovesAnExtensionForOneself() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival(ago: .hours(11)))
        let body = #"{"clock":"summons.release","office":"departmentHead","approver":"P2009","document":"X"}"#

        let extended = try await answer(site, "/api/v1/stays/\(id)/extension", as: desk, body)

        #expect(extended.status == 409 && extended.text.contains("stay.self-approval"))
    }

    @Test func onlyTheDeskTakesATagOff() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let officer = try await site.signedIn(.caseOfficer, case: RunningSite.caseCode, officer: "P2001")
        let id = try await site.arrive(desk, site.arrival())
        #expect(try await answer(site, "/api/v1/stays/\(id)/tag", as: desk, #"{"tag":"T101"}"#).status == 200)

        let path = "/api/v1/stays/\(id)/steps/tag-return"
        #expect(try await answer(site, path, as: officer).status == 403)
        #expect(try site.stay(id).tag.worn?.text == "T101")
        #expect(try await answer(site, path, as: desk).status == 200)
    }

    @Test func aTagWithoutChargeIsNotIssued() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival())
        let now = site.centre.clock.now
        try await site.centre.store.submit { change in
            let low = TagEvent.battery(Code(checked: "T101"), percent: 6, at: now)
            try change.record(.tag(low), occurred: now)
        }

        let issued = try await answer(site, "/api/v1/stays/\(id)/tag", as: desk, #"{"tag":"T101"}"#)

        #expect(issued.status == 409 && issued.text.contains("stay.tag-low"))
        #expect(try await answer(site, "/api/v1/stays/\(id)/tag", as: desk, #"{"tag":"T102"}"#).status == 200)
    }

    /// The leaf holds these codes in plain words for ever.
    @Test(arguments: ["王五盗窃案13800001111", "13800001111", "A 1"])
    func aNameIsNoCaseNumber(_ typed: String) async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let asCase = site.arrival().replacing(RunningSite.caseCode, with: typed)
        let asOfficer = site.arrival(officers: [typed, "P2002"])

        #expect(try await answer(site, "/api/v1/stays", as: desk, asCase).text.contains("field.caseCode"))
        #expect(try await answer(site, "/api/v1/stays", as: desk, asOfficer).text.contains("field.officers"))
    }
}
