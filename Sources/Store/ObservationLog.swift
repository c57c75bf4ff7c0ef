internal import CZlib
internal import Crypto
internal import Domain
internal import Foundation
internal import Synchronization

/// The readings as they came, synced before they are answered: not events, but what events are found from.
///
/// A chunk is a file of entries, each after its length and CRC-32 and filled with zeros to eight bytes; each batch
/// fills its last block, so that the disk takes it as it is, past the system's cache. The file is longer than what was
/// written, by zeros: a batch that falls into them changes no size and no map of the file, so its sync waits for its
/// bytes alone. When the chunk is closed it is compressed and its hash goes into the journal; only then is the raw file
/// deleted, so that a crash at any point loses and repeats nothing.
public final class ObservationLog: Sendable {
    /// The longest entry: a frame of two thousand lines with its header.
    public static let longestEntry = 1 << 20

    private struct Chunk {
        let number: Int
        let descriptor: Int32
        /// Where the next batch begins, and how long the file is: between them are zeros.
        var end = 0
        var length = 0
    }

    /// By this much the file grows at once: a thousandth of a second of a fast disk, seconds of a busy centre.
    static let growth = 1 << 20

    private struct Files: ~Copyable {
        var current: Chunk?
        var next: Int
        /// How many entries went into each chunk that is not forgotten yet.
        var entries: [String: Int] = [:]
        var work = Work()
        var buffer = BlockBuffer()
    }

    /// What this process has written.
    public struct Work: Hashable, Sendable {
        public var entries = 0
        /// Without what fills the blocks.
        public var bytes = 0
        public var syncs = 0
    }

    private let folder: URL
    private let files: Mutex<Files>
    private let syncFailed: @Sendable (any Error) -> Void
    private let durability: Durability
    private let disk: DiskReserve
    private let closer: ChunkCloser

    /// - syncFailed: a write or sync failed: the process must end, nobody is answered (exit code 74).
    public init(store: Store, syncFailed: @escaping @Sendable (any Error) -> Void) throws {
        folder = store.observationFolder
        self.syncFailed = syncFailed
        durability = store.durability
        disk = store.disk
        closer = ChunkCloser(durability)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        files = Mutex(Files(next: (names.compactMap { Int($0.prefix { $0 != "." }) }.max() ?? 0) + 1))
    }

    /// Appends entries, each a head and a body, with one sync; when it returns they are on disk.
    ///
    /// It blocks: call it from the thread of a `Batches` only.
    public func append(_ entries: [(head: [UInt8], body: [UInt8])]) throws {
        guard !entries.isEmpty else { return }
        do {
            try files.withLock { files in
                files.buffer.removeAll()
                for entry in entries { Self.put(entry.head, entry.body, into: &files.buffer) }
                let bytes = files.buffer.count
                files.buffer.fill(to: BlockBuffer.block)
                let chunk = try write(&files)
                guard durability == .atTheEnd || fdatasync(chunk.descriptor) == 0 else {
                    throw DurableFile.Fault(call: "fdatasync", path: folder.path, code: errno)
                }
                files.entries[Self.name(chunk.number), default: 0] += entries.count
                files.work.entries += entries.count
                files.work.bytes += bytes
                files.work.syncs += 1
            }
        } catch {
            syncFailed(error)
            throw error
        }
    }

    /// Writes into the open chunk; a disk that is nearly full is not filled ahead, and where it is full the batch is
    /// written once more, into the room of the reserve.
    private func write(_ files: inout Files) throws -> Chunk {
        do {
            return try write(&files, isAhead: durability == .eachCommit)
        } catch let fault as DurableFile.Fault where fault.isDiskFull {
            do {
                return try write(&files, isAhead: false)
            } catch let fault as DurableFile.Fault where fault.isDiskFull && disk.giveUp() {
                return try write(&files, isAhead: false)
            }
        }
    }

