import Foundation
import Testing

@testable import Store

struct ObservationLogTests {
    /// Sizes of bodies in each batch: a block to the byte, up to ten bytes less and one more, each before short and
    /// long entries.
    private static let batches =
        (4_077...4_088).flatMap { [[$0], [300], [$0], [70_000]] } + [[4_086, 4_088], [10_000, 3], [100]]

    private func entry(_ size: Int, _ mark: Int) -> (head: [UInt8], body: [UInt8]) {
        ([UInt8(ascii: "h")], [UInt8](repeating: UInt8(mark % 250), count: size))
    }

    /// Writes the batches and answers with the open chunk's file and the entries as they are to be read.
    private func written(_ store: Store) throws -> (log: ObservationLog, file: URL, entries: [[UInt8]]) {
        let log = try ObservationLog(store: store) { Issue.record("\($0)") }
        var entries: [[UInt8]] = []
        for (mark, sizes) in Self.batches.enumerated() {
            let batch = sizes.map { entry($0, mark + 1) }
            try log.append(batch)
            entries += batch.map { $0.head + $0.body }
        }
        let name = try #require(log.endChunk())
        return (log, store.observationFolder.appending(path: name + ".log"), entries)
    }

    @Test func batchesFillTheirBlocksAndAllEntriesAreReadAgain() throws {
        let fixture = try StoreFixture()
        let (log, file, entries) = try written(try fixture.open())

        #expect(try ChunkFile.entries(at: file) == entries)
        #expect(try Data(contentsOf: file).count % BlockBuffer.block == 0)
        #expect(log.work.syncs == Self.batches.count && log.work.entries == entries.count)
        #expect(log.work.bytes == entries.reduce(0) { $0 + ($1.count + 15) / 8 * 8 })
    }

    @Test func whatIsTornAtTheEndIsLeftOutAndNothingBeforeIt() throws {
        let fixture = try StoreFixture()
        let (_, file, entries) = try written(try fixture.open())
        var bytes = try Data(contentsOf: file)
        let last = bytes.count - BlockBuffer.block

        for torn in [bytes.prefix(last), bytes.prefix(last) + Data(count: BlockBuffer.block)] {
            try torn.write(to: file)
            #expect(try ChunkFile.entries(at: file) == entries.dropLast())
        }
        bytes[last + 40] ^= 1
        try bytes.write(to: file)
        #expect(try ChunkFile.entries(at: file) == entries.dropLast())
    }

    @Test func aChunkThatGivesBackLessThanWasWrittenIsNotClosed() async throws {
        let fixture = try StoreFixture()
        let (log, file, entries) = try written(try fixture.open())
        let sound = try Data(contentsOf: file)
        let name = file.deletingPathExtension().lastPathComponent

        try sound.dropLast(BlockBuffer.block).write(to: file)
        await #expect(
            throws: StoreFault.chunkUnreadable(path: file.path, written: entries.count, read: entries.count - 1)
        ) { try await log.close(name) }
        try sound.write(to: file)
        _ = try await log.close(name)
        try log.forget(name)
        #expect(try log.openChunks().isEmpty)
    }
}
