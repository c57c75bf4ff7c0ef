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

/// Builds the history of a demonstration centre in this process; `serve --clock` goes on from its end.
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Build eight hours of history of a demonstration centre.",
        discussion: """
            Leaves an existing data folder alone. Afterwards `ringfence serve --clock UNTIL@1` opens the folder, and \
            the simulation goes on where the file of --handover says.
            """
    )

    @Option(help: "The folder with centre.yaml, plan.geojson and policy/.") var centre: String
    @Option(help: "The data folder to make.") var data: String
    @Option(help: "The key folder to make.") var keys: String
    @Option(help: "Where to write how the simulation goes on.") var handover: String
    @Option(help: "The seed; everything follows from it.") var seed: UInt64 = 1
    @Option(help: "When the history ends.") var until = "2026-03-02T03:06:00+08:00"

    func run() async throws {
        guard let liveStart = Instant(rfc3339: until) else { throw ValidationError("--until is an RFC 3339 time") }
        let files = FileManager.default
        guard !files.fileExists(atPath: data) else { throw ValidationError("\(data) is there already") }
        let description = try CentreFiles.load(centre)
        let shift = Simulation.Configuration.demonstration(
            liveStart: liveStart,
            seed: seed,
            staff: description.staff,
            policy: description.policyBook.version(inForceAt: liveStart)
        )
        // Half a history is none: it gets its name when it is whole and durable.
        let unfinished = URL(filePath: data + ".unfinished")
        try? files.removeItem(at: unfinished)
        try await build(shift, in: unfinished)
        try files.moveItem(at: unfinished, to: URL(filePath: data))
    }

    private func build(_ shift: Simulation.Configuration, in folder: URL) async throws {
        var rehearsal = try await Rehearsal.begin(
            .init(centre: URL(filePath: centre), data: folder, keys: URL(filePath: keys)),
            shift,
            durability: .atTheEnd
        )
        let seconds = Simulation.Configuration.historySeconds
        for second in 1...seconds {
            try await rehearsal.second()
            try await rehearsal.answerAlarms()
            if second.isMultiple(of: seconds / 20) { show(100 * second / seconds) }
        }
        try await rehearsal.end()
        try Handover(rehearsal).write(to: URL(filePath: handover))
        let present = rehearsal.inArea
        print("history: \(seconds / 3_600) h, \(rehearsal.stays.count) people came, \(present) are in the area")
    }

    private func show(_ perCent: Int) {
        FileHandle.standardError.write(Data("history: \(perCent) %\n".utf8))
    }
}
