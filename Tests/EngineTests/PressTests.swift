import Alarms
import DeviceFormats
import Domain
import Events
import Premises
import Stays
import Store
import Testing
import Tracking

@testable import Engine

/// Whose press it is, by whose clock, and what a press of the past means.
struct PressTests {
    private let locator = Code<Kind.Device>(checked: "locator")
    private let tag = Code<Kind.Tag>(checked: "T101")
    private let desk = Code<Kind.Officer>(checked: "P2001")

    private func started(_ fixture: EngineFixture) async throws -> Engine {
        let engine = try await fixture.start()
        _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        try await engine.reloadDevices()
        return engine
    }

    /// - ago: how long before now the base station says that it was.
    private func press(
        _ number: Int,
        ago: Duration = .zero,
        isLate: Bool = false,
        _ fixture: EngineFixture,
        _ engine: Engine
    ) async throws {
        let line = Observation(at: fixture.now - ago, tag: tag, baseStation: nil, reading: .button)
        let identity = FrameIdentity(device: locator, boot: Code(checked: "b1"), number: number)
        let frame = Frame(identity: identity, sent: fixture.now, isLate: isLate, lines: [line])
        _ = try await engine.take(FrameEncoder.encode(frame), from: locator)
    }

    private func change(
        _ stay: ID<Kind.Stay>,
        _ engine: Engine,
        _ decide: @escaping @Sendable (Stay, Instant) throws -> [StayEvent]
    ) async throws {
        try await engine.store.submit { change in
            guard let value = try change.stay(stay) else { throw StoreFault.notFound }
            for event in try decide(value, change.now) { try change.record(.stay(event), occurred: event.occurred) }
        }
    }

    private func leave(_ stay: ID<Kind.Stay>, _ engine: Engine) async throws {
        let (desk, setting) = (desk, engine.setting)
        try await change(stay, engine) { stay, now in
            guard let policy = setting.policy(at: now) else { return [] }
            return [try stay.exit(to: .released, by: desk, identifiedBy: [], policy: policy, now: now)]
        }
    }

    @Test func aSlowBaseStationDoesNotTurnTheTestPressIntoACallForHelp() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let stay = try await engine.admit("T101", at: fixture.now)
        fixture.wait(.seconds(2))

        try await press(1, ago: .seconds(7), fixture, engine)

