/// One file of the log, to be written by temp, fsync, rename.
public struct TileFile: Hashable, Sendable {
    public let path: TilePath
    public let bytes: [UInt8]
}

/// Turns appended leaves into the files that the larger tree adds: full bundles and tiles as soon as they are
/// complete, the partial ones when `finish` is called.
///
/// The files are a pure function of the leaves. Done again after a crash it gives the same bytes, so the edge may
/// simply start over from the last size whose files were synced.
public struct Growth {
    /// The tlog-tiles limit: an entry's length is written in two bytes.
    public static let leafLimit = 65_535

    public private(set) var frontier: Frontier
    private var bundle: [UInt8] = []
    /// The hashes of the last tile of each level that is not yet full.
    private var edges: [[TreeHash]]
    /// The widths that the files of the old size already have: they need not be written again.
    private let written: [Int]

    /// An empty log.
    public init() {
        frontier = Frontier()
        edges = [[]]
        written = []
    }

    /// Goes on from a log of `size` leaves whose tiles the reader has. The first leaf to append is
    /// `firstLeafNeeded(from: size)`, because a partial bundle is written again as a whole.
    public init(from size: UInt64, reading reader: some TileReader) throws(JournalFault) {
        let edges = try reader.edges(at: size)
        written = edges.map(\.count)
        self.edges = [[]] + edges.dropFirst()
        frontier = Frontier(edges: self.edges)
    }

    public static func firstLeafNeeded(from size: UInt64) -> UInt64 { size & ~255 }

    /// Adds one leaf and hands out every file that became full with it.
    public mutating func append(_ leaf: [UInt8], emit: (TileFile) -> Void) {
        precondition(leaf.count <= Self.leafLimit, "a leaf has at most 65,535 bytes")
        let index = frontier.size
        bundle += [UInt8(leaf.count >> 8), UInt8(leaf.count & 255)]
        bundle += leaf
        let hash = MerkleTree.leafHash(leaf)
        frontier.append(hash)
        edges[0].append(hash)
        guard edges[0].count == TilePath.fullWidth else { return }
        emit(TileFile(path: TilePath(.entries, index: index >> 8), bytes: bundle))
        bundle.removeAll(keepingCapacity: true)
        closeTiles(last: index, emit: emit)
    }

    private mutating func closeTiles(last index: UInt64, emit: (TileFile) -> Void) {
        var level = 0
        while edges[level].count == TilePath.fullWidth {
            let tile = TilePath(.hashes(level: level), index: index >> UInt64(8 * (level + 1)))
            emit(TileFile(path: tile, bytes: TreeHash.bytes(of: edges[level])))
            let root = MerkleTree.root(of: edges[level])
            edges[level].removeAll(keepingCapacity: true)
            level += 1
            if level == edges.count { edges.append([]) }
            edges[level].append(root)
        }
    }

    /// Hands out the partial files of the size reached, unless they stand already. More may be appended afterwards.
    public func finish(emit: (TileFile) -> Void) {
        let size = frontier.size
        for (level, hashes) in edges.enumerated() where !hashes.isEmpty {
            let index = size >> UInt64(8 * (level + 1))
            if level == 0 {
                emit(TileFile(path: TilePath(.entries, index: index, width: hashes.count), bytes: bundle))
            }
            let tile = TilePath(.hashes(level: level), index: index, width: hashes.count)
            emit(TileFile(path: tile, bytes: TreeHash.bytes(of: hashes)))
        }
    }

    /// Every file that growing from one size to another adds. `leaves` begin at `firstLeafNeeded(from: old)`.
    public static func files(
        from old: UInt64,
        leaves: some Sequence<[UInt8]>,
        reading reader: some TileReader
    ) throws(JournalFault) -> [TileFile] {
        var growth = try Growth(from: old, reading: reader)
        var files: [TileFile] = []
        for leaf in leaves { growth.append(leaf) { files.append($0) } }
        guard growth.frontier.size > old else { return [] }
        growth.finish { files.append($0) }
        let written = growth.written
        return files.filter { file in
            guard case .hashes(let level) = file.path.content, level > 0 else { return true }
            let sameTile = file.path.index == old >> UInt64(8 * (level + 1))
            return !(sameTile && level < written.count && written[level] == file.path.width)
        }
    }

    /// The partial files of the old size that the new size no longer needs. They may be deleted once the checkpoint
    /// of the new size is served, never before.
    public static func superseded(from old: UInt64, to new: UInt64) -> [TilePath] {
        let kept = Set(TilePath.edge(of: new))
        return TilePath.edge(of: old).filter { $0.isPartial && !kept.contains($0) }
    }
}

extension TilePath {
    /// The partial files of a tree: its bundle and one tile for each level that has a rest.
    static func edge(of size: UInt64) -> [TilePath] {
        var paths: [TilePath] = []
        var count = size
        var level = 0
        while count > 0 {
            let width = Int(count & 255)
            if width > 0 {
                if level == 0 { paths.append(TilePath(.entries, index: count >> 8, width: width)) }
                paths.append(TilePath(.hashes(level: level), index: count >> 8, width: width))
            }
            count >>= 8
            level += 1
        }
        return paths
    }
}

extension TileReader {
    /// The hashes of each level's partial tile at that size, level 0 first; empty where the level has no rest.
    func edges(at size: UInt64) throws(JournalFault) -> [[TreeHash]] {
        var edges: [[TreeHash]] = []
        var count = size
        while count > 0 || edges.isEmpty {
            let width = Int(count & 255)
            let path = width == 0 ? nil : TilePath(.hashes(level: edges.count), index: count >> 8, width: width)
            if let path { edges.append(try hashes(at: path)) } else { edges.append([]) }
            count >>= 8
        }
        return edges
    }
}

extension Frontier {
    /// The frontier of the tree when it had that size, from its tiles; they are trusted, so compare the root.
    public init(reading reader: some TileReader, at size: UInt64) throws(JournalFault) {
        self.init(edges: try reader.edges(at: size))
    }

    /// The frontier of the tree whose right-edge tiles these are, level 0 first.
    init(edges: [[TreeHash]]) {
        var size: UInt64 = 0
        var subtrees: [TreeHash] = []
        for (level, hashes) in edges.enumerated().reversed() {
            size += UInt64(hashes.count) << UInt64(8 * level)
            var rest = hashes[...]
            for bit in (0..<8).reversed() where hashes.count >> bit & 1 == 1 {
                subtrees.append(MerkleTree.root(of: rest.prefix(1 << bit)))
                rest = rest.dropFirst(1 << bit)
            }
        }
        self.init(size: size, subtrees: subtrees)
    }
}
