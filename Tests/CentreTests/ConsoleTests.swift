import Domain
import Events
import Hummingbird
import HummingbirdTesting
import Store
import Testing
import Web

@testable import Centre
@testable import Engine

/// A console from its feed to the journal, the other screens and back.
struct ConsoleTests {
    private let late = ConsoleWatch.silence + .seconds(1)

    private func told(_ site: RunningSite) throws -> [CentreEvent] {
        try site.centre.store.entries(from: 0, limit: 1_000).compactMap { entry in
            guard case .centre(let event) = entry.leaf.event, event.isOfConsoles else { return nil }
            return event
        }
    }

    private func look(_ site: RunningSite, after wait: Duration = .zero) async throws {
        try await site.centre.lookAtConsoles(at: site.centre.consoles.elapsed + wait)
    }

    private func listen(_ site: RunningSite, _ visitor: Visitor, _ credential: String) async throws
        -> AsyncStream<FeedItem>
    {
        let desk = Desk(site.centre)
        let reader = try #require(try await desk.gate.bearer(visitor.token))
        return try await desk.feed(reader, credential: credential, after: nil)
    }

    @Test func aSilentConsoleIsRecordedToldTheOthersAndBackWithItsAnswer() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let (desk, boss) = (try await site.signedIn(.custodian), try await site.signedIn(.supervisor))
        let open = try await listen(site, desk, desk.cookie)
        // Of those who hear of devices the administrator has no console of its own.
        let admin = try await site.signedIn(.systemAdministrator)
        var heard = try await listen(site, admin, admin.cookie).makeAsyncIterator()
        var program = try await listen(site, boss, boss.token).makeAsyncIterator()
        #expect(await heard.next()?.name == .clock)
        #expect(await program.next()?.name == .clock)

        try await look(site, after: late)
        guard case .consoleLost(let console, _, _)? = try told(site).first else {
            Issue.record("nothing is lost: \(try told(site))")
            return
        }
        #expect(console.role == .custodian)
        try await site.centre.engine.publish()
        let item = await heard.next()
        #expect(item?.name == .console && item?.json.contains("\(console.id)") == true)
        await site.centre.engine.feed.publish(.clock(site.centre.clock.now))
        #expect(await program.next()?.name == .clock, "a program hears of no console")
        let api = String(buffer: try await site.ask(.get, "/api/v1/consoles", as: boss).body)
        #expect(api.contains(#""health":"silent""#) && api.contains(#""unattended":false"#), "\(api)")
        for path in ["/", "/devices"] {
            #expect(String(buffer: try await site.ask(.get, path, as: boss).body).contains("失联"), "\(path)")
        }

        #expect(try await site.ask(.post, "/feed/answer", as: desk).status == .noContent)
        try await look(site)
        #expect(try told(site).last.map { $0.console == console } == true)
        guard case .consoleBack? = try told(site).last else {
            Issue.record("it is not back: \(try told(site))")
            return
        }
        withExtendedLifetime(open) {}
    }

    @Test func whoSignsOutOrClosesThePageIsNotMissed() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let (one, two) = (try await site.signedIn(.custodian), try await site.signedIn(.supervisor))
        let open = [try await listen(site, one, one.cookie), try await listen(site, two, two.cookie)]
        #expect(try await site.ask(.post, "/sign-out", as: one).status == .seeOther)
        #expect(try await site.ask(.post, "/feed/answer", as: two, "leaving=1").status == .noContent)

        try await look(site, after: late)
        #expect(try told(site).isEmpty)
        #expect(site.centre.consoles.state.consoles.isEmpty)
        withExtendedLifetime(open) {}
    }

    @Test func programsAndTheCaseTeamAreNoConsoles() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let (desk, team) = (try await site.signedIn(.custodian), try await site.signedIn(.caseOfficer))
        let open = [try await listen(site, desk, desk.token), try await listen(site, team, team.cookie)]
        #expect(try await site.ask(.post, "/feed/answer", as: team).status == .noContent)

        #expect(site.centre.consoles.state.consoles.isEmpty)
        withExtendedLifetime(open) {}
    }

    @Test func peopleWithoutAConsoleAreSaidToBeUnattended() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let body = """
            {"personKind":"witness","arrival":{"mode":"voluntary","at":"\(site.centre.clock.now.rfc3339)"},\
            "caseCode":"\(RunningSite.caseCode)","officers":["P2001"],"paper":"unknown"}
            """
        let arrival = try await site.ask(.post, "/api/v1/stays", as: desk, body)
        #expect(arrival.status == .created, "\(String(buffer: arrival.body))")

        try await look(site, after: late)
        guard case .unattended(people: 1, _)? = try told(site).last else {
            Issue.record("\(try told(site))")
            return
        }
        let page = String(buffer: try await site.ask(.get, "/devices", as: desk).body)
        #expect(page.contains("无值守台在线"))
        let admin = try await site.signedIn(.systemAdministrator)
        func listed(_ who: Visitor) async throws -> String {
            String(buffer: try await site.ask(.get, "/api/v1/consoles", as: who).body)
        }
        #expect(try await listed(desk).contains(#""inArea":1"#))
        #expect(try await !listed(admin).contains("inArea"), "who sees no case data counts nobody")
        #expect(try await listed(admin).contains(#""unattended":true"#))
        let list = String(buffer: try await site.ask(.get, "/devices", as: admin).body)
        #expect(list.contains("无值守台在线") && !list.contains("在区人数"))
        let open = try await listen(site, desk, desk.cookie)
        try await look(site)
        guard case .attended? = try told(site).last else {
            Issue.record("\(try told(site))")
            return
        }
        withExtendedLifetime(open) {}
    }
}
