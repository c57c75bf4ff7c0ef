/// The tree as its tiles hold it: roots of earlier sizes and proofs, without reading a single record.
///
/// Tiles are trusted here. Whoever must not trust them verifies first, or checks the proof, which costs nothing.
public struct StoredTree<Reader: TileReader> {
    public let size: UInt64
    private let reader: Reader
    /// Rows of a tile by its coordinate: the hashes themselves, then each row of complete pairs above them.
    private var rows: [TilePath: [[TreeHash]]] = [:]

    /// Tiles kept while proofs are made: 4,096 tiles of 16 KiB with their inner nodes, enough for a million records.
    private static var tilesKept: Int { 4096 }

    public init(size: UInt64, reader: Reader) {
        self.size = size
        self.reader = reader
    }

    /// The root when the tree had `earlier` leaves.
    public mutating func root(at earlier: UInt64) throws(JournalFault) -> TreeHash {
        precondition(earlier <= size, "a tree knows its past, not its future")
        return earlier == 0 ? MerkleTree.emptyRoot : try hash(of: 0..<earlier)
    }

    /// The proof that the record is in the tree of `earlier` leaves (RFC 6962 §2.1.1).
    public mutating func inclusionProof(
        of index: UInt64,
        at earlier: UInt64
    ) throws(JournalFault) -> InclusionProof {
        precondition(index < earlier && earlier <= size, "a proof is made for a record of the tree")
        var siblings: [Range<UInt64>] = []
        var range = 0..<earlier
        while range.count > 1 {
            let (left, right) = range.halves
            (range, siblings) = left.contains(index) ? (left, siblings + [right]) : (right, siblings + [left])
        }
        return InclusionProof(index: index, size: earlier, path: try hashes(of: siblings.reversed()))
    }

    /// The proof that the tree of `newer` leaves begins with the tree of `older` ones (RFC 6962 §2.1.2). Empty if
    /// `older` is 0 or equal to `newer`.
    public mutating func consistencyProof(
        from older: UInt64,
        to newer: UInt64
    ) throws(JournalFault) -> ConsistencyProof {
        precondition(older <= newer && newer <= size, "the older tree is the smaller one")
        var siblings: [Range<UInt64>] = []
        var range = 0..<newer
        while older > 0, older < range.upperBound {
            let (left, right) = range.halves
            (range, siblings) = older <= left.upperBound ? (left, siblings + [right]) : (right, siblings + [left])
        }
        // Where the old tree is one complete subtree, the verifier already has its hash: it is the old root.
        if range.lowerBound > 0 { siblings.append(range) }
        return ConsistencyProof(oldSize: older, newSize: newer, path: try hashes(of: siblings.reversed()))
    }

    private mutating func hashes(of ranges: [Range<UInt64>]) throws(JournalFault) -> [TreeHash] {
        var hashes: [TreeHash] = []
        for range in ranges { hashes.append(try hash(of: range)) }
        return hashes
    }

    /// The hash of leaves that RFC 6962's splitting can meet: every such range starts at a multiple of the power of
    /// two that covers it.
    private mutating func hash(of range: Range<UInt64>) throws(JournalFault) -> TreeHash {
        let count = range.upperBound - range.lowerBound
        guard count.nonzeroBitCount > 1 else {
            let height = count.trailingZeroBitCount
            return try node(height: height, index: range.lowerBound >> UInt64(height))
        }
        let (left, right) = range.halves
        return MerkleTree.nodeHash(try hash(of: left), try hash(of: right))
    }

    /// The root of the complete subtree of 2^height leaves at that index among its like.
    private mutating func node(height: Int, index: UInt64) throws(JournalFault) -> TreeHash {
        let (level, row) = height.quotientAndRemainder(dividingBy: 8)
        let first = index << UInt64(row)
        let tile = first / UInt64(TilePath.fullWidth)
        let available = (size >> UInt64(8 * level)) - tile * UInt64(TilePath.fullWidth)
        let path = TilePath(
            .hashes(level: level),
            index: tile,
            width: min(TilePath.fullWidth, Int(clamping: available))
        )
        return try rows(of: path)[row][Int(first % UInt64(TilePath.fullWidth)) >> row]
    }

    private mutating func rows(of path: TilePath) throws(JournalFault) -> [[TreeHash]] {
        if let known = rows[path] { return known }
        var all = [try reader.hashes(at: path)]
        for _ in 0..<8 {
            let below = all[all.count - 1]
            all.append(MerkleTree.joined(Array(below.prefix(below.count & ~1))))
        }
        if rows.count >= Self.tilesKept { rows.removeAll(keepingCapacity: true) }
        rows[path] = all
        return all
    }
}

extension Range<UInt64> {
    /// Split at the largest power of two below the count (RFC 6962 §2.1).
    fileprivate var halves: (left: Range<UInt64>, right: Range<UInt64>) {
        let count = upperBound - lowerBound
        let split = lowerBound + (1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount))
        return (lowerBound..<split, split..<upperBound)
    }
}
