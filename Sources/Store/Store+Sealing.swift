internal import Foundation
internal import GRDB
public import Journal

extension Store {
    /// Leaves read at once while sealing: 256 bundles' worth keeps memory below some 20 MB.
    private static let leavesAtOnce = 65_536

    /// The last checkpoint of the folder, if there is one.
    public func checkpoint() throws -> Checkpoint? {
        guard let bytes = try journal.bytes(at: "checkpoint") else { return nil }
        let note = try SignedNote(bytes: bytes)
        _ = try note.verify(by: keys.journalKey.verifier)
        return try Checkpoint(text: note.text)
    }

    /// The journal's files as they are on disk.
    public var journal: JournalFolder { JournalFolder(at: folder.journal) }

    /// A file of the journal as readers ask for it; a partial one of an earlier checkpoint is made of what replaced it.
    public func journalFile(_ path: String) throws -> [UInt8]? {
        // The log may grow between two looks; it cannot at each of them.
        for _ in 0..<3 {
            if let bytes = try journal.bytes(at: path) { return bytes }
            guard let tile = TilePath(path: path), let size = try checkpoint()?.size else { return nil }
            if let bytes = try journal.earlier(tile, in: size) { return bytes }
        }
        return nil
    }

    /// Writes tiles and bundles for everything committed, advances the guard, signs, and publishes the checkpoint.
    ///
    /// Each step is durable before the next, and all of them are redone with the same bytes after a crash: a tree
    /// head is signed only after the guard that forbids any other history is on disk, and the guard moves only to a
    /// tree that has the guarded root at the guarded size. Where the checkpoint is not the guarded head (a crash
    /// between the two, or somebody took it away), the records are hashed against the guard before a file is written.
    @discardableResult
    public func seal() throws -> Checkpoint {
        let old = try checkpoint()
        let head = try pool.read { try Change.head(in: $0) }
        if let old, old.size == head.size, old.root == head.root { return old }
        let guarded = try keys.readGuard()
        if guarded?.size != old?.size || guarded?.root != old?.root { try refuseOtherHistory() }
        let oldSize = old?.size ?? 0
        let root = try writeTiles(from: oldSize, to: head.size)
        // Rows that were changed behind our back are never signed.
        guard root == head.root else { throw JournalFault.rootDiffers(size: head.size) }
        let next = Checkpoint(origin: keys.journalKey.verifier.name, size: head.size, root: head.root)
        try keys.write(advanced(guarded, to: next))
        let note = try next.signed(by: keys.journalKey)
        try DurableFile.write(note.bytes, to: folder.journal.appending(path: "checkpoint"))
        for path in Growth.superseded(from: oldSize, to: head.size) {
            try? FileManager.default.removeItem(at: folder.journal.appending(path: path.path))
        }
        return next
    }

    private func advanced(_ guarded: Guard?, to next: Checkpoint) throws -> Guard {
        guard let guarded else { return Guard(origin: next.origin, size: next.size, root: next.root) }
        var tree = StoredTree(size: next.size, reader: journal)
        return try guarded.advanced(to: next, in: &tree)
    }

    /// Answers with the root that the written files lead to.
    private func writeTiles(from sealed: UInt64, to size: UInt64) throws -> TreeHash {
        var growth = try Growth(from: Growth.firstLeafNeeded(from: sealed), reading: journal)
        var failure: (any Error)?
        let folder = journal
        func keep(_ file: TileFile) {
            guard failure == nil else { return }
            do { try folder.write(file) } catch { failure = error }
        }
        while growth.frontier.size < size, failure == nil {
            let limit = min(UInt64(Self.leavesAtOnce), size - growth.frontier.size)
            for leaf in try leaves(from: growth.frontier.size, limit: Int(limit)) { growth.append(leaf, emit: keep) }
        }
        growth.finish(emit: keep)
        if let failure { throw failure }
        return growth.frontier.root
    }

    /// A journal older than the last signed head, or with another history, must not be continued (exit code 79).
    func refuseOtherHistory() throws {
        guard let guarded = try keys.readGuard() else {
            // The guard is synced before anything is signed: one that is missing was lost or taken away.
            if let signed = try checkpoint() { throw JournalFault.guardMissing(signed: signed.size) }
            return
        }
        let head = try pool.read { try Change.head(in: $0) }
        guard head.size >= guarded.size else {
            throw JournalFault.behindGuard(signed: guarded.size, found: head.size)
        }
        // The tiles of the guarded size lead to its root without a single record being read; where they are lost or
        // damaged the records themselves are hashed. Whether each row is the one that was hashed, `check` says.
        var frontier = Frontier()
        if let edge = try? Frontier(reading: journal, at: guarded.size), edge.root == guarded.root { frontier = edge }
        try append(upTo: guarded.size, to: &frontier)
        guard frontier.root == guarded.root else { throw JournalFault.otherHistory(size: guarded.size) }
        try append(upTo: head.size, to: &frontier)
        guard frontier == head else { throw JournalFault.otherHistory(size: guarded.size) }
    }

    private func append(upTo size: UInt64, to frontier: inout Frontier) throws {
        while frontier.size < size {
            let limit = min(UInt64(Self.leavesAtOnce), size - frontier.size)
            let leaves = try leaves(from: frontier.size, limit: Int(limit))
            guard leaves.count == Int(limit) else { throw StoreFault.headUnreadable }
            for leaf in leaves { frontier.append(leaf: leaf) }
        }
    }
}
