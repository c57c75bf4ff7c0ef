import DeviceFormats
import Domain
import Premises
import Testing
import Tracking

struct FrameDecoderTests {
    private static let line = #"{"kind":"button","tag":"T1","at":"2021-08-03T13:30:09.227Z"}"#
    private static let members = #""device":"D1","boot":"b7","frame":812,"sent":"2021-08-03T13:30:10Z""#

    private func decode(_ text: String) -> Result<IncomingFrame, BodyRefusal> {
        FrameDecoder.decode(Array(text.utf8))
    }

    private func refusal(_ text: String) -> BodyRefusal? {
        switch decode(text) {
        case .success: nil
        case .failure(let refusal): refusal
        }
    }

    @Test(arguments: [
        #"{\#(members),"late":false,"lines":[\#(line),{"kind":"sonar"},7]}"#,
        #" { "lines" : [ \#(line) , {"kind":"sonar"} , 7 ] , "vendor":{} , \#(members) } "#,
    ])
    func aFrameIsReadInAnyOrder(text: String) throws {
        let frame = try decode(text).get()

        #expect(frame.identity?.device.text == "D1")
        #expect(frame.identity?.boot.text == "b7")
        #expect(frame.identity?.number == 812)
        #expect(frame.sent == Instant(seconds: 1_627_997_410))
        #expect(!frame.isLate)
        #expect(frame.isUrgent)
        #expect(frame.lines.count == 3)
        #expect(frame.lines.dropFirst() == [.failure(.unknownKind), .failure(.notAnObject)])
    }

    @Test(arguments: [
        (line, 1),
        ("[]", 0),
        ("[\(line),\(line)]", 2),
        ("\(line)\n\(line)\r\n\n\(line)\n", 3),
        ("{\n\"kind\":\n\"button\"}", 1),
        ("\"asd\"", 1),
        ("{}", 1),
    ])
    func bareLinesAreAFrameWithoutNumber(text: String, count: Int) throws {
        let frame = try decode(text).get()

        #expect(frame.identity == nil)
        #expect(frame.lines.count == count)
    }

    @Test func aBrokenLineOfNDJSONLeavesTheOthers() throws {
        let frame = try decode("\(Self.line)\n{\"kind\":\n\(Self.line)").get()

        #expect(frame.lines.count == 3)
        #expect(frame.lines[1] == .failure(.badJSON))
        #expect(frame.lines[0] == frame.lines[2])
    }

    @Test(arguments: [
        ("", BodyRefusal.empty),
        (" \n", .empty),
        ("[1,]", .badJSON),
        ("[\(line)", .badJSON),
        ("nul", .badJSON),
        (#"{\#(members),"lines":[}"#, .badJSON),
        (#"{\#(members)}"#, .missingMember(.lines)),
        (#"{"boot":"b","frame":1,"lines":[]}"#, .missingMember(.device)),
        (#"{"device":"D1","frame":1,"lines":[]}"#, .missingMember(.boot)),
        (#"{"device":"D1","boot":"b","lines":[]}"#, .missingMember(.frame)),
        (#"{"device":"D1","boot":"b","frame":-1,"lines":[]}"#, .badMember(.frame)),
        (#"{"device":"D 1","boot":"b","frame":1,"lines":[]}"#, .badMember(.device)),
        (#"{\#(members),"late":"no","lines":[]}"#, .badMember(.late)),
        (#"{\#(members),"lines":{}}"#, .badMember(.lines)),
        (#"{\#(members),"lines":[],"lines":[]}"#, .duplicateMember(.lines)),
    ])
    func aBadBodyIsRefusedAsAWhole(text: String, reason: BodyRefusal) {
        #expect(refusal(text) == reason)
    }

    @Test func sizeNestingAndCountHaveLimits() {
        let deep = String(repeating: "[", count: 100_000)
        let many = "[" + String(repeating: "{},", count: FrameDecoder.mostLines) + "{}]"
        let lines = String(repeating: "{}\n", count: FrameDecoder.mostLines + 1)

        #expect(refusal(deep) == .tooDeep)
        #expect(refusal(#"{"a":"# + deep) == .tooDeep)
        #expect(refusal(many) == .tooManyLines)
        #expect(refusal(lines) == .tooManyLines)
        #expect(refusal(String(repeating: " ", count: FrameDecoder.largestBody + 1)) == .tooLarge)
    }

    @Test func whatIsWrittenIsReadBackEqual() throws {
        let at = Instant(microseconds: 1_627_997_409_227_000)
        let readings: [Observation.Reading] = [
            .rssi(dBm: -71, receiver: 1), .range(metres: 4.2), .timeOfArrival(seconds: 15.288832864162298),
            .position(Point(1.5, 0.1), accuracy: 0.3), .heartbeat, .button, .tamper, .battery(percent: 7), .card,
            .door(open: true), .epc, .climate(celsius: -3.5, humidity: 40),
        ]
        let lines = readings.map {
            Observation(at: at, tag: Code("T1"), baseStation: Code("S1"), reading: $0, blink: 5)
        }
        let identity = FrameIdentity(device: Code(checked: "D1"), boot: Code(checked: "b"), number: 3)
        let frame = Frame(identity: identity, sent: at, isLate: true, lines: lines)

        let read = try FrameDecoder.decode(FrameEncoder.encode(frame)).get()

        #expect(read.lines == lines.map(Result.success))
        #expect(read.identity == identity)
        #expect(read.sent == at)
        #expect(read.isLate)
        #expect(read.unknownFields == 0)
    }
}
