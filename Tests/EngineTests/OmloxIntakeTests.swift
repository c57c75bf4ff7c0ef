import DeviceFormats
import Domain
import Store
import Testing

@testable import Engine

struct OmloxIntakeTests {
    private let hub = Code<Kind.Device>(checked: "hub")
    private let key = Code<IncomingFrame.Key>(checked: "k-1")
    private let body = Array(
        """
        [{"provider_id":"T101","position":{"type":"Point","coordinates":[5,5]}},
         {"provider_id":"T999","position":{"type":"Point","coordinates":[5,5]}}]
        """.utf8
    )

    @Test func locationsAreTakenLikeEverythingElseAndKnownAgainAfterACrash() async throws {
        let fixture = try EngineFixture()
        let first: IntakeReply
        do {
            let engine = try await fixture.start()
            _ = try await engine.store.addDevice(hub, baseStations: [], brokerHash: { $0 })
            try await engine.reloadDevices()
            first = try await engine.receive(body, as: .omlox, from: hub, key: key)
            #expect(first.refusal == nil)
            #expect(
                String(decoding: first.answer, as: UTF8.self)
                    == #"{"accepted":1,"refused":[{"index":1,"reason":"line.unknown-tag"}]}"#
            )
        }
        let again = try await fixture.start()
        #expect(try await again.receive(body, as: .omlox, from: hub, key: key) == first)
        #expect(await again.intakeCounts()[hub]?.acceptedLines == 1)
    }

    @Test func whatCannotBeReadIsCountedForItsDevice() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        _ = try await engine.store.addDevice(hub, baseStations: [], brokerHash: { $0 })
        try await engine.reloadDevices()
        let reply = try await engine.receive(Array("{".utf8), as: .omlox, from: hub, key: nil)
        await engine.refuse(.tooLarge, from: hub)

        #expect(reply.refusal == .badJSON)
        #expect(await engine.intakeCounts()[hub]?.refused == ["body.bad-json": 1, "body.too-large": 1])
    }

    @Test(arguments: [MessageFormat.observations, .omlox], [nil, Code<IncomingFrame.Key>(checked: "k-1")])
    func aStoredMessageIsReadBackAsItWas(_ format: MessageFormat, _ key: Code<IncomingFrame.Key>?) throws {
        let received = Instant(microseconds: 1_772_391_600_000_000)
        let header = StoredFrame.header(
            of: .init(body: body, device: hub, key: key, format: format),
            received: received
        )
        let stored = try #require(StoredFrame(header + body))

        #expect(stored.device == hub)
        #expect(stored.received == received)
        #expect(stored.key == key)
        #expect(stored.format == format)
        #expect(stored.body == body)
    }
}
