/// Which files a log of a given size consists of.
struct FileList {
    let size: UInt64

    init(_ size: UInt64) {
        self.size = size
    }

    /// That the required files are there was found while reading. Here: that nothing else is.
    func check(_ log: some TileReader, tail: Verification.Tail) throws(JournalFault) {
        for path in try log.paths().sorted() where path != "checkpoint" {
            guard let tile = TilePath(path: path) else { throw .fileUnexpected(path: path) }
            let width = self.width(of: tile)
            if tile.width == width { continue }
            if tile.width > width {
                // Written ahead of the checkpoint by a running server; in a copy at rest nobody vouches for it.
                guard tail == .tolerated else { throw .fileUnexpected(path: path) }
                continue
            }
            try checkSuperseded(tile, width: width, in: log)
        }
    }

    /// How many hashes of that tile, or entries of that bundle, the tree has.
    func width(of tile: TilePath) -> Int {
        guard tile.level < 8 else { return 0 }
        let count = size >> UInt64(8 * tile.level)
        let (start, overflow) = tile.index.multipliedReportingOverflow(by: 256)
        return overflow || start >= count ? 0 : Int(min(256, count - start))
    }

    /// A partial of an earlier size may stay, but only as the beginning of what replaced it.
    private func checkSuperseded(_ tile: TilePath, width: Int, in log: some TileReader) throws(JournalFault) {
        let current = try log.bytes(standingFor: TilePath(tile.content, index: tile.index, width: width))
        guard let old = try log.bytes(at: tile.path), current.starts(with: old), holds(tile.width, old, tile.content)
        else { throw .supersededDiffers(path: tile.path, at: tile.firstRecord ?? 0) }
    }

    private func holds(_ count: Int, _ bytes: [UInt8], _ content: TilePath.Content) -> Bool {
        switch content {
        case .hashes: bytes.count == count * TreeHash.byteCount
        case .entries: (try? EntryList.decode(bytes))?.count == count
        }
    }
}
