internal import ArgumentParser
internal import CentreFiles
internal import Domain
internal import Foundation
internal import Policy
internal import Premises
internal import Rehearsal
internal import Simulation
internal import Store
internal import Tracking

/// Lives a simulated shift through the real centre in this process, as fast as it can, and judges what came of it.
struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Live a simulated shift in this process and hold the alarms against the truth.",
        discussion: "Exit code 1 when the shift falls short of what docs/design/0005-simulation.md asks."
    )

    @Option(help: "The folder with centre.yaml, plan.geojson and policy/.") var centre: String
    @Option(help: "A new folder for data, keys and truth.") var output: String
    @Option(help: "The seed; everything follows from it.") var seed: UInt64 = 1
    @Option(help: "Hours of the shift.") var hours = 8
    @Option(help: "People who come.") var people = 40
    @Option(help: "When the shift begins.") var start = "2026-03-01T12:00:00Z"
    @Flag(help: "Tell the centre every place instead of what base stations hear, to try rules without the tracker.")
    var positions = false
    @Flag(help: "Write truth.csv too: where everybody was in each second.") var everySecond = false

    func run() async throws {
        guard let begin = Instant(rfc3339: start) else { throw ValidationError("--start is an RFC 3339 time") }
        let root = URL(filePath: output)
        let description = try CentreFiles.load(centre)
        var shift = Simulation.Configuration(start: begin)
        shift.seed = seed
        shift.hours = hours
        shift.people = people
        shift.staff = description.staff.isEmpty ? shift.staff : description.staff
        shift.policy = description.policyBook.version(inForceAt: begin)
        if let policy = shift.policy { shift.limits = BreachLimits(policy) }
        let began = ContinuousClock.now
        var rehearsal = try await Rehearsal.begin(
            .init(
                centre: URL(filePath: centre),
                data: root.appending(path: "data"),
                keys: root.appending(path: "keys")
            ),
            shift,
            evidence: positions ? .positions : .radio,
            durability: .atTheEnd
        )
        let truth = try TruthFiles(in: root, everySecond: everySecond)
        let report = try await rehearsal.day { try truth.write($0.truth) }
        try truth.end(rehearsal.planted)
        let seconds = (ContinuousClock.now - began).inSeconds
        print(report.line(seed: seed, seconds: seconds))
        for line in report.details { print(line) }
        if !report.faults.isEmpty { throw ExitCode.failure }
    }
}

extension DayReport {
    func line(seed: UInt64, seconds: Double) -> String {
        let followed = planted - missing.count
        let speed = Int(hours * 3_600 / max(seconds, 1e-9))
        return "seed \(seed): planted \(followed)/\(planted), outside may \(outside.count), "
            + "unplanted \(unplanted.count) (\(Self.tenths(unplantedPerHour))/h), "
            + "right \(Self.tenths(rightPerCent)) %, "
            + "not determined \(Self.tenths(notDeterminedPerCent)) %, "
            + "strongest \(Self.tenths(strongestPerCent)) %, "
            + "records \(records), root \(root.prefix(12)), \(Self.tenths(seconds)) s (\(speed)x)"
    }

    /// What fell short, a line each.
    var details: [String] {
        missing.map { "  missing \($0.rules.map(\.rawValue).joined(separator: " ")) after \($0.breach.json)" }
            + outside.map { "  outside may: \(Self.words($0))" }
            + unplanted.map { "  unplanted: \(Self.words($0))" }
            + refusals.map { "  refused: \($0.at.rfc3339) \($0.command) \($0.reason)" }
            + (faults.isEmpty ? [] : mistakes.map { "  mistaken: \($0.what), \($0.seconds) s" })
            + faults.map { "  fault: \($0)" }
    }

    private static func words(_ stranger: Stranger) -> String {
        "\(stranger.at.rfc3339) \(stranger.rule) \(stranger.subject) in \(stranger.room), "
            + "began \(stranger.began.rfc3339)"
    }

    private static func tenths(_ value: Double) -> String {
        let whole = Int((value * 10).rounded())
        return "\(whole / 10).\(whole % 10)"
    }
}
