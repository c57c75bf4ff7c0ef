/// The last tree head that may have been signed, kept beside the key and outside of data folder and backups.
///
/// It is synced *before* signing. A log that is smaller, or had another root at that size, was put back or rewritten.
public struct Guard: Hashable, Sendable {
    public let origin: String
    public let size: UInt64
    public let root: TreeHash

    public init(origin: String, size: UInt64, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Three lines: origin, size, root in base64 — a checkpoint's body.
    public var text: String { Checkpoint(origin: origin, size: size, root: root).text }

    public init(text: String) throws(CheckpointFault) {
        let head = try Checkpoint(text: text)
        guard head.extensions.isEmpty else { throw .extensionEmpty }
        self.init(origin: head.origin, size: head.size, root: head.root)
    }

    /// Passes only if the tree continues the guarded one: at least as large, and with the same root at that size.
    public func extends(_ tree: inout StoredTree<some TileReader>) throws(JournalFault) {
        guard tree.size >= size else { throw .behindGuard(signed: size, found: tree.size) }
        guard try tree.root(at: size) == root else { throw .otherHistory(size: size) }
    }

    /// The guard to sync before `next` is signed, if `tree` leads from this one to it.
    public func advanced(
        to next: Checkpoint,
        in tree: inout StoredTree<some TileReader>
    ) throws(JournalFault) -> Guard {
        guard next.origin.utf8.elementsEqual(origin.utf8) else { throw .originDiffers(found: next.origin) }
        guard next.size >= size else { throw .behindGuard(signed: size, found: next.size) }
        try extends(&tree)
        guard tree.size >= next.size, try tree.root(at: next.size) == next.root else {
            throw .rootDiffers(size: next.size)
        }
        return Guard(origin: origin, size: next.size, root: next.root)
    }
}
