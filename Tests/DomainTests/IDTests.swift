import Domain
import Testing

struct IDTests {
    @Test func anIDIsWrittenAs32LowerCaseDigits() {
        #expect(ID<Kind.Stay>(0).description == String(repeating: "0", count: 32))
        #expect(ID<Kind.Stay>(0xab12).description == "0000000000000000000000000000ab12")
        #expect(ID<Kind.Stay>(.max).description == String(repeating: "f", count: 32))
    }

    @Test func anIDReadsBackWhatItWrote() {
        var random = SeededGenerator(seed: 1)

        for _ in 0..<1_000 {
            let id = ID<Kind.Event>(UInt128.random(in: 0...UInt128.max, using: &random))
            #expect(ID(id.description) == id)
        }
    }

    @Test(arguments: [
        "", "ab12", "0000000000000000000000000000AB12", "0000000000000000000000000000ab1g",
        "0000000000000000000000000000ab12 ", "+000000000000000000000000000ab12", "0000000000000000000000000000ab123",
    ])
    func anythingElseIsNoID(_ text: String) {
        #expect(ID<Kind.Stay>(text) == nil)
    }

    @Test func idsAreOrderedByTheirNumber() {
        #expect(ID<Kind.Stay>(9) < ID<Kind.Stay>(10))
    }
}
