import Domain
import Policy
import Premises

@testable import Alarms

/// Random but possible facts of a shift, from one seed: six people, five cards, eleven rooms, three hours.
struct RandomShift {
    struct Line {
        let fact: Fact
        let recordedAt: Instant
    }

    private var state: UInt64
    private var events: UInt128 = 0
    private var lines: [Line] = []

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    /// The same facts for one seed whatever the delay; moves are delayed at random, what people enter is not.
    func facts(delayedUpTo seconds: Int64 = 0) -> [Line] {
        var shift = self
        shift.begin()
        for second in stride(from: Int64(60), to: 3 * 3_600, by: 20) { shift.step(at: second) }
        guard seconds > 0 else { return shift.lines }
        var delays = RandomShift(seed: state ^ 0xD1CE)
        let delayed = shift.lines.map { line in
            guard case .moved = line.fact.statement else { return line }
            return Line(
                fact: line.fact,
                recordedAt: line.recordedAt + .seconds(Int64(delays.below(UInt64(seconds))))
            )
        }
        return delayed.enumerated().sorted { ($0.element.recordedAt, $0.offset) < ($1.element.recordedAt, $1.offset) }
            .map(\.element)
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private mutating func below(_ limit: UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return (value ^ (value >> 31)) % limit
    }

    private mutating func say(_ statement: Fact.Statement, at second: Int64) {
        events += 1
        let moment = Instant.start + .seconds(second)
        lines.append(Line(fact: Fact(event: ID(events), at: moment, statement), recordedAt: moment))
    }

    private mutating func begin() {
        let kinds: [PersonKind] = [
            .criminalSuspect, .criminalSuspect, .administrativeSuspect, .witness, .victim, .criminalSuspect,
        ]
        for (index, kind) in kinds.enumerated() {
            let stay = ID<Kind.Stay>(UInt128(index))
            say(
                .arrived(
                    Visitor(
                        stay: stay,
                        kind: kind,
                        sex: index % 2 == 0 ? .male : .female,
                        isMinor: false,
                        caseCode: "A1",
                        officers: ["own"]
                    )
                ),
                at: 0
            )
            say(.entered(stay), at: 1)
            say(.worn(Self.tag(index), by: .person(stay)), at: 2)
            say(.moved(Self.tag(index), to: .room("entry")), at: 3)
        }
        for index in 6..<11 {
            let rank: StaffMember.Rank = index == 10 ? .auxiliary : .police
            say(.worn(Self.tag(index), by: .officer(Code(checked: "o\(index)"), rank)), at: 4)
            say(.moved(Self.tag(index), to: .room("hall")), at: 5)
        }
    }

    private static func tag(_ index: Int) -> Code<Kind.Tag> { Code(checked: "t\(index)") }

    private mutating func step(at second: Int64) {
        let stay = ID<Kind.Stay>(UInt128(below(6)))
        let tag = Self.tag(Int(below(11)))
        switch below(40) {
        case 0..<26: say(.moved(tag, to: place()), at: second)
        case 26..<29: say(.stepDone(stay, Step.allCases[Int(below(4))]), at: second)
        case 29: say(.battery(tag, percent: Int(below(40))), at: second)
        case 30: say(.tamper(tag, cut: below(2) == 0), at: second)
        case 31:
            say(
                .clock(
                    stay,
                    .summons,
                    .release,
                    from: .start,
                    limit: .seconds(second + 600 + Int64(below(9_000))),
                    warnings: [.minutes(30), .minutes(5)],
                    runsFromArrival: true
                ),
                at: second
            )
        case 32: say(.clockEnded(stay, .summons, .release), at: second)
        case 33: say(.passed(tag, "talk", until: .start + .seconds(second + 2)), at: second)
        case 34: say(.kindChanged(stay, to: below(3) == 0 ? .witness : .criminalSuspect), at: second)
        case _: return
        }
    }

    private mutating func place() -> Whereabouts {
        let rooms = Room.samples.map(\.id) + ["talk", "talk", "hold", "hall"]
        switch below(12) {
        case 0: return .notDetermined
        case 1: return .noSignal
        case 2: return .outside
        case _: return .room(rooms[Int(below(UInt64(rooms.count)))])
        }
    }
}
