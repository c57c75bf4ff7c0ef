/// The hashes that lead from an older root to a newer one: nothing was changed, only appended (RFC 6962 §2.1.2).
///
/// What is said about old size 0 differs between the public texts, so there are two entry points. `verify` refuses
/// it always, as transparency-dev does: nothing is proved. `verifyAsCosigner` takes it with an empty proof, as
/// C2SP tlog-witness wants from a cosigner that meets a log for the first time.
public struct ConsistencyProof: Hashable, Sendable {
    public let oldSize: UInt64
    public let newSize: UInt64
    public let path: [TreeHash]

    public init(oldSize: UInt64, newSize: UInt64, path: [TreeHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Accepts only if the older tree is the beginning of the newer one. Old size 0 is refused.
    public func verify(oldRoot: TreeHash, newRoot: TreeHash) throws(ProofFault) {
        guard oldSize <= newSize else { throw .sizesOutOfOrder }
        guard oldSize > 0 else { throw .oldSizeIsZero }
        if oldSize == newSize {
            guard path.isEmpty else { throw .lengthDiffers(expected: 0, found: path.count) }
            guard oldRoot == newRoot else { throw .rootDiffers }
            return
        }
        try verifyGrowth(oldRoot: oldRoot, newRoot: newRoot)
    }

    /// As `verify`, but from the empty tree an empty proof is accepted, if the old root is that of the empty tree.
    public func verifyAsCosigner(oldRoot: TreeHash, newRoot: TreeHash) throws(ProofFault) {
        guard oldSize == 0 else { return try verify(oldRoot: oldRoot, newRoot: newRoot) }
        guard path.isEmpty else { throw .lengthDiffers(expected: 0, found: path.count) }
        guard oldRoot == MerkleTree.emptyRoot else { throw .rootDiffers }
        guard newSize > 0 || newRoot == oldRoot else { throw .rootDiffers }
    }

    /// RFC 9162 §2.1.4.2, for 0 < old < new.
    private func verifyGrowth(oldRoot: TreeHash, newRoot: TreeHash) throws(ProofFault) {
        // The proof is the path of the old tree's last complete subtree, led by its hash unless that is the old root.
        let complete = oldSize.trailingZeroBitCount
        let isOneSubtree = oldSize.nonzeroBitCount == 1
        var position = (oldSize - 1) >> UInt64(complete)
        var last = (newSize - 1) >> UInt64(complete)
        let expected = InclusionProof.pathLength(of: position, in: last + 1) + (isOneSubtree ? 0 : 1)
        guard path.count == expected else { throw .lengthDiffers(expected: expected, found: path.count) }
        let seed = isOneSubtree ? oldRoot : path[0]
        var (old, new) = (seed, seed)
        for sibling in isOneSubtree ? path[...] : path.dropFirst() {
            if position & 1 == 1 || position == last {
                old = MerkleTree.nodeHash(sibling, old)
                new = MerkleTree.nodeHash(sibling, new)
                while position & 1 == 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = MerkleTree.nodeHash(new, sibling)
            }
            position >>= 1
            last >>= 1
        }
        guard old == oldRoot, new == newRoot else { throw .rootDiffers }
    }
}
