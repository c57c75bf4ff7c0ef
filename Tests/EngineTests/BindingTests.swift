import Domain
import Events
import Premises
import Stays
import Store
import Testing
import Tracking

@testable import Engine

/// A tag that proves itself is somewhere already: that place is the person's from then on.
struct BindingTests {
    private static let tag = Code<Kind.Tag>(checked: "T101")
    private let locator = Code<Kind.Device>(checked: "locator")

    /// A stay whose tag was at the place, by its confirmed finding, before its test press came.
    ///
    /// - then: where it is found after the press.
    private func bound(
        in place: Place,
        then places: [Place] = []
    ) async throws -> (fixture: EngineFixture, stay: Stay) {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        try await engine.reloadDevices()
        let id = try await engine.admit(Self.tag.text, at: fixture.now)
        try await find([place], fixture, engine)
        fixture.wait(.seconds(2))
        let press = fixture.frame(1, locator.text, [fixture.line(Self.tag.text, .button)])
        _ = try await engine.take(press, from: locator)
        try await find(places, fixture, engine)
        let stay = try #require(try engine.store.stay(id))
        #expect(stay.tag.isComplete)
        return (fixture, stay)
    }

    private func find(_ places: [Place], _ fixture: EngineFixture, _ engine: Engine) async throws {
        let setting = fixture.setting
        for place in places {
            fixture.wait(.seconds(2))
            let (at, from) = (fixture.now, try engine.store.place(of: Self.tag, at: fixture.now) ?? .outside)
            let found = PresenceEvent.moved(
                tag: Self.tag,
                from: from,
                to: place,
                at: at,
                confidence: 990,
                coverage: 1_000,
                baseStations: []
            )
            try await engine.store.submit { change in try change.record(found, setting) }
        }
    }

    @Test func whoIsInARoomTooEarlyHasEnteredItByThePress() async throws {
        let (_, stay) = try await bound(in: .room(Code(checked: "holding-men")))

        #expect(stay.breaches.map(\.room) == [Code(checked: "holding-men")])
        #expect(stay.dark.allSatisfy { $0.span.end != nil })
    }

    @Test func whoIsFoundThereAgainHasNotEnteredASecondTime() async throws {
        let holding = Place.room(Code(checked: "holding-men"))

        let (_, stay) = try await bound(in: holding, then: [.noSignal, holding])

        #expect(stay.breaches.count == 1)
    }

    /// The press came while nobody could say where.
    @Test func whoIsFoundAfterThePressHasEntered() async throws {
        let holding = Place.room(Code(checked: "holding-men"))

        let (_, stay) = try await bound(in: holding, then: [])
        let (_, lost) = try await bound(in: .noSignal, then: [holding])

        #expect(stay.breaches.map(\.room) == lost.breaches.map(\.room))
    }

    @Test(arguments: [(Place.noSignal, DarkTime.Cause.noSignal), (.notDetermined, .notDetermined)])
    func whereTheTagIsLostTheDarkBegins(_ place: Place, _ cause: DarkTime.Cause) async throws {
        let (fixture, stay) = try await bound(in: place)

        #expect(stay.dark.last?.cause == cause)
        #expect(stay.dark.last?.span == Span(from: fixture.now))
        #expect(stay.breaches.isEmpty)
    }
}
