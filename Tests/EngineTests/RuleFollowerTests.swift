import Alarms
import Domain
import Events
import Policy
import Stays
import Store
import Testing

@testable import Engine

/// What rules know comes from each record alone, however far behind the commits it is read.
struct RuleFollowerTests {
    private let desk = Code<Kind.Officer>(checked: "P2009")

    private func record(
        _ id: ID<Kind.Stay>,
        _ engine: Engine,
        _ decide: @escaping @Sendable (Stay, Instant) throws -> StayEvent
    ) async throws {
        try await engine.store.submit { change in
            guard let stay = try change.stay(id) else { throw StoreFault.notFound }
            let event = try decide(stay, change.now)
            try change.record(.stay(event), occurred: event.occurred)
        }
    }

    private func leave(_ id: ID<Kind.Stay>, _ fixture: EngineFixture, _ engine: Engine) async throws {
        let policy = try #require(fixture.setting.policy(at: fixture.now))
        let desk = desk
        try await record(id, engine) { stay, now in
            try stay.exit(to: .released, by: desk, identifiedBy: [], policy: policy, now: now)
        }
    }

    private func expired(_ id: ID<Kind.Stay>, _ engine: Engine) throws -> [Alarm] {
        try engine.store.alarms(about: id).filter { $0.raising.key.rule == .clockExpired }
    }

    @Test func aCorrectionCountsAlsoWhenThePersonHasLeftMeanwhile() async throws {
        let fixture = try EngineFixture()
        let id: ID<Kind.Stay>
        let before: [Alarm]
        do {
            let engine = try await fixture.start()
            id = try await engine.admit("T101", at: fixture.now)
            fixture.wait(.hours(13))
            try await engine.turn()
            #expect(try expired(id, engine).map(\.isOpen) == [true])

            let desk = desk
            try await record(id, engine) { stay, now in
                let correction = ArrivalCorrection(
                    from: stay.arrival.at,
                    to: stay.arrival.at + .hours(2),
                    at: now,
                    by: desk,
                    reason: ID(0xC0),
                    approvedBy: []
                )
                return .arrivalCorrected(id, correction)
            }
            try await leave(id, fixture, engine)
            try await engine.turn()
            before = try expired(id, engine)
            guard case .withdrawn(.lateFact, _, _) = try #require(before.first).end else {
                Issue.record("it is not withdrawn: \(before)")
                return
            }
        }

        let engine = try await fixture.start()
        try await engine.turn()
        #expect(try expired(id, engine) == before)
    }

    @Test func anExtensionCountsAlsoWhenThePersonHasLeftMeanwhile() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        let id = try await engine.admit("T101", at: fixture.now)
        fixture.wait(.hours(11))
        let desk = desk
        try await record(id, engine) { stay, now in
            let key = ClockKey(.summons, .release)
            let head = Code<Kind.Officer>(checked: "P1090")
            return try stay.extend(key, as: .departmentHead, by: head, recordedBy: desk, document: nil, now: now)
        }
        fixture.wait(.hours(2))
        try await leave(id, fixture, engine)

        try await engine.turn()
        #expect(try expired(id, engine).isEmpty)
    }
}
