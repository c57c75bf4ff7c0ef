internal import ArgumentParser
internal import CentreFiles
internal import DeviceFormats
internal import Domain
internal import Foundation
internal import Premises
internal import Simulation

/// The walk of an installer through a simulated centre, for `calibrate`: a demonstration needs a map too.
struct Walk: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Walk through a simulated centre with one tag; what was heard, and where it was, for calibrate."
    )

    @Option(help: "The floor plan (GeoJSON).") var plan: String
    @Option(help: "Metres between the places where the walker stops.") var metres = 1.0
    @Option(help: "Seconds at each place, turning about.") var seconds = 8
    @Option(help: "The same seed gives the same walk.") var seed: UInt64 = 1
    @Option(help: "The observation lines to write.") var observations: String
    @Option(help: "The true way to write, at,x,y,room.") var truth: String

    /// When the walk begins; any time does.
    private static let start = Instant(seconds: 1_772_323_200)

    func validate() throws {
        guard metres >= 0.25, (1...600).contains(seconds) else {
            throw ValidationError("stops are at least 0.25 m apart and last 1 to 600 s")
        }
    }

    func run() throws {
        let floor = try CentreFiles.loadPlan(plan)
        let walk = CalibrationWalk(plan: floor, seed: seed, start: Self.start, metres: metres, seconds: seconds)
        var lines: [UInt8] = []
        for observation in walk.observations {
            FrameEncoder.append(observation, to: &lines)
            lines.append(UInt8(ascii: "\n"))
        }
        try Data(lines).write(to: URL(filePath: observations), options: .atomic)
        let rows = walk.truth.map { "\($0.at.rfc3339),\($0.place.x),\($0.place.y),\($0.room?.text ?? "outside")" }
        let table = (["at,x,y,room"] + rows).joined(separator: "\n") + "\n"
        try Data(table.utf8).write(to: URL(filePath: truth), options: .atomic)
        print("\(walk.truth.count) seconds, \(walk.observations.count) lines")
    }
}
