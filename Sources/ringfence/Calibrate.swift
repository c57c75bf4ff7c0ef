internal import ArgumentParser
internal import CentreFiles
internal import Foundation
internal import Tracking

/// Learns the radio of a building from walks whose way is known.
struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Learn the radio of a building from calibration walks.")

    @Option(help: "The floor plan (GeoJSON).") var plan: String
    @Option(help: "Observation lines of a walk, plain or .gz; once a walk.") var observations: [String]
    @Option(help: "The true way of the same walk, at,x,y,room; once a walk.") var truth: [String]
    @Option(help: "The map to write.") var output: String

    func validate() throws {
        guard !observations.isEmpty, observations.count == truth.count else {
            throw ValidationError("write one --truth for each --observations")
        }
    }

    func run() throws {
        let floor = try CentreFiles.loadPlan(plan)
        let walks = try zip(observations, truth).map { lines, way in
            let heard = try Recording.observations(lines)
            Recording.report(refused: heard.refused, of: lines)
            return RadioMap.Walk(observations: heard.lines, truth: try Recording.truth(way))
        }
        let map = RadioMap.calibrate(plan: floor, walks: walks)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(map).write(to: URL(filePath: output), options: .atomic)
        let means = map.ears.reduce(0) { $0 + $1.heard.count }
        print("\(map.squares.count) squares, \(means) means of \(map.ears.count) base stations")
    }
}
