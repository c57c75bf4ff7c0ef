import Clients
import DeviceFormats
import Domain
import Premises
import Testing
import Tracking

struct RecordedFramesTests {
    private static let recorded = Instant(seconds: 1_627_997_409)
    private static let now = Instant(seconds: 1_772_409_600)

    private func line(_ station: String?, _ milliseconds: Int64, _ dBm: Double = -60) -> Observation {
        Observation(
            at: Self.recorded + .milliseconds(milliseconds),
            tag: Code(checked: "T1"),
            baseStation: station.map { Code(checked: $0) },
            reading: .rssi(dBm: dBm, receiver: 1)
        )
    }

    private func frames(_ lines: [Observation]) -> [Frame] {
        Array(RecordedFrames(lines, startingAt: Self.now, boot: Code(checked: "b")))
    }

    @Test func theFirstLineIsNowAndTheDistancesStay() {
        let frames = frames([line("S1", 0), line("S1", 400), line("S1", 1_700)])
        let times = frames.flatMap(\.lines).map { $0.at - Self.now }
        #expect(times == [.zero, .milliseconds(400), .milliseconds(1_700)])
    }

    @Test func eachBaseStationSendsOneFrameASecondAndCounts() {
        let frames = frames([line("S1", 0), line("S2", 10), line("S1", 900), line("S1", 1_000), line("S2", 5_000)])
        #expect(
            frames.map { "\($0.identity.device) \($0.identity.number) \($0.lines.count)" } == [
                "S1 1 2", "S2 1 1", "S1 2 1", "S2 2 1",
            ]
        )
    }

    @Test func noFrameIsSentBeforeItsLastLine() {
        let frames = frames([line("S1", 0), line("S1", 999), line("S1", 2_500)])
        #expect(frames.allSatisfy { frame in frame.lines.allSatisfy { $0.at <= frame.sent } })
    }

    @Test func aLineThatNoBaseStationHeardIsLeftOut() {
        let frames = frames([line(nil, 0), line("S1", 300)])
        #expect(frames.count == 1)
        #expect(frames.first?.lines.first?.at == Self.now)
        #expect(Array(RecordedFrames([], startingAt: Self.now, boot: Code(checked: "b"))).isEmpty)
    }
}
