internal import CZlib
internal import Crypto
internal import Foundation

/// The readings as they came, synced before they are answered: not events, but what events are found from.
///
/// A chunk is a file of entries, each after its length and CRC-32. When it is closed it is compressed and its hash
/// goes into the journal; only then is the raw file deleted, so that a crash at any point loses and repeats nothing.
public final class ObservationLog: Sendable {
    /// The longest entry: a frame of two thousand lines with its header.
    public static let longestEntry = 1 << 20
    /// Frames that share one sync, and that may wait: two minutes of frames from every base station.
    private static let batchLimit = 64
    private static let queueLimit = 120 * 64

    private let disk: ChunkFiles
    private let batches: Batches<[[UInt8]], Void>

    /// - syncFailed: a write or sync failed: the process must end, nobody is answered (exit code 74).
    public init(store: Store, syncFailed: @escaping @Sendable (any Error) -> Void) throws {
        let disk = try ChunkFiles(in: store.observationFolder, durability: store.durability)
        self.disk = disk
        batches = Batches(batchLimit: Self.batchLimit, queueLimit: Self.queueLimit) { groups in
            do {
                try await disk.append(groups.flatMap(\.self))
                return groups.map { _ in .success(()) }
            } catch {
                syncFailed(error)
                return groups.map { _ in .failure(error) }
            }
        }
    }

    /// Appends entries and answers when they are on disk. An empty entry only waits for those before it.
    public func append(_ entries: [[UInt8]]) async throws {
        precondition(
            entries.allSatisfy { $0.count <= Self.longestEntry },
            "the decoder has refused longer frames"
        )
        try await batches.submit(entries)
    }

    /// The raw chunks on disk, oldest first: what was open when the last process ended.
    public func openChunks() async throws -> [(name: String, entries: [[UInt8]])] {
        try await disk.openChunks()
    }

    /// Ends the chunk being written; what follows goes into a new one. Nil where it is empty.
    public func endChunk() async throws -> String? { try await disk.endChunk() }

    /// Compresses an ended chunk and makes it durable; answers with the SHA-256 of its entries as received.
    public func close(_ name: String) async throws -> [UInt8] { try await disk.compress(name) }

    /// Deletes the raw file of a chunk whose closing is in the journal.
    public func forget(_ name: String) async throws { try await disk.remove(name) }
}

extension Store {
    var observationFolder: URL { folder.url.appending(path: "observations") }
}

/// The files behind the log. An actor with a thread of its own: a sync must not hold one of the few that serve others.
actor ChunkFiles {
    private let executor = DiskExecutor()
    private let folder: URL
    private let durability: Durability
    private var current: (name: String, descriptor: Int32, bytes: Int)?
    private var next: Int

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(in folder: URL, durability: Durability) throws {
        self.folder = folder
        self.durability = durability
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        next = (names.compactMap { Int($0.prefix { $0 != "." }) }.max() ?? 0) + 1
    }

    func append(_ entries: [[UInt8]]) throws {
        var buffer: [UInt8] = []
        for entry in entries where !entry.isEmpty {
            Self.put(UInt32(entry.count), into: &buffer)
            Self.put(UInt32(crc32(0, entry, uInt(entry.count))), into: &buffer)
            buffer += entry
        }
        guard !buffer.isEmpty else { return }
        let descriptor = try openCurrent()
        try DurableFile.writeAll(buffer, to: descriptor, path: folder.path)
        guard durability == .atTheEnd || fdatasync(descriptor) == 0 else {
            throw DurableFile.Fault(call: "fdatasync", path: folder.path, code: errno)
        }
        current?.bytes += buffer.count
    }

    func endChunk() throws -> String? {
        guard let ended = current, ended.bytes > 0 else { return nil }
        Foundation.close(ended.descriptor)
        current = nil
        return ended.name
    }

    func compress(_ name: String) throws -> [UInt8] {
        let raw = try entries(of: name).reduce(into: [UInt8]()) { all, entry in
            all += entry
            all.append(UInt8(ascii: "\n"))
        }
        let target = folder.appending(path: name + ".gz")
        let temporary = folder.appending(path: "." + name + ".gz.new")
        guard let file = gzopen(temporary.path, "wb6") else {
            throw DurableFile.Fault(call: "gzopen", path: temporary.path, code: errno)
        }
        let written = raw.isEmpty ? 0 : gzwrite(file, raw, UInt32(raw.count))
        guard gzclose(file) == Z_OK, Int(written) == raw.count else {
            throw DurableFile.Fault(call: "gzwrite", path: temporary.path, code: errno)
        }
        try DurableFile.publish(temporary, as: target, durability)
        return Array(SHA256.hash(data: raw))
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(at: folder.appending(path: name + ".log"))
    }

    func openChunks() throws -> [(name: String, entries: [[UInt8]])] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".log") }.map { String($0.dropLast(4)) }.sorted()
        return try names.filter { $0 != current?.name }.map { ($0, try entries(of: $0)) }
    }

    /// The whole entries of a raw chunk; a torn or damaged end was never answered and is left out.
    private func entries(of name: String) throws -> [[UInt8]] {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name + ".log")))
        var found: [[UInt8]] = []
        var index = 0
        while index + 8 <= bytes.count {
            let length = Int(Self.number(bytes, at: index))
            let end = index + 8 + length
            guard length <= ObservationLog.longestEntry, end <= bytes.count else { break }
            let entry = Array(bytes[index + 8..<end])
            guard UInt32(crc32(0, entry, uInt(length))) == Self.number(bytes, at: index + 4) else { break }
            found.append(entry)
            index = end
        }
        return found
    }

    private func openCurrent() throws -> Int32 {
        if let current { return current.descriptor }
        let digits = String(next)
        let name = String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
        let path = folder.appending(path: name + ".log").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DurableFile.Fault(call: "open", path: path, code: errno) }
        if durability == .eachCommit { try DurableFile.syncFolder(folder) }
        next += 1
        current = (name, descriptor, 0)
        return descriptor
    }

    private static func put(_ value: UInt32, into bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }

    private static func number(_ bytes: [UInt8], at index: Int) -> UInt32 {
        bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
