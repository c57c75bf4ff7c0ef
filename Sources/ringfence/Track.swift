public import ArgumentParser
internal import CentreFiles
internal import Foundation
internal import Tracking

/// Tracks recorded observations: one row a second and tag.
struct Track: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Track recorded observation lines, one row a second.")

    @Option(help: "The floor plan (GeoJSON).") var plan: String
    @Option(help: "The map that calibrate wrote; without it the laws of propagation hold.") var map: String?
    @Option(help: "Observation lines in order of receipt, plain or .gz.") var observations: String
    @Option(help: "What counts: rssi, toa or all.") var evidence: EvidenceChoice = .all
    @Option(help: "The table to write.") var output: String
    @Flag(help: "Read the silence of dead base stations too, to show what masking is worth.") var withoutMasking = false

    func run() throws {
        let learned = try map.map { path in
            try JSONDecoder().decode(RadioMap.self, from: Data(contentsOf: URL(filePath: path)))
        }
        let model = RadioModel(plan: try CentreFiles.loadPlan(plan), map: learned)
        let heard = try Recording.observations(observations)
        Recording.report(refused: heard.refused, of: observations)
        let seconds = TagTracks.track(heard.lines, model: model, evidence: evidence, masksSilence: !withoutMasking)
        try Data(Recording.csv(seconds).utf8).write(to: URL(filePath: output), options: .atomic)
    }
}

extension EvidenceChoice: ExpressibleByArgument {}
