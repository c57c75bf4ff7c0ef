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

/// Whose places a person's page shows: those of the tags that were on this wrist, and only while they were.
struct WornTagTests {
    private static let tag = Code<Kind.Tag>(checked: "T101")
    private static let second = Code<Kind.Tag>(checked: "T102")
    private static let desk = Code<Kind.Officer>(checked: "P2009")

    private func moved(_ room: String, _ at: Instant, _ tag: Code<Kind.Tag> = Self.tag) -> Event {
        .presence(
            .moved(
                tag: tag,
                from: .noSignal,
                to: .room(Code(checked: room)),
                at: at,
                confidence: 990,
                coverage: 1_000,
                baseStations: []
            )
        )
    }

    private func tell(_ site: RunningSite, _ story: [(Instant, Event)]) async throws {
        try await site.centre.store.submit { change in
            for (at, event) in story { try change.record(event, occurred: at) }
        }
    }

    /// The register of the stay: unlike the page it offers no rooms, it only tells of them.
    private func sheet(_ site: RunningSite, _ stay: ID<Kind.Stay>, _ desk: Visitor) async throws -> String {
        let answer = try await site.ask(.get, "/stays/\(stay)/sheet", as: desk)
        #expect(answer.status == .ok)
        return String(buffer: answer.body)
    }

    @Test func whatWasBeforeTheReturnOfTheTagStaysOnThePage() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let stay = try await site.arrive(desk, site.arrival(ago: .hours(2)))
        let start = site.centre.clock.now
        func after(_ seconds: Int64) -> Instant { start + .seconds(seconds) }
        try await tell(
            site,
            [
                (after(1), .stay(.tagIssued(stay, Self.tag, at: after(1), by: Self.desk))),
                (after(2), .stay(.tagBound(stay, Self.tag, at: after(2)))),
                (after(3), moved("interrogation-1", after(3))),
                (after(60), .stay(.tagReturned(stay, Self.tag, at: after(60), by: Self.desk))),
            ]
        )
        #expect(try await sheet(site, stay, desk).contains("讯问室一"))

        let end = Exit(end: .released, at: after(90), by: Self.desk, identifiedBy: [], owed: [])
        try await tell(site, [(after(90), .stay(.exited(stay, end)))])
        #expect(try await sheet(site, stay, desk).contains("讯问室一"))
    }

    /// A tag that was given to somebody else, and one that lay on the desk after the exit, were elsewhere.
    @Test func whereATagWentAfterItCameOffIsOnNobodysPage() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let desk = try await site.signedIn(.custodian)
        let stay = try await site.arrive(desk, site.arrival(ago: .hours(2)))
        let start = site.centre.clock.now
        func after(_ seconds: Int64) -> Instant { start + .seconds(seconds) }
        let end = Exit(end: .released, at: after(200), by: Self.desk, identifiedBy: [], owed: [])
        try await tell(
            site,
            [
                (after(1), .stay(.tagIssued(stay, Self.tag, at: after(1), by: Self.desk))),
                (after(2), .stay(.tagBound(stay, Self.tag, at: after(2)))),
                (after(60), .stay(.tagReturned(stay, Self.tag, at: after(60), by: Self.desk))),
                (after(61), .stay(.tagIssued(stay, Self.second, at: after(61), by: Self.desk))),
                (after(70), moved("interrogation-1", after(70))),
                (after(80), .stay(.tagReturned(stay, Self.second, at: after(80), by: Self.desk))),
                (after(81), .stay(.tagIssued(stay, Self.second, at: after(81), by: Self.desk))),
                (after(82), .stay(.tagBound(stay, Self.second, at: after(82)))),
                (after(200), .stay(.exited(stay, end))),
                (after(210), moved("interrogation-2", after(210), Self.second)),
                (after(300), .stay(.tagReturned(stay, Self.second, at: after(300), by: Self.desk))),
            ]
        )

        let sheet = try await sheet(site, stay, desk)

        #expect(!sheet.contains("讯问室一") && !sheet.contains("讯问室二"))
    }
}
