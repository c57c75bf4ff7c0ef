import Alarms
import Domain
import Foundation
import Policy
import Testing
import Web

@testable import Centre
@testable import Engine

struct EarlyCallFeedTests {
    /// The items of one reader between the clock that opens a feed and the next one.
    private func heard(_ site: RunningSite, by visitor: Visitor, of call: Alarm) async throws -> [FeedItem] {
        let desk = Desk(site.centre)
        let reader = try #require(try await desk.gate.bearer(visitor.token))
        var items = try await desk.feed(reader, credential: visitor.token, after: nil).makeAsyncIterator()
        #expect(await items.next()?.name == .clock)
        await site.centre.engine.feed.publish(.early(call))
        await site.centre.engine.feed.publish(.clock(site.centre.clock.now))
        var heard: [FeedItem] = []
        while let item = await items.next(), item.name != .clock { heard.append(item) }
        return heard
    }

    @Test func theCaseTeamHearsNothingOfACallThatIsNotYetOnDisk() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let now = site.centre.clock.now
        let press = SOS.Press(
            event: ID(7),
            at: now,
            tag: Code(checked: "T101"),
            wearer: .person(ID(8)),
            caseCode: Code(checked: RunningSite.caseCode),
            caseOfficers: [Code(checked: "P2002")],
            room: nil
        )
        let event = SOS.press(press, open: nil, ruling: SOS.ruling(in: site.centre.engine.setting.policy, at: now))
        guard case .raised(let id, let raising) = event else { throw StoreAnswer.unexpected }
        let call = Alarm(id, raising, recordedAt: now)

        for role in Role.allCases {
            let visitor = try await site.signedIn(role, case: role == .caseOfficer ? RunningSite.caseCode : nil)
            let items = try await heard(site, by: visitor, of: call)
            let mayKnow = role == .custodian || role == .supervisor

            #expect(items.map(\.name) == (mayKnow ? [.alarm] : []), "\(role)")
            #expect(items.allSatisfy { $0.json.contains(#""onDisk":false"#) && $0.id == "\(id)" }, "\(role)")
        }
    }

    private enum StoreAnswer: Error { case unexpected }
}
