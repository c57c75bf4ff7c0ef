private import Crypto

/// How leaves and nodes are hashed: RFC 6962 §2.1 with SHA-256.
///
/// The two prefixes keep a leaf from ever being taken for a node.
public enum MerkleTree {
    private static let leafPrefix: UInt8 = 0x00
    private static let nodePrefix: UInt8 = 0x01

    /// The root of the tree without leaves: SHA-256 of nothing.
    public static let emptyRoot = TreeHash(SHA256().finalize())

    public static func leafHash(_ leaf: UnsafeRawBufferPointer) -> TreeHash {
        hash(prefix: leafPrefix, leaf)
    }

    public static func leafHash(_ leaf: [UInt8]) -> TreeHash {
        leaf.withUnsafeBytes { leafHash($0) }
    }

    public static func nodeHash(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeBytes(of: (left, right)) { hash(prefix: nodePrefix, $0) }
    }

    /// The root of the subtree whose leaves (of any level) are these hashes. RFC 6962 splits at the largest power
    /// of two below the count, which is the same as joining neighbours and carrying an odd last one upwards.
    public static func root(of hashes: some Collection<TreeHash>) -> TreeHash {
        guard !hashes.isEmpty else { return emptyRoot }
        var row = Array(hashes)
        while row.count > 1 { row = joined(row) }
        return row[0]
    }

    /// The row above: each pair joined, an odd last hash carried up unchanged.
    static func joined(_ row: [TreeHash]) -> [TreeHash] {
        var above: [TreeHash] = []
        above.reserveCapacity((row.count + 1) / 2)
        for left in stride(from: 0, to: row.count - 1, by: 2) {
            above.append(nodeHash(row[left], row[left + 1]))
        }
        if !row.count.isMultiple(of: 2), let last = row.last { above.append(last) }
        return above
    }

    private static func hash(prefix: UInt8, _ bytes: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: prefix) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: bytes)
        return TreeHash(hasher.finalize())
    }
}

extension TreeHash {
    fileprivate init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { TreeHash(loading: $0) }
    }
}
