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

    private func tags(_ texts: String...) -> [Code<Kind.Tag>] { texts.map { Code(checked: $0) } }

    /// The end of the tag that all others of the centre are told from by: whoever comes or goes, wearing what.
    @Test func aCodeFollowsFromTheTagAndTheStockAlone() {
        let cards = tags("V107", "V108")
        let few = ShortCodes(stock: tags("T107", "T108") + cards, cards: Set(cards))
        let many = ShortCodes(stock: tags("T107", "T108", "T207") + cards, cards: Set(cards))
        let suspect = stay(0x11)

        func code(_ codes: ShortCodes, _ tag: String) -> String {
            codes.code(of: suspect, wearing: Code(checked: tag))
        }
        #expect(["T107", "T108", "V107"].map { code(few, $0) } == ["A07", "A08", "V07"])
        #expect(["T107", "T207", "V107"].map { code(many, $0) } == ["A107", "A207", "V07"])
    }

    @Test func whoWearsNothingIsCalledByTheirStay() {
        let codes = ShortCodes(stock: tags("T107"), cards: [])

        #expect([stay(0xA3F9), stay(0x21, .witness)].map { codes[$0] } == ["A-3F9", "V-021"])
    }

    @Test func nobodyWhoComesIsCalledLikeSomebodyWhoIsHere() {
        var ids: [UInt128] = [0x1_3F9, 0x2_3F9, 0x2_3FA]
        let id = ShortCodes.newID(beside: [ID(0x3F9)]) { ID(ids.removeFirst()) }

        #expect(id == ID(0x2_3FA))
    }
}