    /// What fails to be written is cut off again, lest later entries stand behind a torn one.
    private func write(_ files: inout Files, isAhead: Bool) throws -> Chunk {
        var chunk = try open(&files)
        let end = chunk.end + files.buffer.count
        let (length, bytes) =
            end <= chunk.length ? (chunk.length, files.buffer.count) : grown(from: chunk.end, to: end, isAhead)
        do {
            try files.buffer.withBytes(bytes) { bytes in
                try DurableFile.writeAll(bytes, to: chunk.descriptor, at: chunk.end, path: folder.path)
            }
        } catch {
            guard ftruncate(chunk.descriptor, off_t(chunk.end)) == 0 else {
                throw DurableFile.Fault(call: "ftruncate", path: folder.path, code: errno)
            }
            files.current?.length = chunk.end
            guard let fault = error as? DurableFile.Fault, fault.isUnfit, Self.takeThroughCache(chunk.descriptor)
            else { throw error }
            return try write(&files, isAhead: isAhead)
        }
        (chunk.end, chunk.length) = (end, length)
        files.current = chunk
        return chunk
    }

    /// The new length of a file, and how many bytes are written for it. The disk is asked here only, for whoever makes
    /// room on it holds its answer up.
    private func grown(from start: Int, to end: Int, _ isAhead: Bool) -> (length: Int, bytes: Int) {
        let growth = isAhead && disk.state != .full ? Self.growth : BlockBuffer.block
        let length = (end + growth - 1) / growth * growth
        return (length, length - start)
    }

    public var work: Work { files.withLock { $0.work } }

    /// Ends the chunk being written; what follows goes into a new one. Nil where nothing was written.
    public func endChunk() -> String? {
        files.withLock { files in
            guard let ended = files.current else { return nil }
            // Not synced: the reader takes both.
            ftruncate(ended.descriptor, off_t(ended.end))
            Foundation.close(ended.descriptor)
            files.current = nil
            return Self.name(ended.number)
        }
    }

    /// The raw chunks on disk, oldest first: what was open when the last process ended.
    public func openChunks() throws -> [String] {
        let current = files.withLock { $0.current.map { Self.name($0.number) } }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".log") }.map { String($0.dropLast(4)) }.sorted().filter { $0 != current }
    }

    /// The whole entries of a raw chunk; a torn or damaged end was never answered and is left out. They are on disk
    /// then: a process that was killed may have written the last ones without a sync, and who sends them again is
    /// answered.
    public func entries(of name: String) throws -> [[UInt8]] {
        let file = folder.appending(path: name + ".log")
        if durability == .eachCommit {
            do {
                try DurableFile.sync(file)
            } catch {
                syncFailed(error)
                throw error
            }
        }
        return try ChunkFile.entries(at: file)
    }

    /// The entries of a closed chunk, each followed by a line feed; empty where it is not kept any more.
    public func closedBytes(of name: String) throws -> [UInt8] {
        try ChunkFile.unpacked(folder.appending(path: name + ".gz")) ?? []
    }

    /// The name of the chunk before one; nil before the first.
    public func chunk(before name: String) -> String? {
        guard let number = Int(name), number > 1 else { return nil }
        return Self.name(number - 1)
    }

    /// Compresses an ended chunk and makes it durable; answers with the SHA-256 of its entries as received.
    public func close(_ name: String) async throws -> [UInt8] {
        try await closer.compress(
            folder.appending(path: name + ".log"),
            to: folder.appending(path: name + ".gz"),
            expecting: files.withLock { $0.entries[name] }
        )
    }

    /// Deletes the raw file of a chunk whose closing is in the journal.
    public func forget(_ name: String) throws {
        try FileManager.default.removeItem(at: folder.appending(path: name + ".log"))
        files.withLock { _ = $0.entries.removeValue(forKey: name) }
    }

    private func open(_ files: inout Files) throws -> Chunk {
        if let current = files.current { return current }
        let path = folder.appending(path: Self.name(files.next) + ".log").path
        let descriptor = create(path)
        guard descriptor >= 0 else { throw DurableFile.Fault(call: "open", path: path, code: errno) }
        if durability == .eachCommit { try DurableFile.syncFolder(folder) }
        let chunk = Chunk(number: files.next, descriptor: descriptor)
        files.next += 1
        files.current = chunk
        return chunk
    }

    /// Past the cache where each batch is synced and the file system can.
    private func create(_ path: String) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        guard durability == .eachCommit else { return Foundation.open(path, flags, 0o600) }
        // glibc's own name of O_DIRECT, which it keeps from strict programs.
        let direct = Foundation.open(path, flags | __O_DIRECT, 0o600)
        guard direct < 0, errno == EINVAL else { return direct }
        return Foundation.open(path, flags & ~O_EXCL, 0o600)
    }

    /// For a file system that opens a file past the cache and then refuses to write so; false where it was not.
    private static func takeThroughCache(_ descriptor: Int32) -> Bool {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, flags & __O_DIRECT != 0 else { return false }
        return fcntl(descriptor, F_SETFL, flags & ~__O_DIRECT) == 0
    }

    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
    }

    private static func put(_ head: [UInt8], _ body: [UInt8], into buffer: inout BlockBuffer) {
        let count = head.count + body.count
        precondition(count <= longestEntry, "the decoder has refused longer frames")
        let checksum = crc32(crc32(0, head, uInt(head.count)), body, uInt(body.count))
        buffer.append(UInt32(count))
        buffer.append(UInt32(checksum))
        buffer.append(head)
        buffer.append(body)
        buffer.fill(to: ChunkFile.alignment)
    }
}

