import Domain
import Foundation
import Testing
import Tracking

struct MarkTests {
    private static let places: [Place] = [
        .room(Code(checked: "holding-men")), .room(Code(checked: "讯问室一")), .outside, .notDetermined, .noSignal,
    ]

    @Test(arguments: places) func whatIsSavedOfATagIsReadBack(place: Place) throws {
        let mark = TagTracks.Mark(upTo: Instant(microseconds: 1_772_409_600_250_000), place: place)

        let saved = try JSONEncoder().encode(mark)

        #expect(try JSONDecoder().decode(TagTracks.Mark.self, from: saved) == mark)
    }

    @Test(arguments: ["", "1772409600000000", "soon outside", "1 room", "1 outside A", "1 cellar"])
    func whatIsNoMarkIsRefused(text: String) throws {
        let saved = try JSONEncoder().encode(text)

        #expect(throws: DecodingError.self) { try JSONDecoder().decode(TagTracks.Mark.self, from: saved) }
    }
}
