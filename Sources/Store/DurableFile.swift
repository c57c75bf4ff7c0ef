internal import Foundation

/// Files that are either there whole after a power loss or not at all.
public enum DurableFile {
    public struct Fault: Error, CustomStringConvertible {
        let call: String
        let path: String
        let code: Int32

        /// After a failed sync nobody knows what is on the disk, and the next one may succeed and still not tell.
        public var isSync: Bool { call == "fsync" || call == "fdatasync" }

        /// The file system does not write in this way.
        var isUnfit: Bool { call == "write" && code == EINVAL }

        /// A write found no room; what was written of it was never promised.
        var isDiskFull: Bool { !isSync && (code == ENOSPC || code == EDQUOT) }

        public var description: String { "\(call) of \(path) failed: \(String(cString: strerror(code)))" }
    }

    /// Temporary file, fsync, rename, fsync of the folder.
    static func write(_ bytes: some Collection<UInt8>, to url: URL, mode: mode_t = 0o644) throws {
        let folder = url.deletingLastPathComponent()
        let temporary = folder.appending(path: ".\(url.lastPathComponent).new")
        let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Fault(call: "open", path: temporary.path, code: errno) }
        do {
            defer { close(descriptor) }
            try Array(bytes).withUnsafeBytes { try writeAll($0, to: descriptor, at: 0, path: temporary.path) }
        }
        try publish(temporary, as: url)
    }

    /// Gives a finished file its name: fsync, rename, fsync of the folder.
    static func publish(_ temporary: URL, as target: URL, _ durability: Durability = .eachCommit) throws {
        guard durability == .eachCommit else { return try rename(temporary, to: target) }
        try sync(temporary)
        try rename(temporary, to: target)
        try syncFolder(target.deletingLastPathComponent())
    }

    /// Makes what was written to a file durable, by whomever.
    static func sync(_ file: URL) throws {
        try sync(file, O_RDONLY)
    }

    private static func rename(_ temporary: URL, to target: URL) throws {
        guard Foundation.rename(temporary.path, target.path) == 0 else {
            throw Fault(call: "rename", path: target.path, code: errno)
        }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ folder: URL) throws {
        try sync(folder, O_RDONLY | O_DIRECTORY)
    }

    private static func sync(_ url: URL, _ flags: Int32) throws {
        let descriptor = open(url.path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault(call: "open", path: url.path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault(call: "fsync", path: url.path, code: errno) }
    }

    /// - at: where in the file the first byte goes; the rest of the file stays.
    static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, path: String) throws {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + written))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Fault(call: "write", path: path, code: errno) }
            written += count
        }
    }
}
