extension TileReader {
    /// The bytes of a partial tile or bundle as the reader of an earlier checkpoint asks for it: the beginning of what
    /// has replaced it since (tlog-tiles: a log only grows). `nil` where it lies ahead of the log, or nothing stands.
    ///
    /// - size: of the log's present checkpoint.
    public func earlier(_ path: TilePath, in size: UInt64) throws(JournalFault) -> [UInt8]? {
        let width = FileList(size).width(of: path)
        guard path.isPartial, path.width < width else { return nil }
        guard let bytes = try bytes(at: TilePath(path.content, index: path.index, width: width).path) else {
            return nil
        }
        switch path.content {
        case .hashes: return Array(bytes.prefix(path.width * TreeHash.byteCount))
        case .entries: return EntryList.encode(try EntryList.decode(bytes).prefix(path.width))
        }
    }
}
