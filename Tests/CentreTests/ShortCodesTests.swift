import Domain
import Stays
import Testing

@testable import Centre

struct ShortCodesTests {
    private func stay(_ id: UInt128, _ kind: PersonKind = .criminalSuspect) -> Stay {
        let arrival = Arrival(mode: .brought, ground: nil, at: Instant(microseconds: 0), document: nil)
        let registration = Registration(
            person: ID(1),
            kind: kind,
            sex: .male,
            isMinor: false,
            isProtected: false,
            caseCode: Code(checked: "A-1"),
            officers: [],
            arrival: arrival,
            paper: .unknown,
            by: Code(checked: "P2001")
        )
        return Stay(ID(id), registration)
    }

    @Test func noTwoWhoAreHereAreCalledTheSame() {
        let people: [(stay: Stay, tag: Code<Kind.Tag>?)] = [
            (stay(0x11), Code(checked: "T107")), (stay(0x12), Code(checked: "T207")), (stay(0xA07), nil),
            (stay(0x13, .witness), Code(checked: "V107")), (stay(0x14), Code(checked: "T108")),
        ]

        let codes = ShortCodes(people)

        // Who came first keeps the short one, so that nobody's code changes because another comes.
        #expect(people.map { codes[$0.stay] } == ["A07", "A207", "AA07", "V07", "A08"])
        #expect(ShortCodes(Array(people.prefix(1)))[people[0].stay] == "A07")
        #expect(codes[stay(0x21)] == "A21", "who has left")
    }
}
