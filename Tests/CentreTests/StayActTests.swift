import Alarms
import Domain
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

/// What the desk records of a person besides steps, from the request to the journal and back.
struct StayActTests {
    /// A number of a resident identity card with this birth date, of a woman.
    private func number(born date: String) -> String {
        let digits = "999901\(date)002"
        return digits + String(CitizenIDNumber.checkCharacter(of: Array(digits.utf8)))
    }

    /// `20100307`: so many years before the site's day today.
    private func birth(_ years: Int, _ site: RunningSite) -> String {
        let day = CivilTime(site.centre.clock.now, offset: 28_800)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day.year - years)\(two(day.month))\(two(min(day.day, 28)))"
    }

    private func limit(_ stay: Stay) -> Duration? { stay.firstToExpire.map { $0.expiry - stay.arrival.at } }

    @Test func whomTheLawProtectsHasFourHoursOfContinuedQuestioning() async throws {
        let site = try await RunningSite(isStation: true)
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        func paper(_ years: Int) -> String {
            #""paper":{"kind":"residentIdentityCard","number":"\#(number(born: birth(years, site)))"}"#
        }
        let unknown = #""paper":"unknown""#

        for (told, hours) in [
            (paper(15), 4), (paper(30), 12), (paper(71), 4), (paper(30) + #","condition":"pregnantOrNursing""#, 4),
            (unknown, 12), (unknown + #","age":"disputed""#, 4), (unknown + #","birthDate":"1990-03-07""#, 12),
        ] {
            let stay = try site.stay(try await site.arrive(desk, site.arrival(ground: "continuedQuestioning", told)))
            #expect(limit(stay) == .hours(Int64(hours)), "\(told)")
        }
        let young = try site.stay(try await site.arrive(desk, site.arrival(ground: "continuedQuestioning", paper(15))))
        #expect(young.traits == Traits(sex: .female, isMinor: true, isProtected: true))
        let page = try await site.ask(.get, "/stays/\(young.id)", as: desk)
        #expect(String(buffer: page.body).contains("受特别保护"))
    }

    @Test func aRoomForOneSexWaitsForTheSexToBeRecorded() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival())
        func page() async throws -> String { String(buffer: try await site.ask(.get, "/stays/\(id)", as: desk).body) }
        let early = #"type="checkbox" required> 未按顺序办理，将记为违规；尚缺："#
        #expect(try await page().contains(early + "人身安全检查<"), "belongings before the check want a tick")
        for step in ["rights-notice", "safety-check", "belongings", "information-collection"] {
            _ = try await site.ask(.post, "/api/v1/stays/\(id)/steps/\(step)", as: desk, "{}")
        }
        #expect(!(try await page().contains(early)))
        #expect(try site.stay(id).traits.isMinor, "a suspect of unknown age")

        let refused = try await site.ask(.post, "/stays/\(id)/room", as: desk, "room=holding-men")
        #expect(refused.status == .conflict)
        #expect(String(buffer: refused.body).contains("请先登记性别"))
        let caution = "——未成年人应与成年人分开</option>"
        _ = try await site.ask(.post, "/api/v1/stays/\(id)/traits", as: desk, #"{"sex":"male"}"#)
        #expect(try await page().contains("等候室（男）\(caution)"))
        #expect(try await page().contains("等候室（单人）</option>"), "alone nobody is with adults")
        let told = #"{"sex":"male","birthDate":"1990-03-07"}"#
        #expect(try await site.ask(.post, "/api/v1/stays/\(id)/traits", as: desk, told).status == .ok)
        #expect(try site.stay(id).traits == Traits(sex: .male, isMinor: false, isProtected: false))
        #expect(!(try await page().contains(caution)))
        #expect(try await site.ask(.post, "/stays/\(id)/room", as: desk, "room=holding-men").status == .seeOther)
        let wrong = try await site.ask(.post, "/api/v1/stays/\(id)/traits", as: desk, #"{"birthDate":"1990-02-30"}"#)
        #expect(wrong.status == .unprocessableContent)
    }

    @Test func anExtensionIsRecordedWithOfficeApproverAndDocument() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival(ago: .hours(11)))
        let page = String(buffer: try await site.ask(.get, "/stays/\(id)", as: desk).body)
        #expect(page.contains("summons.release.departmentHead"))
        let path = "/api/v1/stays/\(id)/extension"
        var answers: [UInt] = []
        for (office, approver, document) in [
            ("countyHead", "P2012", "X-1"), ("departmentHead", "P2002", "X-1"), ("departmentHead", "F3001", "X-1"),
            ("departmentHead", "P2012", ""), ("departmentHead", "P2012", "X-1"), ("departmentHead", "P2012", "X-2"),
        ] {
            let body = """
                {"clock":"summons.release","office":"\(office)","approver":"\(approver)","document":"\(document)"}
                """
            answers.append(UInt(try await site.ask(.post, path, as: desk, body).status.code))
        }

        // Another office than the law names, an officer of the case, an auxiliary, no paper; and once only.
        #expect(answers == [409, 409, 409, 422, 200, 409])
        let grant = try #require(try site.stay(id).clocks.first?.grants.first)
        #expect(grant.by.text == "P2012")
        #expect(limit(try site.stay(id)) == .hours(24))
        let document = try #require(grant.document)
        #expect(try site.centre.store.content(document).map { String(decoding: $0, as: UTF8.self) } == "X-1")
    }

    /// The rule only says that limits count; what was broken is the limit's own article (P6).
    @Test func theAlarmOfALimitCitesTheArticleOfThatLimit() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        var articles: [String] = []
        for (kind, ground, hours) in [
            ("criminalSuspect", "summons", 13), ("administrativeSuspect", "administrativeSummons", 9),
        ] {
            let ago = Duration.hours(Int64(hours))
            let id = try await site.arrive(desk, site.arrival(kind, ground: ground, ago: ago))
            let alarm = try await expire(id, site)
            let page = String(buffer: try await site.ask(.get, "/alarms/\(alarm)", as: desk).body)
            articles += page.matches(of: /<dt>条文<\/dt><dd>([^<]*)</).map { String($0.1) }
        }
        #expect(articles == ["刑事诉讼法第119条；刑事程序规定第199、200条", "治安管理处罚法（2025）第97条（尚待法律确认）"])
    }

    /// Rings for the limit of the stay as the rule does.
    private func expire(_ id: ID<Kind.Stay>, _ site: RunningSite) async throws -> ID<Kind.Alarm> {
        let clock = try #require(try site.stay(id).clocks.first)
        let started = try site.centre.store.ledger(of: id).first { $0.leaf.event.kindName == "stay.clock-started" }
        let event = try #require(started).leaf.id
        let key = AlarmKey(rule: .clockExpired, subject: .stay(id), began: event)
        let raising = Raising(
            key: key,
            urgency: .alarm,
            level: .special,
            began: clock.expiry,
            at: clock.expiry,
            room: nil,
            stay: id,
            caseCode: try site.stay(id).caseCode,
            caseOfficers: [],
            explanation: Explanation(
                rule: .clockExpired,
                policy: clock.terms.policy,
                readings: [.init(.clockExpires, event: event, at: clock.expiry)],
                quiet: .init(.exitOrExtensionBefore, number: 0),
                footage: nil
            )
        )
        _ = try await site.centre.store.submit { change in
            try change.record(.alarm(.raised(key.id, raising)), occurred: clock.expiry)
        }
        return key.id
    }

    /// An account may be of a case without being of its officers: whom it sees on the board, it sees ring.
    @Test func whoKnowsAPersonByTheCaseSeesTheAlarms() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival(ago: .hours(13)))
        let alarm = try await expire(id, site)

        for (code, isSeen) in [(RunningSite.caseCode, true), (RunningSite.otherCase, false)] {
            let reader = try await site.signedIn(.caseOfficer, case: code)
            let board = String(buffer: try await site.ask(.get, "/", as: reader).body)
            #expect(board.contains("\(alarm)") == isSeen && board.contains("\(id)") == isSeen)
        }
    }

    /// What the exit found undone is done from the page of whoever has left, and nothing else of the flow is.
    @Test func whatIsOwedIsDoneAfterTheExit() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival())
        #expect(try await site.ask(.post, "/stays/\(id)/steps/belongings", as: desk).status == .seeOther)
        #expect(try await site.ask(.post, "/stays/\(id)/exit", as: desk, "end=released").status == .seeOther)
        func offered() async throws -> [String] {
            let page = String(buffer: try await site.ask(.get, "/stays/\(id)", as: desk).body)
            return page.matches(of: /action="\/stays\/[0-9a-f]{32}\/steps\/([a-z-]+)"/).map { String($0.1) }
        }

        #expect(try await offered() == ["belongings-return"])
        #expect(try await site.ask(.post, "/stays/\(id)/steps/belongings-return", as: desk).status == .seeOther)
        #expect(try await offered().isEmpty)
        #expect(try site.stay(id).owed.isEmpty)
    }

    @Test func anArrivalThatWasRegisteredLaterSaysWhen() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let late = try await site.arrive(desk, site.arrival(ago: .hours(1)))
        let atOnce = try await site.arrive(desk, site.arrival(ago: .seconds(20)))

        #expect(String(buffer: try await site.ask(.get, "/stays/\(late)", as: desk).body).contains(" 登记，"))
        #expect(!String(buffer: try await site.ask(.get, "/stays/\(atOnce)", as: desk).body).contains(" 登记，"))
    }

    /// An alarm itself knows how far it has climbed; when it did stands in the journal.
    @Test func theHistoryOfAnAlarmSaysWhenItWasToldFurther() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival(ago: .hours(13)))
        let alarm = try await expire(id, site)
        let raised = try #require(try site.centre.store.alarm(alarm)).raising.at
        try await site.centre.store.submit { change in
            for (step, seconds) in [(1, 15), (2, 30)] {
                let at = raised + .seconds(Int64(seconds))
                try change.record(.alarm(.escalated(alarm, step: step, at: at)), occurred: at)
            }
        }

        let page = String(buffer: try await site.ask(.get, "/alarms/\(alarm)", as: desk).body)
        let list = try #require(page.firstMatch(of: /<ol class="marks">.*?<\/ol>/)).0
        #expect(list.matches(of: /已上报 (\d) 次/).map { String($0.1) } == ["1", "2"])
    }

    @Test func theSheetSaysWhichLawIsUnconfirmed() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let kind = "administrativeSuspect"
        let id = try await site.arrive(desk, site.arrival(kind, ground: "administrativeSummons"))
        for path in ["", "/sheet", "/receipt"] {
            let page = String(buffer: try await site.ask(.get, "/stays/\(id)\(path)", as: desk).body)
            #expect(page.contains("治安管理处罚法（2025）第97条（尚待法律确认）"), "\(path)")
        }
    }

    @Test func aGroundIsNamedItsDutiesEndAndATagMayBeForgone() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let id = try await site.arrive(desk, site.arrival())
        func post(_ path: String, _ body: String) async throws -> HTTPResponse.Status {
            try await site.ask(.post, "/api/v1/stays/\(id)/\(path)", as: desk, body).status
        }

        #expect(try await post("clock/end", #"{"clock":"summons.release"}"#) == .conflict, "the only ground")
        #expect(try await post("ground", #"{"ground":"summons"}"#) == .conflict)
        #expect(try await post("ground", #"{"ground":"administrativeDetention"}"#) == .unprocessableContent)
        #expect(try await post("ground", #"{"ground":"criminalDetention"}"#) == .ok)
        #expect(try await post("clock/end", #"{"clock":"criminalDetention.tellFamily"}"#) == .ok)
        #expect(try await post("clock/end", #"{"clock":"nothing"}"#) == .unprocessableContent)
        #expect(try site.stay(id).clocks.filter { !$0.isRunning }.map(\.key.duty) == [.tellFamily])

        #expect(try await post("tag/forgone", #"{"reason":"bored"}"#) == .unprocessableContent)
        #expect(try await post("tag/forgone", #"{"reason":"injured"}"#) == .ok)
        guard case .forgone(.injured, _) = try site.stay(id).tag else {
            Issue.record("the tag is not forgone")
            return
        }
        #expect(try site.stay(id).dark.last?.cause == .untagged)
    }
}
