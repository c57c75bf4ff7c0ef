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

    /// A chunk as it was written, without the zeros that follow.
    private func written(_ file: URL) throws -> Data {
        let bytes = try Data(contentsOf: file)
        let end = bytes.lastIndex { $0 != 0 }.map { ($0 / BlockBuffer.block + 1) * BlockBuffer.block } ?? 0
        return bytes.prefix(end)
    }

    @Test func batchesFillTheirBlocksAndAllEntriesAreReadAgain() throws {
        let fixture = try StoreFixture()
        let (log, file, entries) = try written(try fixture.open())

        #expect(try ChunkFile.entries(at: file) == entries)
        #expect(log.work.syncs == Self.batches.count && log.work.entries == entries.count)
        #expect(log.work.bytes == entries.reduce(0) { $0 + ($1.count + 15) / 8 * 8 })
    }

    @Test func aChunkGrowsAheadSoThatABatchSeldomChangesItsSize() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let log = try ObservationLog(store: store) { Issue.record("\($0)") }
        var entries: [[UInt8]] = []
        var lengths: [Int] = []
        for mark in 1...40 {
            let one = entry(60_000, mark)
            try log.append([one])
            entries.append(one.head + one.body)
            let file = store.observationFolder.appending(path: "0000000001.log")
            #expect(try ChunkFile.entries(at: file) == entries)
            lengths.append(try Data(contentsOf: file).count)
        }

        // Fifteen blocks each: 17 batches fit a mebibyte, and the one that does not grows the file again.
        #expect(lengths.prefix(17).allSatisfy { $0 == ObservationLog.growth })
        #expect(Set(lengths) == Set([1, 2, 3].map { $0 * ObservationLog.growth }))
    }

    @Test func whatIsTornAtTheEndIsLeftOutAndNothingBeforeIt() throws {
        let fixture = try StoreFixture()
        let (_, file, entries) = try written(try fixture.open())
        var bytes = try written(file)
        let last = bytes.count - BlockBuffer.block

        for torn in [bytes.prefix(last), bytes.prefix(last) + Data(count: BlockBuffer.block)] {
            try torn.write(to: file)
            #expect(try ChunkFile.entries(at: file) == entries.dropLast())
        }
        bytes[last + 40] ^= 1
        try bytes.write(to: file)
        #expect(try ChunkFile.entries(at: file) == entries.dropLast())
    }

    @Test func ofABatchInPartsOnlyWholeEntriesAreReadAndNothingBeforeItIsLost() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let log = try ObservationLog(store: store) { Issue.record("\($0)") }
        let answered = [entry(5_000, 1), entry(100, 2)]
        let last = [entry(3_000, 3), entry(6_000, 4), entry(40, 5), entry(2_000, 6)]
        try log.append(answered)
        try log.append(last)
        let file = store.observationFolder.appending(path: "0000000001.log")
        let sound = try Data(contentsOf: file)
        let (before, after) = (answered.map { $0.head + $0.body }, last.map { $0.head + $0.body })
        let (first, blocks) = (2, 3)
        #expect(try ChunkFile.entries(at: file) == before + after)

        for kept in 0..<(1 << blocks) - 1 {
            var torn = sound
            for block in 0..<blocks where kept & 1 << block == 0 {
                let start = (first + block) * BlockBuffer.block
                torn.replaceSubrange(start..<start + BlockBuffer.block, with: Data(count: BlockBuffer.block))
            }
            try torn.write(to: file)
            let found = try ChunkFile.entries(at: file)
            #expect(found.starts(with: before))
            #expect(after.starts(with: found.dropFirst(before.count)) && found.count < before.count + after.count)
        }
    }

    @Test func entriesOfAMebibyteAndBatchesOfMoreAreWrittenAndRead() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let log = try ObservationLog(store: store) { Issue.record("\($0)") }
        let longest = ObservationLog.longestEntry - 1
        let batches = [[100], [longest], [700_000, 700_000, 900_000], [3], [longest, longest, longest]]
        var entries: [[UInt8]] = []
        for (mark, sizes) in batches.enumerated() {
            let batch = sizes.map { entry($0, mark + 1) }
            try log.append(batch)
            entries += batch.map { $0.head + $0.body }
        }

        let file = store.observationFolder.appending(path: "0000000001.log")
        #expect(try ChunkFile.entries(at: file) == entries)
        #expect(try Data(contentsOf: file).count % ObservationLog.growth == 0)
        _ = log.endChunk()
        #expect(try Data(contentsOf: file) == written(file))
        #expect(try ChunkFile.entries(at: file) == entries)
    }

    @Test func aChunkThatGivesBackLessThanWasWrittenIsNotClosed() async throws {
        let fixture = try StoreFixture()
        let (log, file, entries) = try written(try fixture.open())
        let sound = try written(file)
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