extension Store {
    var observationFolder: URL { folder.url.appending(path: "observations") }
}

/// Compresses on a thread of its own: it takes half a second of a minute's load, and nobody's answer waits for it.
private actor ChunkCloser {
    private let executor = DiskExecutor("chunks")
    private let durability: Durability

    init(_ durability: Durability) {
        self.durability = durability
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - count: the entries that were written, where that is known; a raw file that gives others is kept as it is.
    func compress(_ raw: URL, to target: URL, expecting count: Int?) throws -> [UInt8] {
        let entries = try ChunkFile.entries(at: raw)
        if let count, count != entries.count {
            throw StoreFault.chunkUnreadable(path: raw.path, written: count, read: entries.count)
        }
        let lines = entries.reduce(into: [UInt8]()) { all, entry in
            all += entry
            all.append(UInt8(ascii: "\n"))
        }
        let temporary = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).new")
        // Level 1: a third larger than level 6, in a fifth of the time.
        guard let file = gzopen(temporary.path, "wb1") else {
            throw DurableFile.Fault(call: "gzopen", path: temporary.path, code: errno)
        }
        let written = lines.isEmpty ? 0 : gzwrite(file, lines, UInt32(lines.count))
        guard gzclose(file) == Z_OK, Int(written) == lines.count else {
            throw DurableFile.Fault(call: "gzwrite", path: temporary.path, code: errno)
        }
        try DurableFile.publish(temporary, as: target, durability)
        return Array(SHA256.hash(data: lines))
    }
}

/// How entries lie in a file.
enum ChunkFile {
    /// An entry begins at a multiple of this, so that its length and CRC-32 lie in one block.
    static let alignment = 8

    static func entries(at url: URL) throws -> [[UInt8]] {
        let bytes = [UInt8](try Data(contentsOf: url))
        var found: [[UInt8]] = []
        var index = 0
        while index + 8 <= bytes.count {
            let length = Int(number(bytes, at: index))
            // The rest of a block was filled; a whole empty one was never written.
            if length == 0, index % BlockBuffer.block > 0 {
                index += BlockBuffer.block - index % BlockBuffer.block
                continue
            }
            let end = index + 8 + length
            guard length > 0, length <= ObservationLog.longestEntry, end <= bytes.count else { break }
            let entry = Array(bytes[index + 8..<end])
            guard UInt32(crc32(0, entry, uInt(length))) == number(bytes, at: index + 4) else { break }
            found.append(entry)
            index = (end + alignment - 1) / alignment * alignment
        }
        return found
    }

    /// What a closed chunk holds; nil where there is no such file.
    static func unpacked(_ url: URL) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        guard let file = gzopen(url.path, "rb") else {
            throw DurableFile.Fault(call: "gzopen", path: url.path, code: errno)
        }
        defer { gzclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = gzread(file, &block, UInt32(block.count))
            guard count >= 0 else { throw DurableFile.Fault(call: "gzread", path: url.path, code: errno) }
            guard count > 0 else { return bytes }
            bytes += block.prefix(Int(count))
        }
    }

    private static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
        bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
