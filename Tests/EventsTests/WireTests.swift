import Domain
import Events
import Stays
import Testing

struct WireTests {
    private static let good = Leaf.sample(.tag(.tamper(.wrist, cut: true, at: .sample)))

    private func fault(replacing part: String, by other: String) -> WireFault? {
        let text = String(decoding: Self.good.bytes(), as: UTF8.self)
        #expect(text.contains(part))
        return fault(of: Array(text.replacing(part, with: other).utf8))
    }

    private func fault(of bytes: [UInt8]) -> WireFault? {
        do throws(WireFault) {
            _ = try Leaf.decode(bytes)
            return nil
        } catch {
            return error
        }
    }

    private func isSpelling(_ fault: WireFault?) -> Bool {
        switch fault {
        case .malformed, .notUTF8, .notInteger, .keyRepeated, .keyUnsorted, .trailingBytes, .tooDeep: true
        case .tooLong, .fieldMissing, .fieldUnknown, .fieldWrong, .nameUnknown, .kindUnknown, .versionUnknown, nil:
            false
        }
    }

    @Test(arguments: [
        (#""version":1"#, #""version":01"#),
        (#""version":1"#, #""version":1.0"#),
        (#""version":1"#, #""version":1e0"#),
        (#""version":1"#, #""version":-0"#),
        (#""version":1"#, #""version":+1"#),
        (#""version":1"#, #""version": 1"#),
        (#""version":1"#, #""version":9223372036854775808"#),
        (#""version":1"#, #""version":null"#),
        (#""version":1}"#, #""version":1,}"#),
        (#""version":1}"#, #""version":1,"version":1}"#),
        (#""version":1}"#, #""version":1,"by":"110001"}"#),
        (#""version":1}"#, #""version":1} "#),
        (#""version":1}"#, #""version":1}{}"#),
        (#""cut":true"#, #""cut":True"#),
        (#""tag":"T17""#, #""tag":"\u005417""#),
        (#""tag":"T17""#, #""tag":"T\/17""#),
        (#""tag":"T17""#, "\"tag\":\"T\u{7}17\""),
        (#""tag":"T17""#, #""tag":"T\u000a17""#),
    ])
    func anotherSpellingIsRefused(part: String, other: String) {
        let fault = fault(replacing: part, by: other)

        #expect(isSpelling(fault), "\(String(describing: fault))")
    }

    @Test(arguments: [
        (#""tag":"T17""#, #""tag":"T 17""#, WireFault.fieldWrong("event.tag")),
        (#""tag":"T17""#, #""tag":17"#, .fieldWrong("event.tag")),
        (#""cut":true"#, #""cut":1"#, .fieldWrong("event.cut")),
        (#""cut":true,"#, "", .fieldMissing("event.cut")),
        (#""cut":true"#, #""cut":true,"name":"x""#, .fieldUnknown("event.name")),
        (#""id":"000000000000000000000000000000c1"}"#, #""id":"0c1"}"#, .fieldWrong("contents.1.id")),
        ("tag.tamper", "tag.lost", .kindUnknown("tag.lost")),
        (#""version":1"#, #""version":2"#, .versionUnknown(kind: "tag.tamper", version: 2)),
        (#""by":"110001","#, #""by":"110001","colour":"red","#, .fieldUnknown("colour")),
        (#""by":"110001","#, #""by":{},"#, .fieldWrong("by")),
        ("ffffffff", "fffffff", .fieldWrong("contents.1.commitment")),
        ("ffffffff", "FFFFFFFF", .fieldWrong("contents.1.commitment")),
    ])
    func aFaultNamesTheField(part: String, other: String, expected: WireFault) {
        #expect(fault(replacing: part, by: other) == expected)
    }

    @Test func aNameThatNobodyDefinedIsNamed() {
        let text = String(
            decoding: Leaf.sample(.stay(.tagForgone(.sample, .injured, at: .sample, by: .chen))).bytes(),
            as: UTF8.self
        )

        #expect(
            fault(of: Array(text.replacing("injured", with: "bored").utf8))
                == .nameUnknown("event.reason", name: "bored")
        )
    }

    @Test func nestingIsLimited() {
        #expect(fault(of: Array(repeating: UInt8(ascii: "["), count: 60_000)) == .tooDeep(at: 16))
    }

    @Test func aLeafIsNoLongerThanAnEntryMayBe() {
        #expect(fault(of: [UInt8](repeating: UInt8(ascii: " "), count: 65_536)) == .tooLong(65_536))
        #expect(fault(of: [UInt8](repeating: UInt8(ascii: " "), count: 65_535)) == .malformed(at: 0))
    }

    @Test func everyByteOfATextComesBack() throws {
        let boot = String(decoding: (0..<0x80).map { UInt8($0) }, as: UTF8.self) + "é中e\u{301}😀"
        let leaf = Leaf.sample(.device(.booted(Code(checked: "G1"), boot: boot, at: .sample)))

        let decoded = try Leaf.decode(leaf.bytes())

        guard case .device(.booted(_, let read, _)) = decoded.event else {
            Issue.record("another event")
            return
        }
        #expect(Array(read.utf8) == Array(boot.utf8))
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 9_007_199_254_740_993, .max])
    func everyMomentComesBack(microseconds: Int64) throws {
        let leaf = Leaf.sample(.tag(.handedBack(.wrist, at: Instant(microseconds: microseconds))))

        #expect(try Leaf.decode(leaf.bytes()) == leaf)
    }

    @Test func textThatIsNotUTF8IsRefused() throws {
        var bytes = Self.good.bytes()
        let place = try #require(bytes.firstRange(of: Array("T17".utf8))).lowerBound
        bytes[place] = 0xC0

        #expect(fault(of: bytes) == .notUTF8(at: place))
    }
}
