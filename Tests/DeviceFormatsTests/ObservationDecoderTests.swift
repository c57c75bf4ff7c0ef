import DeviceFormats
import Domain
import Premises
import Testing
import Tracking

struct ObservationDecoderTests {
    private static let head = #""tag":"T1","station":"S1","at":"2021-08-03T13:30:09.227Z""#
    private static let at = Instant(microseconds: 1_627_997_409_227_000)

    private func decode(_ text: String) -> Result<Observation, LineRefusal> {
        var decoder = ObservationDecoder()
        return decoder.decode(Array(text.utf8))
    }

    @Test func aRealLineIsReadFieldByField() {
        let line = decode(#"{"kind":"rssi",\#(Self.head),"rssi":-71,"receiver":1,"seq":108}"#)

        let expected = Observation(
            at: Self.at,
            tag: Code("T1"),
            baseStation: Code("S1"),
            reading: .rssi(dBm: -71, receiver: 1),
            blink: 108
        )
        #expect(line == .success(expected))
    }

    @Test(arguments: [
        (#""kind":"rssi","rssi":-70.5"#, Observation.Reading.rssi(dBm: -70.5, receiver: 0)),
        (#""kind":"range","metres":4.25"#, .range(metres: 4.25)),
        (#""kind":"toa","seconds":15.288832864162298"#, .timeOfArrival(seconds: 15.288832864162298)),
        (#""kind":"toa","seconds":1.5288832864162298e+1"#, .timeOfArrival(seconds: 15.288832864162298)),
        (#""kind":"position","x":1,"y":-2.5e0"#, .position(Point(1, -2.5), accuracy: 1)),
        (#""kind":"position","x":1,"y":2,"accuracy":0.3"#, .position(Point(1, 2), accuracy: 0.3)),
        (#""kind":"heartbeat""#, .heartbeat),
        (#""kind":"button""#, .button),
        (#""kind":"tamper""#, .tamper),
        (#""kind":"battery","battery":37"#, .battery(percent: 37)),
        (#""kind":"card""#, .card),
        (#""kind":"door","open":true"#, .door(open: true)),
        (#""kind":"door","open":false"#, .door(open: false)),
        (#""kind":"epc""#, .epc),
        (#""kind":"climate","celsius":4.5,"humidity":60"#, .climate(celsius: 4.5, humidity: 60)),
    ])
    func everyKindHasItsReading(fields: String, reading: Observation.Reading) throws {
        let observation = try decode("{\(fields),\(Self.head)}").get()

        #expect(observation.reading == reading)
        #expect(observation.at == Self.at)
    }

    @Test(arguments: [
        ("", LineRefusal.badJSON),
        ("{", .badJSON),
        ("{} {}", .badJSON),
        ("[]", .notAnObject),
        ("null", .notAnObject),
        ("{}", .missingField(.kind)),
        (#"{"kind":7}"#, .badField(.kind)),
        (#"{"kind":"sonar"}"#, .unknownKind),
        (#"{"kind":"rss"}"#, .unknownKind),
        (#"{"kind":"rssi"}"#, .missingField(.at)),
        (#"{"kind":"rssi","at":"2021-02-30T00:00:00Z"}"#, .badField(.at)),
        (#"{"kind":"rssi","at":1627997409}"#, .badField(.at)),
        (#"{"kind":"rssi",\#(Self.head)}"#, .missingField(.rssi)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":"-71"}"#, .badField(.rssi)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":-131}"#, .badField(.rssi)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":1}"#, .badField(.rssi)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":1e999}"#, .badField(.rssi)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":-71,"receiver":0.5}"#, .badField(.receiver)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":-71,"seq":-1}"#, .badField(.seq)),
        (#"{"kind":"rssi",\#(Self.head),"rssi":-71,"rssi":-71}"#, .duplicateField(.rssi)),
        (#"{"kind":"rssi","tag":"a/b","station":"S1","at":"2021-08-03T13:30:09Z","rssi":-7}"#, .badField(.tag)),
        (#"{"kind":"rssi","tag":"","station":"S1","at":"2021-08-03T13:30:09Z","rssi":-7}"#, .badField(.tag)),
        (#"{"kind":"rssi","tag":"T1","at":"2021-08-03T13:30:09Z","rssi":-7}"#, .missingField(.station)),
        (#"{"kind":"button","station":"S1","at":"2021-08-03T13:30:09Z"}"#, .missingField(.tag)),
        (#"{"kind":"button","tag":"T1","station":null,"at":"2021-08-03T13:30:09Z"}"#, .badField(.station)),
        (#"{"kind":"door",\#(Self.head),"open":"yes"}"#, .badField(.open)),
        (#"{"kind":"range",\#(Self.head),"metres":-0.1}"#, .badField(.metres)),
        (#"{"kind":"battery",\#(Self.head),"battery":101}"#, .badField(.battery)),
    ])
    func aBadLineIsRefusedWithItsReason(text: String, reason: LineRefusal) {
        #expect(decode(text) == .failure(reason))
    }

    @Test func unknownFieldsAreIgnoredAndCounted() throws {
        var decoder = ObservationDecoder()
        let text = #"{"vendor":{"a":[1,{"b":null}]},"kind":"button",\#(Self.head),"x2":"\u4e2d","metres":"?"}"#

        let observation = try decoder.decode(Array(text.utf8)).get()

        #expect(observation.reading == .button)
        #expect(decoder.unknownFields == 2)
    }

    /// The marks around a known key are known with it; one in the wrong place must not pass.
    @Test(arguments: [
        #"{"kind":"button"{"tag":"T1","at":"2021-08-03T13:30:09.227Z"}"#,
        #"{,"kind":"button","tag":"T1","at":"2021-08-03T13:30:09.227Z"}"#,
        #","kind":"button","tag":"T1","at":"2021-08-03T13:30:09.227Z"}"#,
        #"{"kind":"button","tag":"T1","at":"2021-08-03T13:30:09.227Z","}"#,
    ])
    func knownKeysStandOnlyWhereTheyMay(text: String) throws {
        var decoder = ObservationDecoder()
        for first in ["kind", "tag", "at"] {
            let rest = [("kind", "button"), ("tag", "T1"), ("at", "2021-08-03T13:30:09.227Z")]
            let fields = rest.filter { $0.0 == first } + rest.filter { $0.0 != first }
            let line = "{" + fields.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",") + "}"
            _ = try decoder.decode(Array(line.utf8)).get()
        }

        #expect(throws: LineRefusal.self) { try decoder.decode(Array(text.utf8)).get() }
    }

    @Test func escapesInKeysAndValuesAreUndone() throws {
        let text =
            #"{"\u006bind":"rss\u0069","tag":"\u7532-\ud840\udc00","#
            + #""station":"S\u0031","at":"2021-08-03T13:30:09.227\u005a","rssi":-7}"#

        let observation = try decode(text).get()

        #expect(observation.tag?.text == "甲-𠀀")
        #expect(observation.baseStation?.text == "S1")
        #expect(observation.at == Self.at)
    }

    @Test func aButtonNeedsNoBaseStation() throws {
        let observation = try decode(#"{"kind":"button","tag":"T1","at":"2021-08-03T13:30:09.227Z"}"#).get()

        #expect(observation.baseStation == nil)
    }

    @Test func linesBeyondTheLimitAreRefused() {
        let padding = String(repeating: "x", count: ObservationDecoder.longestLine)

        #expect(decode(#"{"kind":"heartbeat","note":"\#(padding)"}"#) == .failure(.tooLong))
    }

    @Test func everyCodeOfARefusalReadsBack() {
        #expect(LineRefusal.all.count == 10 + 3 * LineField.allCases.count)
        for refusal in LineRefusal.all { #expect(LineRefusal(code: refusal.code) == refusal) }
    }
}
