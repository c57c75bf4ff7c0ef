/// One case of a public suite of inclusion proofs: bytes as the file gives them, of any length.
public struct InclusionVector: Hashable, Sendable {
    public var leafIndex: UInt64
    public var treeSize: UInt64
    public var root: [UInt8]
    public var leafHash: [UInt8]
    public var proof: [[UInt8]]

    public init(leafIndex: UInt64, treeSize: UInt64, root: [UInt8], leafHash: [UInt8], proof: [[UInt8]]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.root = root
        self.leafHash = leafHash
        self.proof = proof
    }

    public func verify() throws(ProofFault) {
        guard let root = TreeHash(root), let leaf = TreeHash(leafHash), let path = TreeHash.array(proof) else {
            throw .hashMalformed
        }
        try InclusionProof(index: leafIndex, size: treeSize, path: path).verify(leaf: leaf, root: root)
    }
}

/// One case of a public suite of consistency proofs. The strict policy holds: old size 0 is always refused.
public struct ConsistencyVector: Hashable, Sendable {
    public var oldSize: UInt64
    public var newSize: UInt64
    public var oldRoot: [UInt8]
    public var newRoot: [UInt8]
    public var proof: [[UInt8]]

    public init(oldSize: UInt64, newSize: UInt64, oldRoot: [UInt8], newRoot: [UInt8], proof: [[UInt8]]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.oldRoot = oldRoot
        self.newRoot = newRoot
        self.proof = proof
    }

    /// Between equal sizes nothing is hashed: the suite asks only that the two roots are the same, even where they
    /// are no hashes.
    public func verify() throws(ProofFault) {
        if oldSize == newSize, oldSize > 0, proof.isEmpty {
            guard oldRoot == newRoot else { throw .rootDiffers }
            return
        }
        guard let old = TreeHash(oldRoot), let new = TreeHash(newRoot), let path = TreeHash.array(proof) else {
            throw .hashMalformed
        }
        try ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path).verify(oldRoot: old, newRoot: new)
    }
}

extension TreeHash {
    fileprivate static func array(_ proof: [[UInt8]]) -> [TreeHash]? {
        let hashes = proof.compactMap { TreeHash($0) }
        return hashes.count == proof.count ? hashes : nil
    }
}
