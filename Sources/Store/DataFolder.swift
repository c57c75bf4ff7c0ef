public import Foundation

/// The layout of a centre's data and the lock on it: one process at a time.
public final class DataFolder: Sendable {
    /// The folder is in use by another process (exit code 75).
    public struct Locked: Error, Hashable, Sendable {
        public let path: String
    }

    let url: URL
    private let lock: Int32

    public init(at url: URL) throws {
        self.url = url
        for name in ["", "journal/tile", "observations", "blobs"] {
            try FileManager.default.createDirectory(
                at: url.appending(path: name),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        let path = url.appending(path: "lock").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DurableFile.Fault(call: "open", path: path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Locked(path: path)
        }
        lock = descriptor
    }

    deinit {
        close(lock)
    }

    static let databaseName = "centre.sqlite"

    var database: URL { url.appending(path: Self.databaseName) }
    var journal: URL { url.appending(path: "journal") }
}
