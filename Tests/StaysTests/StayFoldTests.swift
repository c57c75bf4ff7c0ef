import Domain
import Policy
import Premises
import Testing

@testable import Stays

/// Random acts on one stay, whatever their order: refusals aside, the value keeps its promises.
struct StayFoldTests {
    @Test(arguments: Array(UInt64(1)...60))
    func whateverPeopleTryTheExitIsOpenAndTheValueIsSound(_ seed: UInt64) throws {
        var random = Seeded(seed: seed)
        var stay = try Stay.sample(entered: nil)
        var rebuilt = stay
        for step in 0..<80 {
            let now = Instant.start + .minutes(Int64(step) * 10)
            for event in (try? Self.act(on: stay, now: now, &random)) ?? [] {
                stay.apply(event)
                rebuilt.apply(event)
            }
            #expect(stay == rebuilt, "seed \(seed)")
            #expect(stay.sessions.filter { $0.span.end == nil }.count <= 1, "seed \(seed)")
            #expect(stay.clocks.allSatisfy { $0.expiry > $0.start }, "seed \(seed)")
            #expect(stay.darkTotal(at: now) <= now - stay.arrival.at, "seed \(seed)")
            guard !stay.hasLeft else { continue }
            #expect(throws: Never.self, "seed \(seed)") {
                try stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: now)
            }
        }
    }

    private static func act(
        on stay: Stay,
        now: Instant,
        _ random: inout Seeded
    ) throws(StayRefusal) -> [StayEvent] {
        let room = Room.sample(RoomKind.allCases[random.below(RoomKind.allCases.count)])
        let tag = Code<Kind.Tag>(checked: "t\(random.below(3))")
        switch random.below(16) {
        case 0: return try stay.enter(at: now, by: "desk")
        case 1: return try stay.issue(tag, by: "desk", now: now)
        case 2: return stay.testPress(tag, receivedAt: now) ?? []
        case 3: return try stay.returnTag(by: "desk", now: now)
        case 4, 5:
            let step = Step.allCases[random.below(Step.allCases.count)]
            return stay.did(.sample(step, at: now), policy: .sample, evidence: ID(UInt128(random.below(1_000))))
        case 6: return [try stay.allocate(room, by: "desk", policy: .sample, now: now)]
        case 7: return [try stay.startSession(in: room, police: ["a", "b"], policy: .sample, now: now)]
        case 8: return [try stay.endSession(by: "a", now: now)]
        case 9: return stay.goDark(.noSignal, at: now, lastHolder: nil).map { [$0] } ?? []
        case 10: return stay.endDark(.noSignal, at: now, reason: nil).map { [$0] } ?? []
        case 11:
            let office = Approver.departmentHead
            return [try stay.extend(.summons, as: office, by: "chief", recordedBy: "a", document: nil, now: now)]
        case 12:
            let earlier = stay.arrival.at - .minutes(Int64(random.below(30)))
            return try stay.correctArrival(
                to: earlier,
                reason: ID(1),
                by: "desk",
                approvedBy: [],
                policy: .sample,
                now: now
            )
        case 13:
            let traits = Traits(sex: .female, isMinor: random.below(2) == 0, isProtected: random.below(2) == 0)
            return try stay.record(traits, by: "desk", policy: .sample, now: now)
        case 14: return [try stay.forgoTag(.refused, by: "desk", now: now)]
        case _:
            guard random.below(20) == 0 else { return [] }
            return [try stay.exit(to: .released, by: "desk", identifiedBy: [], policy: .sample, now: now)]
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Seeded {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(limit))
    }
}
