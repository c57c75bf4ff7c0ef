import Events
import Foundation
import Testing

/// Golden files lie beside the tests; one is written only by `WRITE_GOLDEN=1`, and the test that wrote it fails.
enum Golden {
    static let isWriting = ProcessInfo.processInfo.environment["WRITE_GOLDEN"] != nil

    /// The names of enums' cases, one a line.
    static let names = "names.v1.txt"

    static func name(of kind: String) -> String { "\(kind).v1.json" }

    static func bytes(of kind: String) throws -> [UInt8] {
        let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
        return try Array(Data(contentsOf: folder.appending(path: name(of: kind))))
    }

    static func files() throws -> Set<String> {
        let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
        return Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }

    /// Into the source tree, never over a file that is there: a version's bytes do not change.
    static func write(_ bytes: [UInt8], of kind: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
        try Data(bytes).write(to: folder.appending(path: name(of: kind)), options: .withoutOverwriting)
    }
}
