import Alarms
import CentreFiles
import Domain
import Engine
import Events
import Hummingbird
import HummingbirdTesting
import Policy
import Premises
import Stays
import Store
import Testing

@testable import Centre
@testable import Web

/// What turns out otherwise than it was written at the arrival: the kind of a person and the time (H1, H4).
struct CorrectionTests {
    private func arrive(
        _ site: RunningSite,
        _ desk: Visitor,
        kind: String = "criminalSuspect",
        ago: Duration = .hours(1)
    ) async throws -> ID<Kind.Stay> {
        let ground = kind == "witness" ? "" : #""ground":"summons","#
        let body = """
            {"personKind":"\(kind)","arrival":{"mode":"brought",\(ground)\
            "at":"\((site.centre.clock.now - ago).rfc3339)"},\
            "caseCode":"\(RunningSite.caseCode)","officers":["P2001","P2002"],"paper":"unknown"}
            """
        let answer = try await site.ask(.post, "/api/v1/stays", as: desk, body)
        let text = String(buffer: answer.body)
        #expect(answer.status == .created, "\(text)")
        return try #require(text.firstMatch(of: /"id":"([0-9a-f]{32})"/).flatMap { ID<Kind.Stay>(String($0.1)) })
    }

    private func stay(_ id: ID<Kind.Stay>, _ site: RunningSite) throws -> Stay {
        try #require(try site.centre.store.stay(id))
    }

    /// The form's own way of writing a time, a minute or more apart from the others.
    private func form(_ site: RunningSite, ago: Duration) -> String {
        let at = SiteTime(site.centre.clock.now - ago, in: site.centre.description.centre.zone).full
        return "at=\(at.replacing(" ", with: "+"))&reason=as+the+summons+says"
    }

    @Test func aWitnessWhoBecomesASuspectGoesTheSuspectsWay() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await arrive(site, desk, kind: "witness")
        #expect(try await site.ask(.post, "/stays/\(id)/steps/rights-notice", as: desk).status == .seeOther)
        let old = try stay(id, site).arrival.at

        let path = "/api/v1/stays/\(id)/kind"
        for body in [#"{"personKind":"criminalSuspect"}"#, #"{"personKind":"nobody","reason":"x"}"#] {
            #expect(try await site.ask(.post, path, as: desk, body).status == .unprocessableContent, "\(body)")
        }
        let change = #"{"personKind":"criminalSuspect","reason":"named by two others"}"#
        #expect(try await site.ask(.post, path, as: desk, change).status == .ok)
        #expect(try await site.ask(.post, path, as: desk, change).status == .conflict, "it is so already")
        for step in ["safety-check", "belongings", "information-collection"] {
            #expect(try await site.ask(.post, "/stays/\(id)/steps/\(step)", as: desk).status == .seeOther)
        }
        let planned = try await site.ask(.post, "/api/v1/stays/\(id)/steps/interrogation", as: desk)
        #expect(planned.status == .conflict && String(buffer: planned.body).contains("rights-notice"))
        #expect(try await site.ask(.post, "/stays/\(id)/steps/rights-notice", as: desk).status == .seeOther)
        #expect(try await site.ask(.post, "/api/v1/stays/\(id)/steps/interrogation", as: desk).status == .ok)

        let named = try await site.ask(.post, "/api/v1/stays/\(id)/ground", as: desk, #"{"ground":"summons"}"#)
        #expect(named.status == .ok)
        #expect(try stay(id, site).clocks.first?.start == old, "the original arrival counts")
        let entries = try site.centre.store.ledger(of: id)
        for entry in entries {
            guard case .stay(.kindChanged(_, to: _, let reason, at: _, by: _)) = entry.leaf.event else { continue }
            let words = try site.centre.store.content(reason).map { String(decoding: $0, as: UTF8.self) }
            #expect(words == "named by two others")
            #expect(!String(decoding: entry.leaf.bytes(), as: UTF8.self).contains("named by"))
        }
        let page = String(buffer: try await site.ask(.get, "/stays/\(id)", as: desk).body)
        #expect(page.contains("人员类别改为犯罪嫌疑人"))
    }