        #expect(try engine.store.stay(stay)?.tag == .complete(tag, since: fixture.now))
        #expect(try engine.store.openAlarms().isEmpty)
        fixture.wait(.seconds(1))
        try await press(2, ago: .seconds(7), fixture, engine)
        #expect(try engine.store.openAlarms().map(\.raising.stay) == [stay], "the next one is a call for help")
    }

    @Test func aPressBelongsToWhoWoreTheTagWhenItWasPressed() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let first = try await engine.admit("T101", at: fixture.now)
        try await press(1, fixture, engine)
        fixture.wait(.minutes(10))
        try await leave(first, engine)
        fixture.wait(.seconds(5))
        let second = try await engine.admit("T101", at: fixture.now)
        fixture.wait(.seconds(1))

        try await press(2, ago: .seconds(20), fixture, engine)

        #expect(try engine.store.openAlarms().map(\.raising.stay) == [first])
        #expect(try engine.store.stay(second)?.tag.isComplete == false)
    }

    @Test func aLatePressNeverRingsForAnotherPerson() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let first = try await engine.admit("T101", at: fixture.now)
        try await press(1, fixture, engine)
        fixture.wait(.minutes(10))
        try await leave(first, engine)
        fixture.wait(.minutes(10))
        let second = try await engine.admit("T101", at: fixture.now)
        fixture.wait(.seconds(1))
        try await press(2, fixture, engine)
        fixture.wait(.seconds(1))

        // Of the first wearer, who has left; and of a time at which nobody wore the tag.
        try await press(3, ago: .minutes(15), isLate: true, fixture, engine)
        try await press(4, ago: .minutes(5), isLate: true, fixture, engine)

        #expect(try engine.store.openAlarms().isEmpty)
        #expect(try engine.store.stay(second)?.tag.isComplete == true)
        let presses = try engine.store.places(of: tag, during: Span(from: EngineFixture.start)).map(\.leaf).filter {
            $0.event.kindName == "tag.button"
        }
        #expect(presses.count == 4, "each is a record")
        let late = presses.suffix(2)
        #expect(late.allSatisfy { ($0.received ?? $0.occurred) - $0.occurred > .minutes(4) }, "and marked late")
    }

    @Test func aLatePressOfSomebodyWhoIsHereRingsLateAndOnce() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let stay = try await engine.admit("T101", at: fixture.now)
        fixture.wait(.seconds(30))
        try await press(1, fixture, engine)
        fixture.wait(.hours(1))

        // Tried while the binding waited for its test: no call for help.
        try await press(2, ago: .hours(1) + .seconds(20), isLate: true, fixture, engine)
        #expect(try engine.store.openAlarms().isEmpty)

        try await press(3, ago: .minutes(30), isLate: true, fixture, engine)
        let alarm = try #require(try engine.store.openAlarms().first)
        #expect(alarm.raising.stay == stay)
        #expect(alarm.raising.began == fixture.now - .minutes(30))
        #expect(alarm.sounded == fixture.now, "it climbs from now")

        // Another base station kept the same press.
        try await press(4, ago: .minutes(30) - .seconds(2), isLate: true, fixture, engine)
        #expect(try engine.store.openAlarms().first?.announcements.isEmpty == true)
        #expect(try engine.store.openAlarms().count == 1)
    }

    @Test func aPressThatWasHeardInTimeDoesNotRingAgainWhenItIsToldLate() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        _ = try await engine.admit("T101", at: fixture.now)
        try await press(1, fixture, engine)
        fixture.wait(.minutes(5))
        try await press(2, fixture, engine)
        fixture.wait(.minutes(5))

        try await press(3, ago: .minutes(5) + .seconds(1), isLate: true, fixture, engine)

        let alarms = try engine.store.openAlarms()
        #expect(alarms.count == 1)
        #expect(alarms.first?.announcements.isEmpty == true)
    }

    @Test func aPlaceThatFlickersIsOneBreach() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let stay = try await engine.admit("T101", at: fixture.now)
        try await press(1, fixture, engine)
        let rooms = fixture.setting.plan.rooms
        let room = Place.room(try #require(rooms.first { $0.kind == .interrogation }).id)
        let desk = Place.room(try #require(rooms.first { $0.kind == .entryDesk }).id)
        func move(_ from: Place, _ to: Place) async throws {
            fixture.wait(.seconds(10))
            let (tag, at, setting) = (tag, fixture.now, fixture.setting)
            try await engine.store.submit { change in
                let moved = PresenceEvent.moved(
                    tag: tag,
                    from: from,
                    to: to,
                    at: at,
                    confidence: 950,
                    coverage: 1_000,
                    baseStations: []
                )
                try change.record(moved, setting)
            }
        }
        func breaches() throws -> Int { try engine.store.stay(stay)?.breaches.count ?? 0 }

        try await move(.outside, desk)
        let before = try breaches()
        try await move(desk, room)
        #expect(try breaches() == before + 1)
        try await move(room, .notDetermined)
        try await move(.notDetermined, .noSignal)
        try await move(.noSignal, room)
        #expect(try breaches() == before + 1, "the person never left")
        try await move(room, desk)
        try await move(desk, .notDetermined)
        try await move(.notDetermined, room)
        #expect(try breaches() == before + 2, "entered again")
    }

    @Test func ofChargesOnlyTheCrossingOfTheLimitIsAnEvent() async throws {
        let fixture = try EngineFixture()
        func tell(_ percents: [Double], from first: Int, _ engine: Engine) async throws {
            for (offset, percent) in percents.enumerated() {
                fixture.wait(.minutes(5))
                let lines = [fixture.line("T101", .battery(percent: percent))]
                _ = try await engine.take(fixture.frame(first + offset, "locator", lines), from: locator)
            }
        }
        do {
            let engine = try await started(fixture)
            try await tell([80, 60, 21, 19, 18, 22, 17], from: 1, engine)
            #expect(try recorded(engine) == [19])
            try await tell([30, 29], from: 20, engine)
            #expect(try recorded(engine) == [19, 30])
            try await tell([10], from: 30, engine)
        }

        let engine = try await fixture.start()
        try await tell([9, 8, 50, 49], from: 40, engine)
        #expect(try recorded(engine) == [19, 30, 10, 50])
    }

    private func recorded(_ engine: Engine) throws -> [Int] {
        try engine.store.entries(from: 0, limit: 10_000).compactMap {
            if case .tag(.battery(_, let percent, _)) = $0.leaf.event { percent } else { nil }
        }
    }
}
