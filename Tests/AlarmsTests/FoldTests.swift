import Domain
import Foundation
import Policy
import Premises
import Testing

@testable import Alarms

/// Invariants of the engine over random shifts; the seed of a failure stands in its message.
struct FoldTests {
    static let seeds: [UInt64] = Array(1...4)

    @Test(arguments: seeds)
    func aRestartAtAnyMomentChangesNothing(_ seed: UInt64) throws {
        let facts = RandomShift(seed: seed).facts()
        let straight = Self.played(facts)

        var watch = Watch(.sample())
        var events: [AlarmEvent] = []
        for (index, fact) in facts.enumerated() {
            if index % 7 == 0 {
                let bytes = try JSONEncoder().encode(watch.memory)
                watch = Watch(.sample(), memory: try JSONDecoder().decode(Watch.Memory.self, from: bytes))
            }
            events += watch.observe(fact.fact, recordedAt: fact.recordedAt)
        }

        #expect(events == straight.events, "seed \(seed)")
        #expect(watch.memory == straight.watch.memory, "seed \(seed)")
    }

    @Test(arguments: seeds)
    func itDoesNotMatterHowOftenTimeIsTold(_ seed: UInt64) {
        let facts = RandomShift(seed: seed).facts()
        let straight = Self.played(facts)

        var watch = Watch(.sample())
        var events: [AlarmEvent] = []
        for fact in facts {
            while watch.memory.now + .seconds(13) < fact.recordedAt, watch.memory.now >= .start - .hours(1) {
                events += watch.advance(to: watch.memory.now + .seconds(13))
            }
            events += watch.observe(fact.fact, recordedAt: fact.recordedAt)
        }

        #expect(events == straight.events, "seed \(seed)")
    }

    @Test(arguments: seeds)
    func noAlarmIsRaisedTwiceAndEveryOtherEventHasItsAlarm(_ seed: UInt64) {
        var raised: Set<ID<Kind.Alarm>> = []
        for event in Self.played(RandomShift(seed: seed).facts()).events {
            if case .raised(let id, _) = event {
                #expect(raised.insert(id).inserted, "seed \(seed)")
            } else {
                #expect(raised.contains(event.alarm), "seed \(seed)")
            }
        }
    }

    /// Late lines may ring late and withdraw, but in the end they leave standing what lines in time would have.
    @Test(arguments: seeds)
    func lateLinesLeaveTheSameAlarmsStanding(_ seed: UInt64) {
        let inTime = RandomShift(seed: seed).facts()
        let late = RandomShift(seed: seed).facts(delayedUpTo: 600)

        let difference = Self.standing(inTime).symmetricDifference(Self.standing(late))
        #expect(difference.isEmpty, "seed \(seed)")
    }

    @Test(arguments: seeds)
    func repeatedLinesChangeNothing(_ seed: UInt64) {
        let facts = RandomShift(seed: seed).facts()
        let twice = facts.flatMap { [$0, $0] }

        #expect(Self.played(facts).events == Self.played(twice).events, "seed \(seed)")
    }

    @Test(arguments: seeds)
    func forgettingLosesNoAlarm(_ seed: UInt64) {
        let facts = RandomShift(seed: seed).facts()

        let short = Self.played(facts, .sample(reach: .minutes(40))).events
        let long = Self.played(facts, .sample(reach: .hours(1_000))).events

        #expect(short == long, "seed \(seed)")
    }

    @Test func theShiftsAreNotQuiet() {
        let events = Self.seeds.flatMap { Self.played(RandomShift(seed: $0).facts()).events }
        var rules: [RuleID: Int] = [:]
        for case .raised(_, let raising) in events { rules[raising.key.rule, default: 0] += 1 }

        let others: Set<RuleID> = [.sos, .ruleFailed, .stationSilent, .clockJumped, .diskFull, .journalUnsigned]
        for rule in RuleID.allCases where !others.contains(rule) {
            #expect(rules[rule, default: 0] > 0, "\(rule.rawValue)")
        }
    }

    private static func played(
        _ facts: [RandomShift.Line],
        _ setting: Watch.Setting = .sample()
    ) -> (events: [AlarmEvent], watch: Watch) {
        var watch = Watch(setting)
        var events: [AlarmEvent] = []
        for line in facts { events += watch.observe(line.fact, recordedAt: line.recordedAt) }
        return (events, watch)
    }

    /// What the alarms say in the end, by rule, subject and stretch of time.
    private static func standing(_ facts: [RandomShift.Line]) -> Set<String> {
        var (_, watch) = played(facts, .sample(reach: .hours(1_000)))
        _ = watch.advance(to: .start + .hours(10))
        let kept = watch.memory.alarms.alarms.values.filter(\.isOpen)
        return Set(
            kept.map { alarm in
                let gone = if case .gone(let at) = alarm.condition { "\(at.microseconds)" } else { "on" }
                return "\(alarm.raising.key.rule.rawValue) \(alarm.raising.key.subject) \(alarm.urgency) \(gone)"
            }
        )
    }
}

extension Watch.Setting {
    static func sample(reach: Duration = .hours(2)) -> Watch.Setting {
        Watch.Setting(
            policy: .sample(),
            rooms: Room.samples,
            confirmation: .seconds(6),
            reach: reach,
            judges: Catalogue.judges
        )
    }
}
