import Domain
import Premises
import Testing

@testable import Simulation

/// Without planted breaches nobody breaks a rule: what the alarms say then is the alarms' fault.
struct OrdinaryLifeTests {
    /// The longest stretch in seconds of something that should not last.
    private struct Stretch {
        private var now: [String: Int] = [:]
        private(set) var longest = 0

        mutating func note(_ key: String, _ isSo: Bool) {
            now[key] = isSo ? now[key, default: 0] + 1 : 0
            longest = max(longest, now[key, default: 0])
        }
    }

    @Test func suspectsAreWatchedInterrogatedByTwoAndMeetNoWitness() {
        var configuration = Simulation.Configuration(start: Instant(seconds: 1_772_409_600))
        configuration.breaches = []
        var simulation = Simulation(plan: SamplePlan.plan, configuration: configuration)
        var met = Stretch()
        var alone = Stretch()
        var unwatched = Stretch()
        var toilet = Stretch()
        while !simulation.isOver {
            _ = simulation.advance()
            let byRoom = Dictionary(grouping: simulation.truth.filter { $0.room != nil }) { $0.room?.text ?? "" }
            for room in SamplePlan.plan.rooms {
                let present = byRoom[room.id.text, default: []].map(\.tag.text)
                let suspects = present.filter { $0.hasPrefix("T") }
                let staff = present.count { $0.hasPrefix("C") }
                met.note(room.id.text, !suspects.isEmpty && present.contains { $0.hasPrefix("V") })
                alone.note(room.id.text, room.kind.isInterrogation && !suspects.isEmpty && staff < 2)
                unwatched.note(room.id.text, room.watch == .inRoom && !suspects.isEmpty && staff == 0)
                for tag in suspects { toilet.note(tag, room.kind == .toilet) }
            }
        }
        #expect(simulation.planted.isEmpty)
        #expect(met.longest < 10)
        #expect(alone.longest < 30)
        #expect(unwatched.longest < 30)
        #expect(toilet.longest < 600)
    }
}
