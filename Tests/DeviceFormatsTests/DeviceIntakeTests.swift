import DeviceFormats
import Domain
import Foundation
import Premises
import Testing
import Tracking

/// One device `D1` that may speak for base station `S1`; `S2` belongs to another.
struct DeviceIntakeTests {
    private static let device = Code<Kind.Device>(checked: "D1")
    private static let noon = Instant(seconds: 1_800_000_000)
    private static let registry = IntakeRegistry(
        tags: [Code(checked: "T1")],
        cards: [Code(checked: "C1")],
        baseStations: [Code(checked: "S1"), Code(checked: "S2")],
        devices: [device: .init(baseStations: [Code(checked: "S1")])]
    )

    private func line(
        _ reading: Observation.Reading = .rssi(dBm: -70, receiver: 0),
        tag: String? = "T1",
        at base: String? = "S1",
        age: Duration = .zero
    ) -> Result<Observation, LineRefusal> {
        .success(
            Observation(
                at: Self.noon - age,
                tag: tag.map { Code(checked: $0) },
                baseStation: base.map { Code(checked: $0) },
                reading: reading
            )
        )
    }

    private func frame(
        _ number: Int,
        boot: String = "b1",
        device: String = "D1",
        isLate: Bool = false,
        _ lines: [Result<Observation, LineRefusal>]
    ) -> IncomingFrame {
        let identity = FrameIdentity(device: Code(checked: device), boot: Code(checked: boot), number: number)
        return IncomingFrame(identity: identity, sent: Self.noon, isLate: isLate, lines: lines)
    }

    /// What the device is told; the intake remembers, as the store would.
    private func tell(
        _ intake: inout DeviceIntake,
        _ frame: IncomingFrame,
        at now: Instant = noon
    ) -> String {
        let ruling = intake.take(Self.registry.sort(frame, size: 100, from: intake.device, at: now))
        return String(decoding: ruling.answer, as: UTF8.self)
    }

    @Test func goodLinesAreKeptBesideRefusedOnes() {
        var intake = DeviceIntake(device: Self.device)
        let lines = [
            line(), .failure(.badField(.rssi)), line(tag: "T9"), line(at: "S9"), line(at: "S2"),
            line(age: .seconds(30)), line(age: .seconds(31)), line(age: .seconds(-2)), line(age: .seconds(-3)),
            line(.card, tag: "C1"), line(.card, tag: "C9"), line(.epc, tag: "E1"), line(.button, at: nil),
            line(.position(Point(1, 2), accuracy: 1), at: nil), line(.heartbeat, tag: nil),
        ]

        let answer = tell(&intake, frame(7, lines))

        let reasons: [(Int, String)] = [
            (1, "bad-field(rssi)"), (2, "unknown-tag"), (3, "unknown-base-station"), (4, "not-for-this-device"),
            (6, "too-old"), (8, "in-the-future"), (10, "unknown-tag"), (13, "not-for-this-device"),
        ]
        let refused = reasons.map { "{\"index\":\($0.0),\"reason\":\"line.\($0.1)\"}" }.joined(separator: ",")
        #expect(answer == "{\"boot\":\"b1\",\"frame\":7,\"accepted\":7,\"refused\":[\(refused)]}")
        #expect(intake.counts.acceptedLines == 7)
        #expect(intake.counts.refused["line.unknown-tag"] == 2)
    }

    @Test func lateLinesReachBackADay() {
        var intake = DeviceIntake(device: Self.device)

        let answer = tell(&intake, frame(1, isLate: true, [line(age: .hours(24)), line(age: .hours(25))]))

        #expect(answer.contains("\"accepted\":1,\"refused\":[{\"index\":1,\"reason\":\"line.too-old\"}]"))
    }

    @Test func aFrameSeenBeforeIsAnsweredAgainAfterARestart() throws {
        var intake = DeviceIntake(device: Self.device)
        _ = tell(&intake, frame(5, [line(), line(tag: "T9")]))
        let saved = try JSONEncoder().encode(intake)
        var restarted = try JSONDecoder().decode(DeviceIntake.self, from: saved)
        let first = FrameAnswer(accepted: 1, refused: [.init(index: 1, reason: .unknownTag)])

        let answer = tell(&restarted, frame(5, [line(), line(tag: "T9")]))

        #expect(answer.utf8.elementsEqual(first.encoded(for: frame(5, []).identity)))
        #expect(restarted.counts.repeatedFrames == 1)
        #expect(restarted.counts.acceptedLines == 1)
    }

