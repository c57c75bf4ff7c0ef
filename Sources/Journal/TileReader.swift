/// Where the files of a log come from: a folder at the edge, memory in tests and while building.
public protocol TileReader {
    /// The bytes of the file at a path relative to the log's folder (`checkpoint`, `tile/0/000`), or `nil` if there
    /// is none. A file that exists and cannot be read is `JournalFault.fileUnreadable`.
    func bytes(at path: String) throws(JournalFault) -> [UInt8]?

    /// Every file under the log's folder, in any order: what does not belong there is a fault as well.
    func paths() throws(JournalFault) -> [String]
}

/// A log in memory: path → bytes.
public struct MemoryLog: TileReader, Hashable, Sendable {
    public var files: [String: [UInt8]]

    public init(_ files: [String: [UInt8]] = [:]) {
        self.files = files
    }

    public func bytes(at path: String) -> [UInt8]? { files[path] }

    public func paths() -> [String] { Array(files.keys) }
}

extension TileReader {
    /// The first `path.width` hashes of a tile. If only the full tile is still there, it serves as well: a partial
    /// may be deleted once the full one stands (tlog-tiles, Partial Tiles).
    func hashes(at path: TilePath) throws(JournalFault) -> [TreeHash] {
        let bytes = try bytes(standingFor: path)
        guard let hashes = TreeHash.array(of: bytes), hashes.count >= path.width else {
            throw .tileMalformed(path: path.path, at: path.firstRecord ?? 0)
        }
        return Array(hashes.prefix(path.width))
    }

    /// The bytes of the file, or of the full file that has replaced it. The length is checked for hash tiles only.
    func bytes(standingFor path: TilePath) throws(JournalFault) -> [UInt8] {
        var found = path
        var bytes = try bytes(at: path.path)
        if bytes == nil, path.isPartial {
            found = path.full
            bytes = try self.bytes(at: found.path)
        }
        guard let bytes else { throw .fileMissing(path: path.path, at: path.firstRecord ?? 0) }
        switch path.content {
        case .entries: return bytes
        case .hashes:
            guard bytes.count == found.width * TreeHash.byteCount else {
                throw .tileMalformed(path: found.path, at: path.firstRecord ?? 0)
            }
            return bytes
        }
    }
}
