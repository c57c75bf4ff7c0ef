/// One reading of a log from the first record to the last.
struct VerificationPass<Log: TileReader> {
    var log: Log
    let checkpoint: Checkpoint
    /// The hashes of each level's current tile, recomputed from the records.
    private var edges: [[TreeHash]] = [[]]
    /// What the files say of the same tiles.
    private var stored: [(path: TilePath, hashes: [TreeHash])?] = [nil]

    init(log: Log, checkpoint: Checkpoint) {
        self.log = log
        self.checkpoint = checkpoint
    }

    mutating func run(_ each: (UInt64, UnsafeRawBufferPointer) -> Void) throws(JournalFault) {
        var first: UInt64 = 0
        while first < checkpoint.size { first = try readOn(from: first, each) }
        guard Frontier(edges: edges).root == checkpoint.root else { throw .rootDiffers(size: checkpoint.size) }
    }

    /// One bundle and the tiles that it fills; answers with the first record behind it.
    mutating func readOn(
        from first: UInt64,
        _ each: (UInt64, UnsafeRawBufferPointer) -> Void
    ) throws(JournalFault) -> UInt64 {
        let width = Int(min(256, checkpoint.size - first))
        try readBundle(TilePath(.entries, index: first >> 8, width: width), from: first, each)
        if width == TilePath.fullWidth { try closeTiles(last: first + 255) }
        return first + UInt64(width)
    }

    private mutating func readBundle(
        _ path: TilePath,
        from first: UInt64,
        _ each: (UInt64, UnsafeRawBufferPointer) -> Void
    ) throws(JournalFault) {
        let bytes = try log.bytes(standingFor: path)
        let tile = try storedTile(level: 0, index: path.index)
        var hashes: [TreeHash] = []
        hashes.reserveCapacity(path.width)
        var bundle = BundleReader()
        for offset in 0..<path.width {
            let hash: TreeHash? = bytes.withUnsafeBytes { buffer in
                guard let leaf = bundle.next(in: buffer) else { return nil }
                each(first + UInt64(offset), leaf)
                return MerkleTree.leafHash(leaf)
            }
            guard let hash else { throw .bundleMalformed(path: path.path, at: first + UInt64(offset)) }
            hashes.append(hash)
            guard hash == tile[offset] else {
                let rest = Array(hashes) + remainingHashes(of: bytes, after: bundle, count: path.width - hashes.count)
                throw leafFault(level0: rest, stored: tile, index: path.index, at: offset)
            }
        }
        // A full bundle may stand for the partial one that the signed size asks for.
        if bundle.position != bytes.count, try log.bytes(at: path.path) != nil {
            throw .bundleMalformed(path: path.path, at: first + UInt64(path.width))
        }
        edges[0] = hashes
    }

    private func remainingHashes(of bytes: [UInt8], after bundle: BundleReader, count: Int) -> [TreeHash] {
        var bundle = bundle
        return bytes.withUnsafeBytes { buffer in
            (0..<count).compactMap { _ in bundle.next(in: buffer).map { MerkleTree.leafHash($0) } }
        }
    }

    /// Record and leaf hash disagree. Whichever of them leads to the signed root is right.
    private func leafFault(level0: [TreeHash], stored: [TreeHash], index: UInt64, at offset: Int) -> JournalFault {
        let record = index << 8 + UInt64(offset)
        let recordsAreRight = level0.count == stored.count && isAuthentic(level0, level: 0, index: index)
        guard recordsAreRight else { return .leafDiffers(at: record) }
        return .tileDiffers(level: 0, index: index, at: record)
    }

    /// Carries full tiles upwards and compares each root with the tile above as soon as it is known.
    private mutating func closeTiles(last: UInt64) throws(JournalFault) {
        var level = 0
        while edges[level].count == TilePath.fullWidth {
            let root = MerkleTree.root(of: edges[level])
            edges[level].removeAll(keepingCapacity: true)
            level += 1
            if level == edges.count {
                edges.append([])
                stored.append(nil)
            }
            edges[level].append(root)
            let index = last >> UInt64(8 * (level + 1))
            let tile = try storedTile(level: level, index: index)
            let offset = edges[level].count - 1
            guard root != tile[offset] else { continue }
            let span = UInt64(1) << UInt64(8 * level)
            let first = (index << UInt64(8 * (level + 1))) + UInt64(offset) * span
            guard isAuthentic(tile, level: level, index: index) else {
                throw .tileDiffers(level: level, index: index, at: first)
            }
            throw .recordsDiffer(at: first, upTo: first + span)
        }
    }

    /// Whether these hashes, in the place of that tile, lead through the other stored tiles to the signed root.
    private func isAuthentic(_ hashes: [TreeHash], level: Int, index: UInt64) -> Bool {
        var tile = hashes
        var (level, index) = (level, index)
        while tile.count == TilePath.fullWidth {
            let root = MerkleTree.root(of: tile)
            let offset = Int(index & 255)
            (level, index) = (level + 1, index >> 8)
            guard var above = try? log.hashes(at: path(level: level, index: index)) else { return false }
            above[offset] = root
            tile = above
        }
        guard var edges = try? log.edges(at: checkpoint.size), level < edges.count else { return false }
        edges[level] = tile
        return Frontier(edges: edges).root == checkpoint.root
    }

    private func path(level: Int, index: UInt64) -> TilePath {
        let count = (checkpoint.size >> UInt64(8 * level)) - index << 8
        return TilePath(.hashes(level: level), index: index, width: Int(min(256, count)))
    }

    private mutating func storedTile(level: Int, index: UInt64) throws(JournalFault) -> [TreeHash] {
        let path = path(level: level, index: index)
        if let known = stored[level], known.path == path { return known.hashes }
        let hashes = try log.hashes(at: path)
        stored[level] = (path, hashes)
        return hashes
    }
}
