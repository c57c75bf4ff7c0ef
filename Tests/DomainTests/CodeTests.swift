import Domain
import Testing

struct CodeTests {
    @Test(arguments: ["S1", "tag_07.b-2", "临公（刑）立字〔2026〕17号", "é", String(repeating: "x", count: 64)])
    func aCodeHoldsLettersDigitsAndVisibleCharacters(_ text: String) {
        #expect(Code<Kind.Tag>(text)?.text == text)
    }

    @Test(arguments: ["", "a b", "a/b", "a\tb", "a\n", "a\u{0}", "#", "+", "a\"b", "a\u{7f}"])
    func aCodeMayStandInAPathATopicOrALogLine(_ text: String) {
        #expect(Code<Kind.Tag>(text) == nil)
    }

    @Test(arguments: ["a\u{3000}b", "a\u{a0}b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b", "a\u{200b}b", "a\u{e000}b"])
    func noBlankOrControlCharacterOfAnyScriptHidesInACode(_ text: String) {
        #expect(Code<Kind.Tag>(text) == nil)
    }

    @Test func aCodeIsAtMost64BytesLongNot64Characters() {
        #expect(Code<Kind.Case>(String(repeating: "x", count: 65)) == nil)
        #expect(Code<Kind.Case>(String(repeating: "字", count: 21)) != nil)
        #expect(Code<Kind.Case>(String(repeating: "字", count: 22)) == nil)
    }
}
