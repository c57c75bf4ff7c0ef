import Domain
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Centre
@testable import Web

/// The permission table, walked: every route as a stranger and as each role, over the real store (D2, D11).
@Suite(.serialized) struct RouteTests {
    /// The feed has no end to wait for; who may open it is a test of the whole process.
    private static let endless: Set<SiteRoute> = [.apiFeed]

    @Test func everyRouteKeepsItsRowOfTheTable() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        var wrong: [String] = []
        for route in SiteRoute.allCases {
            let answer = try await site.ask(route.method, Self.address(of: route), as: nil)
            if !Self.isRight(answer, route, nil) { wrong.append("\(route) as a stranger: \(answer.status)") }
        }
        for role in Role.allCases {
            let visitor = try await site.signedIn(role, case: role == .caseOfficer ? RunningSite.caseCode : nil)
            // Signing out and in would change what the next route sees.
            for route in SiteRoute.allCases where !Self.endless.contains(route) && route != .signOut {
                let answer = try await site.ask(route.method, Self.address(of: route), as: visitor)
                if !Self.isRight(answer, route, role) { wrong.append("\(route) as \(role): \(answer.status)") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test func everyAnswerIsHardened() async throws {
        let site = try await RunningSite(identity: true)
        defer { site.remove() }
        var addresses = SiteRoute.allCases.map { ($0.method, Self.address(of: $0)) }
        addresses += [(.get, "/nowhere"), (.get, "/api/v1/nowhere"), (.delete, "/"), (.put, "/api/v1/stays")]
        for (method, path) in addresses {
            let headers = try await site.ask(method, path, as: nil).headers
            let policy = Self.field("Content-Security-Policy", headers) ?? ""
            for part in ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
                #expect(policy.contains(part), "\(method) \(path): \(part)")
            }
            #expect(!policy.contains("unsafe"), "\(method) \(path)")
            #expect(Self.field("X-Content-Type-Options", headers) == "nosniff", "\(method) \(path)")
            #expect(Self.field("Cross-Origin-Opener-Policy", headers) == "same-origin", "\(method) \(path)")
            #expect(headers[.cacheControl] != nil, "\(method) \(path)")
            let transport = Self.field("Strict-Transport-Security", headers)
            #expect(transport == "max-age=31536000; includeSubDomains", "\(method) \(path)")
        }
    }

    @Test func whatIsNotThereAndWhatIsNotSoAskedAreToldApart() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        #expect(try await site.ask(.get, "/nowhere", as: nil).status == .notFound)
        let wrong = try await site.ask(.delete, "/api/v1/alarms", as: nil)
        #expect(wrong.status == .methodNotAllowed)
        #expect(wrong.headers[.allow] == "GET")
        #expect(String(buffer: wrong.body).contains("\"error\":\"method-not-allowed\""))
        #expect(try await site.ask(.head, "/sign-in", as: nil).status == .ok)
    }

    @Test func aPersonOfAnotherCaseIsNotThere() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let own = try await site.signedIn(.caseOfficer, case: RunningSite.caseCode)
        // The stay names P2001 and P2002; an account that says nothing of cases is enough for them.
        let named = try await site.signedIn(.caseOfficer, officer: "P2002")
        let other = try await site.signedIn(.caseOfficer, case: RunningSite.otherCase)
        let stay = try await arrival(site, desk)
        let nothing = "00000000000000000000000000000000"
        for path in ["/stays/\(stay)", "/stays/\(stay)/sheet", "/stays/\(stay)/receipt", "/api/v1/stays/\(stay)"] {
            #expect(try await site.ask(.get, path, as: own).status == .ok, "\(path)")
            #expect(try await site.ask(.get, path, as: named).status == .ok, "\(path)")
            let refused = try await site.ask(.get, path, as: other)
            let absent = try await site.ask(.get, path.replacing(stay, with: nothing), as: other)
            #expect(refused.status == .notFound, "\(path)")
            // Not even the words tell that there is somebody.
            #expect(
                String(buffer: refused.body).replacing(stay, with: nothing)
                    .replacing(/\d\d:\d\d:\d\d(\.\d+Z)?/, with: "")
                    == String(buffer: absent.body).replacing(/\d\d:\d\d:\d\d(\.\d+Z)?/, with: ""),
                "\(path)"
            )
        }
        for path in ["/api/v1/persons-in-area", "/"] {
            #expect(String(buffer: try await site.ask(.get, path, as: own).body).contains(stay), "\(path)")
            #expect(String(buffer: try await site.ask(.get, path, as: named).body).contains(stay), "\(path)")
            #expect(!String(buffer: try await site.ask(.get, path, as: other).body).contains(stay), "\(path)")
        }
        let step = try await site.ask(.post, "/api/v1/stays/\(stay)/steps/rights-notice", as: other)
        #expect(step.status == .notFound)
    }

    @Test func thePressOfAPersonIsNotInTheCaseTeamsLedger() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let stay = try await arrival(site, desk)
        let tag = "T101"
        let token = try await site.baseStation("B01")
        #expect(try await site.ask(.post, "/stays/\(stay)/tag", as: desk, "tag=\(tag)").status == .seeOther)
        for _ in 0..<2 {
            let press = #"{"kind":"button","tag":"\#(tag)","station":"B01","at":"\#(site.centre.clock.now.rfc3339)"}"#
            let sender = Visitor(role: .custodian, cookie: "", formToken: "", token: token)
            #expect(try await site.ask(.post, "/api/v1/observations", as: sender, press).status == .ok)
        }
        let team = [
            try await site.signedIn(.caseOfficer, case: RunningSite.caseCode),
            try await site.signedIn(.custodian, officer: "P2001"),
        ]
        #expect(String(buffer: try await site.ask(.get, "/stays/\(stay)", as: desk).body).contains("的按钮"))
        for member in team {
            let page = String(buffer: try await site.ask(.get, "/stays/\(stay)", as: member).body)
            #expect(page.contains("已绑定"))
            #expect(!page.contains("的按钮") && !page.contains("求助"))
        }
    }

    @Test func aFormWithoutItsTokenOrFromElsewhereDoesNothing() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let forged = Visitor(role: desk.role, cookie: desk.cookie, formToken: "guessed", token: desk.token)
        let stay = try await arrival(site, desk)
        let path = "/stays/\(stay)/steps/rights-notice"
        #expect(try await site.ask(.post, path, as: forged).status == .forbidden)
        for origin in ["https://elsewhere.example", "null"] {
            #expect(try await site.ask(.post, path, as: desk, headers: [.origin: origin]).status == .forbidden)
        }
        var crossSite = HTTPFields()
        if let name = HTTPFields.Element.Name("Sec-Fetch-Site") { crossSite[name] = "cross-site" }
        #expect(try await site.ask(.post, path, as: desk, headers: crossSite).status == .forbidden)
        #expect(try await site.ask(.post, path, as: desk).status == .seeOther)
    }

    private func arrival(_ site: RunningSite, _ desk: Visitor) async throws -> String {
        let now = site.centre.clock.now.rfc3339
        let body = """
            {"personKind":"criminalSuspect","arrival":{"mode":"brought","ground":"summons","at":"\(now)"},\
            "caseCode":"\(RunningSite.caseCode)","officers":["P2001","P2002"],"paper":"unknown"}
            """
        let answer = try await site.ask(.post, "/api/v1/stays", as: desk, body)
        #expect(answer.status == .created)
        let text = String(buffer: answer.body)
        return try #require(text.firstMatch(of: /"id":"([0-9a-f]{32})"/).map { String($0.1) })
    }

    private static func field(_ name: String, _ headers: HTTPFields) -> String? {
        headers.first { $0.name.canonicalName == name.lowercased() }?.value
    }

    /// An address of the route with ids that nothing has.
    private static func address(of route: SiteRoute) -> String {
        let id = "00000000000000000000000000000000"
        return route.template.replacing("{stay}", with: id).replacing("{alarm}", with: id)
            .replacing("{step}", with: "rights-notice").replacing("{number}", with: "99999")
            .replacing("{file}", with: "site.js").replacing("**", with: "0/000.p/1")
    }

    private static func isRight(_ answer: TestResponse, _ route: SiteRoute, _ role: Role?) -> Bool {
        let isReading = route.method == .get
        let needs: Permission?
        switch route.access {
        case .anybody: return answer.status != .forbidden && (answer.status != .unauthorized || route == .signIn)
        case .device: return answer.status == .unauthorized
        case .signedIn: needs = nil
        case .permission(let permission): needs = permission
        }
        guard let role else {
            guard route.isPage, isReading else { return answer.status == .unauthorized }
            return answer.status == .seeOther && answer.headers[.location] == "/sign-in"
        }
        if let needs, !role.permissions.contains(needs) { return answer.status == .forbidden }
        return answer.status != .forbidden && answer.status != .unauthorized
            && answer.status != .internalServerError && answer.headers[.location] != "/sign-in"
    }
}