    @Test func anArrivalIsCorrectedToEarlierByTheDeskAlone() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await arrive(site, desk)
        let before = try stay(id, site)

        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: desk, "at=soon&reason=x").status.code == 422)
        let earlier = form(site, ago: .hours(3))
        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: desk, earlier).status == .seeOther)
        let after = try stay(id, site)
        #expect(after.corrections.map(\.from) == [before.arrival.at])
        #expect(after.corrections.first?.approvedBy == [])
        let moved = before.arrival.at - after.arrival.at
        #expect(moved > .minutes(119) && moved < .minutes(121))
        #expect(zip(before.clocks, after.clocks).allSatisfy { $0.expiry - $1.expiry == moved })
    }

    @Test func toLaterItTakesASupervisorAndAnotherOutsideTheCase() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let boss = try await site.signedIn(.supervisor, officer: "P2010")
        // The sign-in names of `signedIn`: one is of the case, one may not approve, one has no supervisor beside it.
        _ = try await site.signedIn(.custodian, officer: "P2001")
        _ = try await site.signedIn(.caseOfficer, officer: "P2003")
        _ = try await site.signedIn(.custodian, officer: "P2004")
        let id = try await arrive(site, desk, ago: .hours(3))
        let later = form(site, ago: .hours(2))
        func correct(_ who: Visitor, _ second: String?, _ form: String) async throws -> TestResponse {
            let more = second.map { "&second=\($0)&secondPassword=\(RunningSite.password)" } ?? ""
            return try await site.ask(.post, "/stays/\(id)/arrival", as: who, form + more)
        }

        let refused: [(Visitor, String?)] = [
            (desk, nil), (boss, nil), (desk, "custodian-all-P2004"), (boss, "caseOfficer-all-P2003"),
            (boss, "custodian-all-P2001"), (boss, "supervisor-all-P2010"),
        ]
        for (who, second) in refused {
            let answer = try await correct(who, second, later)
            #expect(answer.status == .conflict, "\(who.role) with \(second ?? "nobody")")
        }
        #expect(try await correct(boss, "custodian-all-P2009", later).status == .seeOther)
        let stay = try stay(id, site)
        #expect(stay.corrections.last?.approvedBy == [Code(checked: "P2010"), Code(checked: "P2009")])
        let team = try await site.signedIn(.caseOfficer, case: RunningSite.caseCode)
        #expect(try await correct(team, nil, later).status == .forbidden)
    }

    /// What rang for a limit that never ran out so is withdrawn because of the correction, what ran out by it rings.
    @Test func theAlarmsOfALimitFollowTheCorrection() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let boss = try await site.signedIn(.supervisor, officer: "P2010")
        let id = try await arrive(site, desk, ago: .hours(11))
        func expired() async throws -> [Alarm] {
            try await site.centre.engine.turn()
            return try site.centre.store.alarms(about: id).filter { $0.raising.key.rule == .clockExpired }
        }
        #expect(try await expired().isEmpty)

        let earlier = form(site, ago: .hours(13))
        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: desk, earlier).status == .seeOther)
        #expect(try await expired().map(\.isOpen) == [true])

        let second = "&second=custodian-all-P2009&secondPassword=\(RunningSite.password)"
        let later = form(site, ago: .hours(11)) + second
        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: boss, later).status == .seeOther)
        let alarm = try #require(try await expired().first)
        guard case .withdrawn(_, let because, _) = alarm.end else {
            Issue.record("it is not withdrawn: \(alarm)")
            return
        }
        let record = try #require(try site.centre.store.record(of: because))
        #expect(try site.centre.store.record(record)?.leaf.event.kindName == "stay.arrival-corrected")
    }

    @Test func anArrivalAfterTheFirstSightingIsAContradiction() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await arrive(site, desk)
        let entry = try #require(try stay(id, site).entry)
        let body = #"{"at":"\#((entry + .milliseconds(2)).rfc3339)","reason":"a mistake"}"#
        let answer = try await site.ask(.post, "/api/v1/stays/\(id)/arrival", as: desk, body)
        #expect(answer.status == .conflict)
        let text = String(buffer: answer.body)
        #expect(text.contains("stay.arrival-after-sighting") && text.contains("与记录矛盾"), "\(text)")
    }
}
