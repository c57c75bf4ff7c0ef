public import Foundation
public import Simulation

/// What truly happened, beside what the server says: `truth.ndjson` holds the planted breaches, `truth.csv` where every
/// tag on air was, second by second.
public struct TruthLog {
    private let breaches: FileHandle
    private let places: FileHandle
    private var written = 0

    /// Goes on where an earlier run ended.
    ///
    /// - planted: how many breaches the files hold already.
    public init(in folder: URL, planted: Int) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        breaches = try Self.open(folder.appending(path: "truth.ndjson"), header: nil)
        places = try Self.open(folder.appending(path: "truth.csv"), header: TruthRow.header)
        written = planted
    }

    private static func open(_ file: URL, header: String?) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: file.path) {
            try Data((header.map { $0 + "\n" } ?? "").utf8).write(to: file)
        }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        return handle
    }

    /// Writes what is new in the second just lived.
    public mutating func write(_ simulation: Simulation) throws {
        let new = simulation.planted.dropFirst(written)
        if !new.isEmpty {
            try breaches.write(contentsOf: Data(new.map { $0.json + "\n" }.joined().utf8))
            written = simulation.planted.count
        }
        let rows = simulation.truth
        if !rows.isEmpty { try places.write(contentsOf: Data(rows.map { $0.csv + "\n" }.joined().utf8)) }
    }
}
