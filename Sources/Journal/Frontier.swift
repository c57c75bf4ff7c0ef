/// The right edge of a tree: as much of it as appending needs, and enough to know the root.
///
/// It holds the roots of the complete subtrees that cover the leaves, largest first: one for each bit that is set
/// in the size. The head row of the database keeps it, so that a commit never reads a tile.
public struct Frontier: Hashable, Sendable {
    /// The number of leaves.
    public private(set) var size: UInt64
    private var subtrees: [TreeHash]

    public init() {
        size = 0
        subtrees = []
    }

    /// `subtrees` must be one root for each bit set in `size`, largest first.
    init(size: UInt64, subtrees: [TreeHash]) {
        precondition(subtrees.count == size.nonzeroBitCount, "a frontier has one subtree for each bit of its size")
        self.size = size
        self.subtrees = subtrees
    }

    /// Adds one leaf. On average one node is hashed.
    public mutating func append(_ leafHash: TreeHash) {
        precondition(size < .max, "a tree holds fewer than 2^64 leaves")
        var hash = leafHash
        for _ in 0..<(~size).trailingZeroBitCount {
            hash = MerkleTree.nodeHash(subtrees.removeLast(), hash)
        }
        subtrees.append(hash)
        size += 1
    }

    public mutating func append(leaf: [UInt8]) {
        append(MerkleTree.leafHash(leaf))
    }

    /// The RFC 6962 root of all leaves so far.
    public var root: TreeHash {
        guard var root = subtrees.last else { return MerkleTree.emptyRoot }
        for subtree in subtrees.dropLast().reversed() { root = MerkleTree.nodeHash(subtree, root) }
        return root
    }
}

extension Frontier {
    /// The size as eight big-endian bytes, then each subtree's 32 bytes, largest subtree first.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: size.bigEndian) { Array($0) } + subtrees.flatMap(\.bytes)
    }

    /// `nil` unless the bytes are exactly what `bytes` gives for some frontier.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        let size = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard bytes.count == 8 + size.nonzeroBitCount * TreeHash.byteCount else { return nil }
        self.init(size: size, subtrees: TreeHash.array(of: bytes.dropFirst(8)) ?? [])
    }
}

extension TreeHash {
    /// The hashes of a tile's bytes, or `nil` if the length is no multiple of 32.
    static func array(of bytes: some Collection<UInt8>) -> [TreeHash]? {
        guard bytes.count.isMultiple(of: byteCount) else { return nil }
        return Array(bytes).withUnsafeBytes { buffer in
            stride(from: 0, to: buffer.count, by: byteCount).map {
                TreeHash(loading: UnsafeRawBufferPointer(rebasing: buffer[$0...]))
            }
        }
    }

    /// What a tile of these hashes looks like on disk.
    static func bytes(of hashes: [TreeHash]) -> [UInt8] {
        hashes.withUnsafeBytes { [UInt8]($0) }
    }
}
