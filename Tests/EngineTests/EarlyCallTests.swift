import Alarms
import Domain
import Events
import Foundation
import Premises
import Stays
import Store
import Testing
import Tracking

@testable import Engine

struct EarlyCallTests {
    private let locator = Code<Kind.Device>(checked: "locator")
    private let bound = Code<Kind.Tag>(checked: "T101")

    /// Somebody in the area with a bound tag, and a device that hears it.
    private func started(_ fixture: EngineFixture) async throws -> Engine {
        let engine = try await fixture.start()
        _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        try await engine.reloadDevices()
        _ = try await engine.admit("T101", at: fixture.now)
        try await press("T101", 1, fixture, engine)
        fixture.wait(.seconds(2))
        return engine
    }

    private func press(_ tag: String, _ frame: Int, _ fixture: EngineFixture, _ engine: Engine) async throws {
        _ = try await engine.take(fixture.frame(frame, "locator", [fixture.line(tag, .button)]), from: locator)
    }

    /// What consoles heard until so many alarms were on disk: calls told early, those taken back, those on disk.
    private func told(
        _ heard: AsyncStream<Publication>,
        until durable: Int
    ) async -> (early: [Alarm], takenBack: [Alarm], onDisk: [ID<Kind.Alarm>]) {
        var told: (early: [Alarm], takenBack: [Alarm], onDisk: [ID<Kind.Alarm>]) = ([], [], [])
        for await item in heard {
            switch item {
            case .early(let alarm): told.early.append(alarm)
            case .takenBack(let alarm): told.takenBack.append(alarm)
            case .entry(let entry):
                if case .alarm(.raised(let id, _)) = entry.leaf.event { told.onDisk.append(id) }
            case .positions, .clock: break
            }
            if told.onDisk.count == durable { break }
        }
        return told
    }

    @Test func aCallIsToldBeforeItsCommitAsTheAlarmThatFollows() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let heard = await engine.feed.listen()

        try await press("T101", 2, fixture, engine)
        try await engine.publish()

        let told = await told(heard, until: 1)
        let durable = try #require(try engine.store.openAlarms().first)
        #expect(told.early.map(\.id) == [durable.id])
        #expect(told.onDisk == [durable.id])
        #expect(told.early.first?.raising == durable.raising)
        #expect(told.early.first?.isVisible(to: Code(checked: "P2001"), asCaseOfficer: true) == false)
        #expect(await engine.earlyCalls().isEmpty)
    }

    @Test func anOfficersButtonIsToldEarlyToo() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let officer = try #require(fixture.setting.staff.first)
        let heard = await engine.feed.listen()

        try await press(fixture.setting.tag(of: officer).text, 2, fixture, engine)
        try await engine.publish()

        #expect(await told(heard, until: 1).early.map(\.raising.key.subject) == [.officer(officer.code)])
    }

    @Test func aTestPressATagThatNobodyWearsAndARepeatedMessageAreNotToldEarly() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        _ = try await engine.admit("T102", at: fixture.now)
        let heard = await engine.feed.listen()

        try await press("T102", 2, fixture, engine)
        try await press("T103", 3, fixture, engine)
        for _ in 0..<2 { try await press("T101", 4, fixture, engine) }
        try await engine.publish()

        let told = await told(heard, until: 2)
        #expect(told.early.map(\.raising.stay) == [try engine.store.stay(wearing: bound)?.id])
        #expect(told.takenBack.isEmpty)
    }

    @Test func aCallThatItsCommitDoesNotMakeIsTakenBack() async throws {
        let fixture = try EngineFixture()
        let engine = try await started(fixture)
        let heard = await engine.feed.listen()
        let calls = EarlyCalls(
            store: engine.store,
            setting: fixture.setting,
            feed: engine.feed,
            world: fixture.world
        )
        let act = TagAct(
            ids: [ID(7)],
            event: .button(bound, baseStation: nil, at: fixture.now),
            received: fixture.now,
            isLate: false
        )

        let presses = try await calls.tell([act])
        #expect(presses == [ID(7)])
        #expect(try await calls.tell([act]) == presses, "a second message about it waits for the same commit")
        #expect(await calls.calls.count == 1)
        try await calls.settle(presses)

        #expect(await calls.calls.isEmpty)
        try await press("T101", 2, fixture, engine)
        try await engine.publish()
        let told = await told(heard, until: 1)
        #expect(told.takenBack.map(\.raising.key.began) == [ID(7)])
        #expect(told.early.count == 2)
    }
}
