public import DeviceFormats
public import Devices
internal import Domain
internal import Foundation
internal import Tracking

/// One base station at the broker: it keeps each frame until the server has answered it, and sends it again.
public actor BaseStationClient {
    /// What came of its frames.
    public struct Tally: Hashable, Sendable, Codable {
        public var kept = 0
        public var answered = 0
        /// Frames that were too many to keep while nobody answered.
        public var lost = 0
        /// Refused lines, and frames, by the server's reason.
        public var refusedLines: [String: Int] = [:]
        public var refusedFrames: [String: Int] = [:]

        public init() {}

        public static func + (left: Tally, right: Tally) -> Tally {
            var sum = left
            sum.kept += right.kept
            sum.answered += right.answered
            sum.lost += right.lost
            sum.refusedLines.merge(right.refusedLines, uniquingKeysWith: +)
            sum.refusedFrames.merge(right.refusedFrames, uniquingKeysWith: +)
            return sum
        }
    }

    private struct Kept {
        /// When and over which connection it was sent last.
        struct Sending {
            let at: ContinuousClock.Instant
            let connection: Int
        }

        let frame: Frame
        var sent: Sending?
    }

    private struct Answer: Decodable {
        struct Line: Decodable { let reason: String }

        let boot: String?
        let frame: Int?
        let refused: [Line]?
        let error: String?
    }

    /// Ten minutes at a frame a second.
    private static let mostKept = 600
    /// A frame that nobody answered is sent again after so long, and at once over a new connection: a broker that
    /// was started again has forgotten it. Less patience would only lengthen the queue of a server that is behind.
    private static let patience = Duration.seconds(20)
    /// The server takes live lines up to 30 s old; older ones are said to be late.
    private static let late = Duration.seconds(25)
    /// A server that came back may have a clock that stands earlier than the frame.
    private static let ahead = Duration.seconds(1)

    public nonisolated let device: String
    private let client: MQTTClient
    private let topic: String
    private let clock: ServerClock
    private let answers: AsyncStream<[UInt8]>
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private var kept: [Kept] = []
    private var counts = Tally()

    public init(
        _ credentials: BrokerCredentials,
        at address: BrokerAddress,
        centre: String,
        clock: ServerClock
    ) throws {
        device = credentials.name
        self.clock = clock
        let topics = BrokerTopics(centre: centre)
        topic = topics.observations(of: credentials.name)
        // A flood of answers would be a fault of the server; frames without one are sent again.
        let (answers, heard) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(1_000))
        self.answers = answers
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        client = try MQTTClient(
            address,
            clientID: credentials.name,
            credentials: credentials,
            subscriptions: [topics.answers(to: credentials.name)],
            received: { _, payload in heard.yield(payload) }
        )
    }

    /// Takes a frame to be sent as soon as the broker is there; never waits.
    public func keep(_ frame: Frame) {
        counts.kept += 1
        kept.append(Kept(frame: frame, sent: nil))
        if kept.count > Self.mostKept {
            kept.removeFirst()
            counts.lost += 1
        }
        signal.yield()
    }

    /// Looks at what is due to be sent again; called about once a second.
    public nonisolated func tick() { signal.yield() }

    public var tally: Tally { counts }

    /// Frames that were not answered yet.
    public var waiting: Int { kept.count }

    /// Returns once the broker has let the base station in.
    public func connected() async throws { try await client.connected() }

    /// Keeps the connection up until cancelled.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.client.run() }
            group.addTask { for await payload in self.answers { await self.take(payload) } }
            group.addTask { for await _ in self.signals { await self.sendDue() } }
        }
    }

    private func isDue(_ one: Kept, _ now: ContinuousClock.Instant, _ site: Instant, _ connection: Int) -> Bool {
        guard one.frame.sent <= site + Self.ahead else { return false }
        return one.sent.map { now - $0.at > Self.patience || $0.connection != connection } ?? true
    }

    private func nextDue() -> Int? {
        let (now, site, connection) = (ContinuousClock.now, clock.now, client.connections)
        return kept.firstIndex { isDue($0, now, site, connection) }
    }

    private func sendDue() async {
        while let index = nextDue() {
            kept[index].sent = Kept.Sending(at: .now, connection: client.connections)
            var frame = kept[index].frame
            let oldest = frame.lines.map(\.at).min() ?? frame.sent
            frame.isLate = frame.isLate || oldest < clock.now - Self.late
            do {
                try await client.publish(FrameEncoder.encode(frame), to: topic)
            } catch {
                // The broker is away: the next tick tries again.
                if let again = kept.firstIndex(where: { $0.frame.identity == frame.identity }) {
                    kept[again].sent = nil
                }
                return
            }
        }
    }

    private func take(_ payload: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(payload)) else {
            counts.refusedFrames["unreadable answer", default: 0] += 1
            return
        }
        // Too fast is no answer: the frame is kept and sent again when its patience is over.
        guard answer.error != BodyRefusal.tooFast.code else {
            counts.refusedFrames[BodyRefusal.tooFast.code, default: 0] += 1
            return
        }
        if let error = answer.error { counts.refusedFrames[error, default: 0] += 1 }
        for line in answer.refused ?? [] { counts.refusedLines[line.reason, default: 0] += 1 }
        let before = kept.count
        kept.removeAll { $0.frame.identity.number == answer.frame && $0.frame.identity.boot.text == answer.boot }
        counts.answered += before - kept.count
    }
}
