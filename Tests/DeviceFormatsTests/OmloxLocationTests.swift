import DeviceFormats
import Domain
import Premises
import Testing
import Tracking
import ringfence_fuzz

struct OmloxLocationTests {
    private static let now = Instant(seconds: 1_800_000_000)

    private func decode(_ text: String) -> Result<[Result<Observation, LineRefusal>], BodyRefusal> {
        OmloxLocation.decode(Array(text.utf8), receivedAt: Self.now)
    }

    @Test func aLocationBecomesAPosition() throws {
        let locations = try OmloxLocation.decode(Corpus.location, receivedAt: Self.now).get()

        let expected = Observation(
            at: Instant(microseconds: 1_627_997_409_227_000),
            tag: Code("ac-23-3f-11"),
            baseStation: nil,
            reading: .position(Point(5.7, 13.2), accuracy: 0.3)
        )
        #expect(locations == [.success(expected)])
    }

    @Test func aLocationWithoutTimeIsOfItsReceipt() throws {
        let text = #"[{"provider_id":"T1","position":{"coordinates":[1,2],"type":"Point"}}]"#

        let observation = try #require(try decode(text).get().first).get()

        #expect(observation.at == Self.now)
        #expect(observation.reading == .position(Point(1, 2), accuracy: 1))
    }

    @Test(arguments: [
        ("{}", LineRefusal.missingField(.tag)),
        ("7", .notAnObject),
        (#"{"provider_id":"a b"}"#, .badField(.tag)),
        (#"{"provider_id":"T1"}"#, .missingField(.x)),
        (#"{"provider_id":"T1","crs":"EPSG:4326","position":{"type":"Point","coordinates":[1,2]}}"#, .badField(.x)),
        (#"{"provider_id":"T1","position":{"type":"Polygon","coordinates":[1,2]}}"#, .missingField(.x)),
        (#"{"provider_id":"T1","position":{"type":"Point","coordinates":[1]}}"#, .missingField(.x)),
        (#"{"provider_id":"T1","position":{"type":"Point","coordinates":["1",2]}}"#, .missingField(.x)),
        (#"{"provider_id":"T1","position":{"type":"Point","coordinates":[1,1e9]}}"#, .badField(.y)),
        (
            #"{"provider_id":"T1","timestamp_generated":"now","position":{"type":"Point","coordinates":[1,2]}}"#,
            .badField(.at)
        ),
    ])
    func aBadLocationIsRefusedWithItsReason(text: String, reason: LineRefusal) throws {
        #expect(try decode(text).get() == [.failure(reason)])
    }

    @Test func textThatIsNotJSONIsRefusedAsAWhole() {
        #expect(decode("[{}") == .failure(.badJSON))
        #expect(decode("") == .failure(.empty))
        #expect(decode(String(repeating: "[", count: 100_000)) == .failure(.tooDeep))
    }
}