    @Test func gapsBetweenFramesAreKnownAfterARestart() throws {
        var intake = DeviceIntake(device: Self.device)
        for number in [5, 9, 10, 11, 13, 1_000_000] { _ = tell(&intake, frame(number, [line()])) }
        var restarted = try JSONDecoder().decode(DeviceIntake.self, from: JSONEncoder().encode(intake))
        #expect(restarted == intake)

        for number in [5, 9, 10, 11, 13, 1_000_000] { _ = tell(&restarted, frame(number, [line()])) }
        #expect(restarted.counts.repeatedFrames == 6)
        for number in [4, 6, 8, 12, 14, 999_999] { _ = tell(&restarted, frame(number, [line()])) }

        #expect(restarted.counts.repeatedFrames == 6)
        #expect(restarted.counts.acceptedLines == 12)
    }

    @Test func bareLinesUnderTheSameKeyCountOnceAlsoAfterARestart() throws {
        var intake = DeviceIntake(device: Self.device)
        let bare = IncomingFrame(lines: [line(), line(tag: "T9")]).keyed(Code(checked: "k1"))
        let first = tell(&intake, bare)
        var restarted = try JSONDecoder().decode(DeviceIntake.self, from: JSONEncoder().encode(intake))

        let again = tell(&restarted, bare)
        let other = tell(&restarted, bare.keyed(Code(checked: "k2")))
        _ = tell(&restarted, bare.keyed(nil))

        #expect(first == #"{"accepted":1,"refused":[{"index":1,"reason":"line.unknown-tag"}]}"#)
        #expect(again == first)
        #expect(other == first)
        #expect(restarted.counts.repeatedFrames == 1)
        #expect(restarted.counts.acceptedLines == 3)
    }

    @Test func onlyTheLatestKeysAreRemembered() {
        var intake = DeviceIntake(device: Self.device)
        let bare = IncomingFrame(lines: [line()])
        for key in 0...256 { _ = tell(&intake, bare.keyed(Code(checked: "k\(key)"))) }

        _ = tell(&intake, bare.keyed(Code(checked: "k256")))
        _ = tell(&intake, bare.keyed(Code(checked: "k0")))

        #expect(intake.counts.repeatedFrames == 1)
        #expect(intake.counts.acceptedLines == 258)
    }

    @Test func framesOfAnOldBootAreRefused() {
        var intake = DeviceIntake(device: Self.device)
        _ = tell(&intake, frame(900, boot: "b1", [line()]))
        _ = tell(&intake, frame(1, boot: "b2", [line()]))

        let answer = tell(&intake, frame(901, boot: "b1", [line()]))

        #expect(answer == #"{"boot":"b1","frame":901,"error":"body.old-boot"}"#)
        #expect(intake.boot?.text == "b2")
        #expect(intake.counts.acceptedLines == 2)
    }

    @Test func aFrameOfAnotherDeviceIsRefused() {
        var intake = DeviceIntake(device: Self.device)

        #expect(tell(&intake, frame(1, device: "D2", [line()])).contains("body.wrong-device"))
        #expect(intake.boot == nil)
    }

    @Test func aRevokedDeviceIsRefused() {
        var intake = DeviceIntake(device: Code(checked: "D3"))

        #expect(tell(&intake, frame(1, device: "D3", [line()])).contains("body.unknown-device"))
    }

    @Test func framesOutOfOrderAreEachTakenOnce() {
        var intake = DeviceIntake(device: Self.device)
        var numbers = Array(1...150)
        numbers.shuffle()

        for number in numbers + numbers { _ = tell(&intake, frame(number, [line()])) }

        #expect(intake.counts.acceptedLines == 150)
        #expect(intake.counts.repeatedFrames == 150)
    }

    @Test func aFloodIsHeldToTheRateButAButtonPasses() {
        var intake = DeviceIntake(device: Self.device)
        for number in 1...2_000 { _ = tell(&intake, frame(number, [line()])) }

        #expect(intake.counts.acceptedLines == 400)
        #expect(tell(&intake, frame(3_000, [line(.button)])).contains("\"accepted\":1"))
        #expect(tell(&intake, frame(3_001, [line()])).contains("body.too-fast"))
        #expect(tell(&intake, frame(3_001, [line()]), at: Self.noon + .seconds(1)).contains("\"accepted\":1"))
    }

    @Test func tooManyRestartsInADayAreRefused() {
        var intake = DeviceIntake(device: Self.device)
        for boot in 0...64 { _ = tell(&intake, frame(0, boot: "b\(boot)", [line()])) }

        #expect(tell(&intake, frame(0, boot: "b65", [line()])).contains("body.too-many-boots"))
        let tomorrow = Self.noon + .hours(26)
        #expect(tell(&intake, frame(0, boot: "b65", [line(age: .hours(-26))]), at: tomorrow).contains("accepted\":1"))
    }

    @Test func theClockOffsetOfALiveFrameIsKept() {
        var intake = DeviceIntake(device: Self.device)

        _ = tell(&intake, frame(1, [line()]), at: Self.noon + .milliseconds(3_250))

        #expect(intake.clockOffsetMicroseconds == -3_250_000)
    }
}
