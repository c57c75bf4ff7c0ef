internal import Foundation
internal import Simulation

/// `truth.ndjson` with what was planted and `truth.csv` with where everybody was (ARCHITECTURE-NOTES: truth).
struct TruthFiles {
    private let folder: URL
    private let csv: FileHandle?

    init(in folder: URL, everySecond: Bool) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard everySecond else {
            csv = nil
            return
        }
        let file = folder.appending(path: "truth.csv")
        try Data((TruthRow.header + "\n").utf8).write(to: file)
        csv = try FileHandle(forWritingTo: file)
        try csv?.seekToEnd()
    }

    func write(_ rows: [TruthRow]) throws {
        guard let csv else { return }
        try csv.write(contentsOf: Data(rows.reduce(into: "") { $0 += $1.csv + "\n" }.utf8))
    }

    func end(_ planted: [PlantedBreach]) throws {
        try csv?.close()
        let lines = planted.map { $0.json + "\n" }.joined()
        try Data(lines.utf8).write(to: folder.appending(path: "truth.ndjson"))
    }
}
