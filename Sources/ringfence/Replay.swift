internal import ArgumentParser
internal import Clients
internal import DeviceFormats
internal import Domain
internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Tracking
internal import UnixSignals

/// Plays a recording of real base stations to a running centre through its broker, as if it happened now.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play recorded observation lines through the broker, times shifted so that the first one is now."
    )

    /// Frames that nobody has answered when the recording is over are waited for so long.
    private static let patience = Duration.seconds(10)

    @OptionGroup var client: ClientOptions
    @Option(help: "The code of the centre, as its centre.yaml says; it stands in the broker's topics.") var name: String
    @Option(help: "Observation lines, plain or .gz.") var observations: String
    @Option(help: "Play only so many seconds of the recording.") var seconds: Int?
    @Option(help: "Leave out so many seconds at the beginning of the recording.") var skip = 0
    @Flag(help: "Begin again when the recording is over, until stopped.") var again = false

    func run() async throws {
        let heard = try Recording.observations(observations)
        Recording.report(refused: heard.refused, of: observations)
        let api = try client.api()
        let clock = try await client.clock(api)
        let stations = try client.baseStations(centre: name, clock: clock)
        try await play(chosen(heard.lines), stations, clock, api)
        let summary = Summary(
            frames: await stations.tally(),
            waiting: await stations.waiting(),
            commands: 0,
            refusedCommands: [:]
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        say(String(decoding: try encoder.encode(summary), as: UTF8.self))
    }

    private func chosen(_ lines: [Observation]) -> [Observation] {
        guard let first = lines.map(\.at).min() else { return [] }
        let from = first + .seconds(Int64(skip))
        let until = seconds.map { from + .seconds(Int64($0)) }
        return lines.filter { $0.at >= from && $0.at < until ?? .init(microseconds: .max) }
    }

    private func play(
        _ lines: [Observation],
        _ stations: BaseStations,
        _ clock: ServerClock,
        _ api: APIClient
    ) async throws {
        var logger = Logger(label: "ringfence-replay") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let player = Work {
            repeat {
                try await once(lines, stations, clock)
            } while again && !Task.isCancelled
            let end = ContinuousClock.now + Self.patience
            while await stations.waiting() > 0, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: Work { await stations.run() }),
                    .init(service: Work { await ClientOptions.follow(clock, api) }),
                    .init(service: player, successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
    }

    /// The recording once, each frame when the site clock has come so far.
    private func once(_ lines: [Observation], _ stations: BaseStations, _ clock: ServerClock) async throws {
        let start = clock.now
        let boot = Code<FrameIdentity.Boot>(checked: "replay-\(start.microseconds)")
        let frames = RecordedFrames(lines, startingAt: start, boot: boot)
        // Whoever compares with the recording's truth adds this to its times.
        say("replay delay-ms=\(frames.delay.inMicroseconds / 1_000) from=\(start.rfc3339)")
        for frame in frames {
            while true {
                let wait = clock.wait(until: frame.sent)
                if wait == .zero { break }
                try await Task.sleep(for: wait)
            }
            await stations.keep(frame)
        }
    }

    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
