import Domain
import Events
import Hummingbird
import HummingbirdTesting
import Stays
import Store
import Testing
import Tracking

@testable import Centre
@testable import Web

/// The plan slid back over the day of one person, from the journal alone.
@Suite(.serialized) struct PastTests {
    private static let wrist = Code<Kind.Tag>(checked: "T142")
    private static let officer = Code<Kind.Officer>(checked: "P2001")

    /// Arrived three hours ago, walked about, left twenty minutes ago.
    private func day(in site: RunningSite, _ caseCode: String) async throws -> (now: Instant, stay: ID<Kind.Stay>) {
        let now = site.centre.clock.now
        @Sendable func ago(_ minutes: Int64) -> Instant { now - .minutes(minutes) }
        let stay: ID<Kind.Stay> = ID(0x5747)
        let exit = Exit(end: .released, at: ago(20), by: Self.officer, identifiedBy: [], owed: [])
        let arrival = Arrival(mode: .summoned, ground: .summons, at: ago(180), document: nil)
        let registration = Registration(
            person: ID(0xB1),
            kind: .criminalSuspect,
            sex: .male,
            isMinor: false,
            isProtected: false,
            caseCode: Code(checked: caseCode),
            officers: [Self.officer],
            arrival: arrival,
            paper: .unknown,
            by: Self.officer
        )
        func moved(_ minutes: Int64, _ from: Place, _ to: Place) -> Event {
            .presence(
                .moved(
                    tag: Self.wrist,
                    from: from,
                    to: to,
                    at: ago(minutes),
                    confidence: 990,
                    coverage: 1_000,
                    baseStations: []
                )
            )
        }
        let (desk, men) = (Place.room(Code(checked: "entry-desk")), Place.room(Code(checked: "holding-men")))
        let talk = Code<Kind.Room>(checked: "interrogation-1")
        let story: [(Int64, Event)] = [
            // The tag lay at the desk since the last one who wore it.
            (400, moved(400, .noSignal, desk)),
            (180, .stay(.arrived(stay, registration))), (170, .stay(.entered(stay, at: ago(170), by: Self.officer))),
            (165, .stay(.tagIssued(stay, Self.wrist, at: ago(165), by: Self.officer))),
            (164, .stay(.tagBound(stay, Self.wrist, at: ago(164)))), (120, moved(120, desk, men)),
            (60, moved(60, men, .notDetermined)), (30, moved(30, .notDetermined, .room(talk))),
            (29, .stay(.sessionStarted(stay, talk, at: ago(29), officers: [Self.officer]))),
            (22, .stay(.sessionEnded(stay, at: ago(22), by: Self.officer))),
            (21, .stay(.tagReturned(stay, Self.wrist, at: ago(21), by: Self.officer))),
            (20, .stay(.exited(stay, exit))), (10, moved(10, .room(talk), desk)),
        ]
        try await site.centre.store.submit { change in
            for (minutes, event) in story { try change.record(event, occurred: ago(minutes)) }
        }
        return (now, stay)
    }

    private func reader(_ site: RunningSite, _ visitor: Visitor) throws -> Reader {
        let signIn = try #require(try site.centre.store.session(visitor.token, now: site.centre.clock.now))
        return try Desk(site.centre).reader(signIn.account)
    }

    @Test func aPersonStandsWhereTheJournalHasThem() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let (now, stay) = try await day(in: site, RunningSite.caseCode)
        let reader = try reader(site, try await site.signedIn(.custodian))
        let desk = Desk(site.centre)
        var seen: [String] = []
        for minutes: Int64 in [190, 175, 168, 150, 90, 45, 25, 15, 0] {
            let past = try await desk.past(reader, at: now - .minutes(minutes))
            let one = past.people.first { $0.stay == stay }
            let rooms = past.sessions.map(\.text).joined()
            seen.append("\(minutes) " + (one.map { "\($0.code) \($0.place.told) \(rooms)" } ?? "nobody"))
        }

        #expect(
            seen == [
                "190 nobody", "175 A-747 not entered ", "168 A-747 not determined ", "150 A42 entry-desk ",
                "90 A42 holding-men ", "45 A42 not determined ", "25 A42 interrogation-1 interrogation-1",
                "15 nobody", "0 nobody",
            ]
        )
    }

    @Test func aCaseOfficerSeesThePastOfTheOwnCasesOnlyAndNobodyElses() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let (now, stay) = try await day(in: site, RunningSite.caseCode)
        let own = try await site.signedIn(.caseOfficer, case: RunningSite.caseCode)
        let other = try await site.signedIn(.caseOfficer, case: RunningSite.otherCase)
        let admin = try await site.signedIn(.systemAdministrator)
        let at = (now - .minutes(90)).rfc3339
        for path in ["/api/v1/persons-in-area?at=\(at)", "/?at=\(at)"] {
            #expect(String(buffer: try await site.ask(.get, path, as: own).body).contains("\(stay)"), "\(path)")
            #expect(!String(buffer: try await site.ask(.get, path, as: other).body).contains("\(stay)"), "\(path)")
            #expect(try await site.ask(.get, path, as: admin).status == .forbidden, "\(path)")
        }
        let past = try await Desk(site.centre).past(try reader(site, own), at: now - .minutes(90))
        #expect(past.others.isEmpty)
    }

    @Test func slidingThroughADayIsOneReading() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let (now, _) = try await day(in: site, RunningSite.caseCode)
        let desk = try await site.signedIn(.custodian)
        let before = try site.centre.store.size()
        for minutes: Int64 in 1...40 {
            let path = "/api/v1/persons-in-area?at=\((now - .minutes(minutes)).rfc3339)"
            #expect(try await site.ask(.get, path, as: desk).status == .ok)
        }
        let written = try site.centre.store.entries(from: before, limit: 100).map(\.leaf.event)

        #expect(written.count == 1)
        guard case .access(.read(.scope(.replay), _, _, _))? = written.first else {
            Issue.record("\(written)")
            return
        }
    }

    /// Nobody knows who was there then: an empty building would be invented.
    @Test func beforeTheFirstRecordNothingIsSaidOfTheBuilding() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let began = try #require(try site.centre.store.began())
        let at = (began - .hours(2)).rfc3339

        let answer = try await site.ask(.get, "/api/v1/persons-in-area?at=\(at)", as: desk)
        #expect(answer.status == .unprocessableContent)
        let page = String(buffer: try await site.ask(.get, "/?at=\(at)", as: desk).body)
        #expect(page.contains("这一时刻还没有记录"))
        #expect(!page.contains("当时在区"))
    }

    @Test func whatIsNoMinuteOfTheLastDayIsRefused() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let now = site.centre.clock.now
        for at in ["soon", "", (now - .hours(25)).rfc3339, (now + .hours(1)).rfc3339] {
            let answer = try await site.ask(.get, "/api/v1/persons-in-area?at=\(at)", as: desk)
            #expect(answer.status == .unprocessableContent, "\(at)")
            #expect(String(buffer: answer.body).contains("field.at"), "\(at)")
        }
        #expect(try await site.ask(.get, "/?at=", as: desk).status == .ok)
    }
}

extension PersonReading.Place {
    fileprivate var told: String {
        switch self {
        case .room(let room): room.text
        case .uncertain(let room, _): "\(room.text)?"
        case .notDetermined: "not determined"
        case .notEntered: "not entered"
        }
    }
}
