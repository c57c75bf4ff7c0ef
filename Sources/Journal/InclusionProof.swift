/// Why a proof is refused.
public enum ProofFault: Error, Hashable, Sendable {
    /// The record lies outside the tree.
    case indexOutOfRange
    /// The newer tree is smaller than the older one.
    case sizesOutOfOrder
    /// From the empty tree everything follows, so such a proof says nothing.
    case oldSizeIsZero
    /// A hash that is not 32 bytes long.
    case hashMalformed
    case lengthDiffers(expected: Int, found: Int)
    case rootDiffers
}

/// The hashes beside the way from one record up to the root, lowest first (RFC 6962 §2.1.1).
public struct InclusionProof: Hashable, Sendable {
    public let index: UInt64
    public let size: UInt64
    public let path: [TreeHash]

    public init(index: UInt64, size: UInt64, path: [TreeHash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Accepts only if the leaf is at `index` of the tree of `size` leaves with that root. A hash too many or too
    /// few is refused, so that there is one proof for each fact. (Algorithm: RFC 9162 §2.1.3.2.)
    public func verify(leaf: TreeHash, root: TreeHash) throws(ProofFault) {
        guard index < size else { throw .indexOutOfRange }
        let expected = Self.pathLength(of: index, in: size)
        guard path.count == expected else { throw .lengthDiffers(expected: expected, found: path.count) }
        var hash = leaf
        var position = index
        var last = size - 1
        for sibling in path {
            if position & 1 == 1 || position == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while position & 1 == 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        guard hash == root else { throw .rootDiffers }
    }

    /// Below the point where the ways to the record and to the last one part, each level has a sibling; above it
    /// only those to the left have.
    static func pathLength(of index: UInt64, in size: UInt64) -> Int {
        let shared = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        return shared + (shared < UInt64.bitWidth ? (index >> UInt64(shared)).nonzeroBitCount : 0)
    }
}
