import Domain
import Foundation
import Testing

struct RFC3339Tests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-03-02T08:00:00+08:00", 1_772_409_600_000_000),
        ("2026-03-02T00:00:00Z", 1_772_409_600_000_000),
        ("2026-03-01T18:30:00-05:30", 1_772_409_600_000_000),
        ("2026-03-02t00:00:00z", 1_772_409_600_000_000),
        ("2026-03-02 00:00:00Z", 1_772_409_600_000_000),
        ("2026-03-02T00:00:00.25Z", 1_772_409_600_250_000),
        ("2026-03-02T00:00:00.123456789Z", 1_772_409_600_123_456),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
        ("2000-02-29T00:00:00Z", 951_782_400_000_000),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000),
    ])
    func aTimeWithAnOffsetNamesOneMoment(_ text: String, _ microseconds: Int64) {
        #expect(Instant(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "0000-01-01T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
    ])
    func aDateOrTimeThatDoesNotExistIsRefused(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [
        "", "Z", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00ZZ", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00.5", "2026-01-01T00:00:00+0800",
        "2026-01-01T00:00:00+08", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+08:60",
        "2026-01-01T00:00:00+08:00Z", "2026/01/01T00:00:00Z", "2026-01-01X00:00:00Z", "+026-01-01T00:00:00Z",
        "2026-01-01T00:00:0 Z", "２０26-01-01T00:00:00Z", " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z ",
    ])
    func anythingButAWholeTimeIsRefused(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func aTimeIsWrittenInUTCWithMilliseconds() {
        #expect(Instant(microseconds: 1_772_391_970_250_999).rfc3339 == "2026-03-01T19:06:10.250Z")
        #expect(Instant(microseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
    }

    @Test func tenThousandRandomTimesReadAsFoundationReadsThem() throws {
        var random = SeededGenerator(seed: 2)
        let style = Date.ISO8601FormatStyle()

        for _ in 0..<10_000 {
            let moment = Instant(seconds: Int64.random(in: -2_208_988_800...4_102_444_800, using: &random))
            let offset = Int.random(in: -14 * 60...14 * 60, using: &random)
            let text = wallText(moment, offsetMinutes: offset)
            let theirs = try style.parse(text)
            #expect(Instant(rfc3339: text) == moment, "\(text)")
            #expect(Int64(theirs.timeIntervalSince1970) * 1_000_000 == moment.microseconds, "\(text)")
            #expect(Instant(rfc3339: moment.rfc3339) == moment)
        }
    }

    @Test func noMutilatedTimeCrashesTheReader() throws {
        var random = SeededGenerator(seed: 3)
        let whole = Array("2026-03-02T08:00:00.250+08:00".utf8)
        var read = 0

        for _ in 0..<10_000 {
            var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            if !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let moment = bytes.withUnsafeBytes { Instant.parse($0) }
            read += moment == nil ? 0 : 1
        }

        #expect((1..<10_000).contains(read))
    }

    private func wallText(_ moment: Instant, offsetMinutes: Int) -> String {
        let wall = CivilTime(moment, offset: offsetMinutes * 60)
        let size = abs(offsetMinutes)
        let zone = [size / 60, size % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
        return "\(wall.date)T\(wall.time)\(offsetMinutes < 0 ? "-" : "+")\(zone)"
    }
}
