import CentreFiles
import Domain
import Foundation
import Premises

/// A copy of the reference centre whose files a test may spoil; gone when the test ends.
final class TemporaryCentre {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("centre-\(UUID().uuidString)").path
        try FileManager.default.copyItem(atPath: Examples.path + "/linhai", toPath: path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    /// What the loader finds wrong, one line each: `file:line [feature] English sentence`.
    func faults() -> [String] {
        do {
            _ = try CentreFiles.load(path)
            return []
        } catch {
            return error.faults.map { fault in
                let place = fault.file + (fault.line.map { ":\($0)" } ?? "") + (fault.feature.map { " [\($0)]" } ?? "")
                return place + " " + fault.wrong.en
            }
        }
    }
}
