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
    /// The form's own way of writing a time, a minute or more apart from the others.
    private func form(_ site: RunningSite, ago: Duration) -> String {
        let at = SiteTime(site.centre.clock.now - ago, in: site.centre.description.centre.zone).full
        return "at=\(at.replacing(" ", with: "+"))&reason=as+the+summons+says"
    }

    @Test func aWitnessWhoBecomesASuspectGoesTheSuspectsWay() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival("witness", ground: nil, ago: .hours(1)))
        #expect(try await site.ask(.post, "/stays/\(id)/steps/rights-notice", as: desk).status == .seeOther)
        let old = try site.stay(id).arrival.at

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
        #expect(try site.stay(id).clocks.first?.start == old, "the original arrival counts")
        let entry = try site.centre.store.ledger(of: id).first { $0.leaf.event.kindName == "stay.kind-changed" }
        let leaf = try #require(entry).leaf
        guard case .stay(.kindChanged(_, to: _, let reason, at: _, by: _)) = leaf.event else {
            Issue.record("another event")
            return
        }
        let words = try site.centre.store.content(reason).map { String(decoding: $0, as: UTF8.self) }
        #expect(words == "named by two others")
        #expect(!String(decoding: leaf.bytes(), as: UTF8.self).contains("named by"))
        let page = String(buffer: try await site.ask(.get, "/stays/\(id)", as: desk).body)
        #expect(page.contains("人员类别改为犯罪嫌疑人，原因：named by two others，须重新告知权利"))
    }

    @Test func anArrivalIsCorrectedToEarlierByTheDeskAlone() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let arrival = site.arrival(ago: .hours(1), #""paper":"unknown","document":"示例传字17号""#)
        let id = try await site.arrive(desk, arrival)
        let before = try site.stay(id)

        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: desk, "at=soon&reason=x").status.code == 422)
        let earlier = form(site, ago: .hours(3))
        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: desk, earlier).status == .seeOther)
        let after = try site.stay(id)
        #expect(after.corrections.map(\.from) == [before.arrival.at])
        #expect(after.corrections.first?.approvedBy == [])
        let moved = before.arrival.at - after.arrival.at
        #expect(moved > .minutes(119) && moved < .minutes(121))
        #expect(before.clocks.map(\.key) == [ClockKey(.summons, .release)])
        #expect(before.clocks.map { $0.expiry - moved } == after.clocks.map(\.expiry))

        for path in ["/stays/\(id)", "/stays/\(id)/sheet"] {
            let page = String(buffer: try await site.ask(.get, path, as: desk).body)
            #expect(page.contains("，原因：as the summons says，自到案起算的时限（如有）一并改算"), "\(path)")
            #expect(page.contains("，文书：示例传字17号"), "\(path)")
            #expect(page.contains("（已更正）"), "\(path)")
        }
    }

    @Test func toLaterItTakesASupervisorAndAnotherOutsideTheCase() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let boss = try await site.signedIn(.supervisor, officer: "P2010")
        // The sign-in names of `signedIn`: one is of the case, one may not approve, one has no supervisor beside it,
        // one is an auxiliary's, and one belongs to nobody on the staff list.
        for (role, officer) in [
            (Role.custodian, "P2001"), (.caseOfficer, "P2003"), (.custodian, "P2004"), (.custodian, "F3001"),
            (.custodian, "P2999"),
        ] {
            _ = try await site.signedIn(role, officer: officer)
        }
        let id = try await site.arrive(desk, site.arrival(ago: .hours(3)))
        let later = (site.centre.clock.now - .hours(2)).rfc3339
        func correct(_ who: Visitor, _ second: String?) async throws -> TestResponse {
            let more = second.map { #","second":"\#($0)","secondPassword":"\#(RunningSite.password)""# } ?? ""
            let body = #"{"at":"\#(later)","reason":"as the summons says"\#(more)}"#
            return try await site.ask(.post, "/api/v1/stays/\(id)/arrival", as: who, body)
        }

        let refused: [(Visitor, String?, String)] = [
            (desk, nil, "correction-unapproved"), (boss, nil, "correction-unapproved"),
            (desk, "custodian-all-P2004", "correction-unapproved"),
            (boss, "caseOfficer-all-P2003", "correction-unapproved"),
            (boss, "custodian-all-P2001", "own-case-approval"),
            (boss, "supervisor-all-P2010", "correction-unapproved"),
            (boss, "custodian-all-F3001", "correction-unapproved"),
            (boss, "custodian-all-P2999", "correction-unapproved"),
        ]
        for (who, second, error) in refused {
            let answer = try await correct(who, second)
            let text = String(buffer: answer.body)
            #expect(answer.status == .conflict, "\(who.role) with \(second ?? "nobody")")
            #expect(text.contains(#""stay.\#(error)""#), "\(who.role) with \(second ?? "nobody"): \(text)")
        }
        #expect(try await correct(boss, "custodian-all-P2009").status == .ok)
        let stay = try site.stay(id)
        #expect(stay.corrections.last?.approvedBy == [Code(checked: "P2010"), Code(checked: "P2009")])
        let team = try await site.signedIn(.caseOfficer, case: RunningSite.caseCode)
        #expect(try await correct(team, nil).status == .forbidden)
    }

    /// Whoever is signed in guesses the password of another no faster than at the sign-in (TRUST D7).
    @Test func aSecondPasswordCannotBeGuessedAtTheDesk() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        _ = try await site.signedIn(.supervisor, officer: "P2010")
        let id = try await site.arrive(desk, site.arrival(ago: .hours(3)))
        let at = (site.centre.clock.now - .hours(2)).rfc3339
        var answers: [TestResponse] = []
        for password in ["a", "b", "c", "d", "e", RunningSite.password] {
            let second = #""second":"supervisor-all-P2010","secondPassword":"\#(password)""#
            let body = #"{"at":"\#(at)","reason":"as the summons says",\#(second)}"#
            answers.append(try await site.ask(.post, "/api/v1/stays/\(id)/arrival", as: desk, body))
        }

        #expect(answers.map(\.status.code) == [422, 422, 422, 422, 422, 429])
        #expect(answers.last?.headers[.retryAfter] != nil)
        #expect(try site.stay(id).corrections.isEmpty)
    }

    /// From one procedure into the other: first what the person is, then what holds them.
    @Test func aGroundOfTheOtherProcedureFollowsAChangeOfTheKind() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let arrival = site.arrival("administrativeSuspect", ground: "administrativeSummons")
        let id = try await site.arrive(desk, arrival)
        func post(_ path: String, _ body: String) async throws -> HTTPResponse.Status {
            try await site.ask(.post, "/api/v1/stays/\(id)/\(path)", as: desk, body).status
        }

        let detention = #"{"ground":"criminalDetention"}"#
        #expect(try await post("ground", detention) == .unprocessableContent)
        #expect(try await post("kind", #"{"personKind":"criminalSuspect","reason":"转为刑事案件"}"#) == .ok)
        #expect(try await post("ground", detention) == .ok)
        #expect(try await post("clock/end", #"{"clock":"administrativeSummons.release"}"#) == .ok)
        let running = try site.stay(id).clocks.filter(\.isRunning)
        #expect(Set(running.map(\.key.ground)) == [.criminalDetention])
    }

    /// A date of birth that was told without a card counts when the witness becomes a suspect; none is a minor's.
    @Test func anAgeToldAtTheArrivalIsNotForgotten() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        for (told, isMinor) in [(#","birthDate":"1960-03-07""#, false), (#","age":"disputed""#, true), ("", true)] {
            let arrival = site.arrival("witness", ground: nil, #""paper":"unknown"\#(told)"#)
            let id = try await site.arrive(desk, arrival)
            let change = #"{"personKind":"criminalSuspect","reason":"named by two others"}"#
            #expect(try await site.ask(.post, "/api/v1/stays/\(id)/kind", as: desk, change).status == .ok)
            #expect(try site.stay(id).traits.isMinor == isMinor, "\(told)")
        }
    }

    /// A doubt is often found when the person is gone: the page still offers the correction, and nothing else.
    @Test func anArrivalCorrectedAfterTheExitRaisesWhatRanOut() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival(ago: .minutes(710)))
        #expect(try await site.ask(.post, "/stays/\(id)/exit", as: desk, "end=released").status == .seeOther)
        func expired() async throws -> [Alarm] {
            try await site.centre.engine.turn()
            return try site.centre.store.alarms(about: id).filter { $0.raising.key.rule == .clockExpired }
        }
        #expect(try await expired().isEmpty)
        let page = String(buffer: try await site.ask(.get, "/stays/\(id)", as: desk).body)
        let acts = page.matches(of: /action="\/stays\/[0-9a-f]{32}([a-z\/-]+)"/).map { String($0.1) }
        #expect(acts == ["/arrival"])

        let earlier = form(site, ago: .minutes(740))
        #expect(try await site.ask(.post, "/stays/\(id)/arrival", as: desk, earlier).status == .seeOther)
        let alarm = try #require(try await expired().first)
        guard case .gone(let at) = alarm.condition else {
            Issue.record("it is still on: \(alarm)")
            return
        }
        let held = at - alarm.raising.began
        #expect(held > .minutes(19) && held < .minutes(21), "20 minutes beyond the limit")
    }

    /// What rang for a limit that never ran out so is withdrawn because of the correction, what ran out by it rings.
    @Test func theAlarmsOfALimitFollowTheCorrection() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let boss = try await site.signedIn(.supervisor, officer: "P2010")
        let id = try await site.arrive(desk, site.arrival(ago: .hours(11)))
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
        let id = try await site.arrive(desk, site.arrival(ago: .hours(1)))
        let entry = try #require(try site.stay(id).entry)
        let body = #"{"at":"\#((entry + .milliseconds(2)).rfc3339)","reason":"a mistake"}"#
        let answer = try await site.ask(.post, "/api/v1/stays/\(id)/arrival", as: desk, body)
        #expect(answer.status == .conflict)
        let text = String(buffer: answer.body)
        #expect(text.contains("stay.arrival-after-sighting") && text.contains("与记录矛盾"), "\(text)")
    }
}
