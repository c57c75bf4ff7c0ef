import Alarms
import Domain
import Events
import Foundation
import Policy
import Premises
import Stays
import Store
import Testing
import Tracking

@testable import Engine

struct EngineTests {
    private let locator = Code<Kind.Device>(checked: "locator")

    @Test func theSecondPressOfATagIsACallForHelp() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        try await engine.reloadDevices()
        let stay = try await engine.admit("T101", at: fixture.now)

        _ = try await engine.take(fixture.frame(1, "locator", [fixture.line("T101", .button)]), from: locator)
        #expect(try engine.store.stay(stay)?.tag.isComplete == true)
        #expect(try engine.store.openAlarms().isEmpty)

        fixture.wait(.seconds(2))
        _ = try await engine.take(fixture.frame(2, "locator", [fixture.line("T101", .button)]), from: locator)
        let alarm = try #require(try engine.store.openAlarms().first)
        #expect(alarm.raising.key.rule == .sos)
        #expect(alarm.raising.stay == stay)
        #expect(alarm.isVisible(to: Code(checked: "P2001"), asCaseOfficer: true) == false)
    }

    @Test func onePressHeardByManyBaseStationsIsOnePress() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        for name in ["locator", "other"] {
            _ = try await engine.store.addDevice(Code(checked: name), baseStations: [], brokerHash: { $0 })
        }
        try await engine.reloadDevices()
        let stay = try await engine.admit("T101", at: fixture.now)
        func press(_ device: String, frame: Int, blink: Int, after: Duration) async throws {
            let line = Observation(
                at: fixture.now + after,
                tag: Code(checked: "T101"),
                baseStation: nil,
                reading: .button,
                blink: blink
            )
            _ = try await engine.take(fixture.frame(frame, device, [line]), from: Code(checked: device))
        }

        try await press("locator", frame: 1, blink: 7, after: .zero)
        try await press("other", frame: 1, blink: 7, after: .milliseconds(40))
        #expect(try engine.store.stay(stay)?.tag.isComplete == true)
        #expect(try engine.store.openAlarms().isEmpty)

        fixture.wait(.seconds(3))
        try await press("locator", frame: 2, blink: 10, after: .zero)
        try await press("other", frame: 2, blink: 10, after: .milliseconds(-40))
        let alarm = try #require(try engine.store.openAlarms().first)
        #expect(alarm.raising.key.rule == .sos)
        #expect(alarm.announcements.isEmpty)

        // A tag that started anew counts from the beginning: that is another press.
        fixture.wait(.seconds(90))
        try await press("locator", frame: 3, blink: 7, after: .zero)
        #expect(try engine.store.openAlarms().first?.announcements.count == 1)
    }

    @Test func aFrameSeenBeforeIsAnsweredAgainAndChangesNothing() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        try await engine.reloadDevices()
        let frame = fixture.frame(
            7,
            "locator",
            [fixture.line("T101", .button), fixture.line("T999", .button), fixture.line("T102", .button)]
        )

        let first = try await engine.take(frame, from: locator)
        let size = try engine.store.size()
        let second = try await engine.take(frame, from: locator)

        #expect(String(decoding: first, as: UTF8.self).contains(#""accepted":2"#))
        #expect(String(decoding: first, as: UTF8.self).contains("unknown-tag"))
        #expect(first == second)
        #expect(try engine.store.size() == size)
    }

    @Test func whatWasAnsweredSurvivesAProcessThatJustEnds() async throws {
        let fixture = try EngineFixture()
        let frame: [UInt8]
        let before: (size: UInt64, answer: [UInt8])
        do {
            let engine = try await fixture.start()
            _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
            try await engine.reloadDevices()
            frame = fixture.frame(3, "locator", [fixture.line("T101", .button), fixture.line("X", .button)])
            before.answer = try await engine.take(frame, from: locator)
            before.size = try engine.store.size()
        }

        let engine = try await fixture.start()
        try await engine.turn()
        try await engine.closeChunks()
        // One record more: the chunk that the ended process left open is closed.
        #expect(try engine.store.size() == before.size + 1)
        #expect(try await engine.take(frame, from: locator) == before.answer)
        #expect(try engine.store.openAlarms().count == 1)
        #expect(try engine.store.size() == before.size + 1)
        try engine.store.seal()
        #expect(try engine.store.check() == [])
        #expect(try engine.store.rebuild(into: fixture.root.appending(path: "again.sqlite")) == [])
    }

    @Test func aRestartNeitherLosesNorRepeatsAPlace() async throws {
        let whole = try await places(stoppingAfter: nil)
        #expect(!whole.isEmpty)

        for second in [2, 6, 9] {
            #expect(try await places(stoppingAfter: second) == whole, "stopped after \(second) s")
        }
    }

    /// Where a tag was found that lies on the desk, with a restart on the way.
    private func places(stoppingAfter stop: Int?) async throws -> [PresenceEvent] {
        let fixture = try EngineFixture()
        let desk = try #require(fixture.setting.plan.rooms.first { $0.kind == .entryDesk })
        var running: Engine? = try await fixture.start()
        let gateway = Code<Kind.Device>(checked: "gateway")
        _ = try await running?.store.addDevice(
            gateway,
            baseStations: fixture.setting.plan.baseStations.map(\.id),
            brokerHash: { $0 }
        )
        _ = try await running?.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        try await running?.reloadDevices()
        for second in 0..<24 {
            if second == stop {
                try await running?.stop()
                running = nil
                running = try await fixture.start()
            }
            let engine = try #require(running)
            try await fixture.live(1, engine) { _ in
                let there = fixture.line("T101", .position(desk.outline.innermost, accuracy: 0.3))
                _ = try await engine.take(fixture.frame(second, "gateway", fixture.heartbeats()), from: gateway)
                _ = try await engine.take(fixture.frame(second, "locator", [there]), from: locator)
            }
        }
        return try #require(running).store.entries(from: 0, limit: 1_000).compactMap { entry in
            if case .presence(let event) = entry.leaf.event { event } else { nil }
        }
    }

    @Test func walkingPastTheSafetyCheckIsRecordedAndRings() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        let gateway = Code<Kind.Device>(checked: "gateway")
        _ = try await engine.store.addDevice(locator, baseStations: [], brokerHash: { $0 })
        _ = try await engine.store.addDevice(
            gateway,
            baseStations: fixture.setting.plan.baseStations.map(\.id),
            brokerHash: { $0 }
        )
        try await engine.reloadDevices()
        let stay = try await engine.admit("T101", at: fixture.now)
        let desk = try #require(fixture.setting.plan.rooms.first { $0.kind == .entryDesk })
        let room = try #require(fixture.setting.plan.rooms.first { $0.kind == .interrogation })
        var number = 0
        func walk(_ seconds: Int, in room: Room, _ extra: [Observation] = []) async throws {
            try await fixture.live(seconds, engine) { second in
                number += 1
                let there = fixture.line("T101", .position(room.outline.innermost, accuracy: 0.3))
                let lines = second == 0 ? [there] + extra : [there]
                _ = try await engine.take(fixture.frame(number, "locator", lines), from: locator)
                _ = try await engine.take(fixture.frame(number, "gateway", fixture.heartbeats()), from: gateway)
            }
        }

        try await walk(12, in: desk, [fixture.line("T101", .button)])
        try await walk(25, in: room)

        let value = try #require(try engine.store.stay(stay))
        #expect(value.breaches.contains { $0.rule.text == "step-skipped" && $0.room == room.id })
        let rules = try engine.store.openAlarms().filter { $0.raising.stay == stay }.map(\.raising.key.rule)
        #expect(rules.contains(.stepSkipped))
        #expect(try engine.store.ledger(of: stay).count > 5)
    }

    @Test func aSilentBaseStationIsAnEventAndAnAlarm() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.startSupervised()
        let all = fixture.setting.plan.baseStations.map(\.id)

        try await fixture.live(20, engine, beating: all)
        #expect(try engine.store.silentBaseStations().isEmpty)
        try await fixture.live(20, engine, beating: all.dropFirst())
        #expect(try engine.store.silentBaseStations().keys.map(\.text) == [all[0].text])
        #expect(try engine.store.openAlarms().map(\.raising.key.rule) == [.stationSilent])
        try await fixture.live(5, engine, beating: all)
        #expect(try engine.store.silentBaseStations().isEmpty)
        #expect(try engine.store.openAlarms().first?.isConditionOn == false)
    }

    @Test func aPauseOfTheServerIsNoSilenceOfItsBaseStations() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.startSupervised()
        let all = fixture.setting.plan.baseStations.map(\.id)

        try await fixture.live(20, engine, beating: all)
        fixture.wait(.seconds(40))
        try await engine.turn()
        #expect(try engine.store.silentBaseStations().isEmpty, "what they sent meanwhile is still on its way")
        try await fixture.live(20, engine, beating: all.dropFirst())
        #expect(try engine.store.silentBaseStations().keys.map(\.text) == [all[0].text], "one was truly silent")
    }

    @Test func aPauseOfTheWayToTheServerIsNoSilenceOfOneBaseStation() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.startSupervised()
        let all = fixture.setting.plan.baseStations.map(\.id)

        try await fixture.live(20, engine, beating: all)
        try await fixture.live(5, engine, beating: all.dropFirst())
        try await fixture.live(12, engine, beating: all.prefix(0))
        try await fixture.live(5, engine, beating: all)
        #expect(try engine.store.openAlarms().isEmpty, "the first was due, and so were all")
        try await fixture.live(60, engine, beating: all)
        try await fixture.live(25, engine, beating: all.prefix(0))
        #expect(try engine.store.silentBaseStations().count == all.count, "nobody comes back")
    }

    @Test func aServerThatIsAlwaysLateStillFindsADeadBaseStation() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.startSupervised()
        let all = fixture.setting.plan.baseStations.map(\.id)

        for _ in 0..<20 {
            fixture.wait(.seconds(9))
            try await fixture.beat(engine, all.dropFirst())
            try await engine.turn()
        }

        #expect(try engine.store.silentBaseStations().keys.map(\.text) == [all[0].text])
    }

    @Test func aRestartNeitherRepeatsNorForgetsWhatTheRulesRang() async throws {
        let fixture = try EngineFixture()
        let all = fixture.setting.plan.baseStations.map(\.id)
        var number = 0
        func beat(_ seconds: Int, _ engine: Engine) async throws {
            try await fixture.live(seconds, engine) { _ in
                number += 1
                let lines = fixture.heartbeats(of: Array(all.dropFirst()))
                _ = try await engine.take(fixture.frame(number, "locator", lines), from: locator)
            }
        }
        func rung(_ engine: Engine) throws -> [String] {
            try engine.store.entries(from: 0, limit: 100_000).map(\.leaf.event.kindName).filter {
                $0.hasPrefix("alarm.")
            }
        }
        do {
            let engine = try await fixture.start()
            _ = try await engine.store.addDevice(locator, baseStations: all, brokerHash: { $0 })
            try await engine.reloadDevices()
            try await beat(50, engine)
            #expect(try engine.store.openAlarms().map(\.raising.key.rule) == [.stationSilent])
            #expect(try rung(engine) == ["alarm.raised", "alarm.escalated"])
        }

        let engine = try await fixture.start()
        try await beat(60, engine)

        #expect(try engine.store.openAlarms().count == 1)
        #expect(try rung(engine) == ["alarm.raised"] + Array(repeating: "alarm.escalated", count: 3))
    }
}
