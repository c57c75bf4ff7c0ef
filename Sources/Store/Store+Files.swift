internal import Events
internal import Foundation
internal import GRDB

extension Store {
    /// The hash of each file as last taken into use, by name.
    public func filesInUse() throws -> [String: [UInt8]] {
        try pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "select number, leaf from record where kind = 'centre.file-taken' order by number"
            )
            return try rows.reduce(into: [:]) { files, row in
                let entry = try Self.entry(row)
                if case .centre(.fileTaken(let name, let sha256, _, _)) = entry.leaf.event {
                    files[name] = sha256.bytes
                }
            }
        }
    }

    /// Keeps the bytes of a file under its hash; what is kept already stays.
    public func keep(_ bytes: [UInt8], sha256: String) throws {
        let file = folder.url.appending(path: "blobs").appending(path: sha256)
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        try DurableFile.write(bytes, to: file, mode: 0o600)
    }
}
