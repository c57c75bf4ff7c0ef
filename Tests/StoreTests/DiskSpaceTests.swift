import Domain
import Events
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

struct DiskSpaceTests {
    private static func space(freeMiB: Int64, of sizeMiB: Int64 = 64, hasReserve: Bool) -> DiskSpace {
        DiskSpace(free: freeMiB << 20, size: sizeMiB << 20, hasReserve: hasReserve)
    }

    private static let states: [(freeMiB: Int64, hasReserve: Bool, last: DiskState, next: DiskState)] = [
        (30, true, .ample, .ample),
        (7, true, .ample, .ample), (6, true, .ample, .low), (7, true, .low, .low), (8, true, .low, .ample),
        (4, true, .low, .low), (3, true, .low, .full),
        (35, false, .full, .full), (39, false, .full, .full), (40, false, .full, .ample), (0, false, .full, .full),
        (32, false, .ample, .full),
    ]

    @Test(arguments: states)
    func aStateBeginsAtOneLimitAndEndsAtAnother(freeMiB: Int64, hasReserve: Bool, last: DiskState, next: DiskState) {
        #expect(Self.space(freeMiB: freeMiB, hasReserve: hasReserve).state(after: last) == next)
    }

    private static let needs: [(freeMiB: Int64, hasReserve: Bool, least: DiskNeed)] = [
        (30, true, .place), (4, true, .place), (3, true, .signOfLife),
        (0, true, .signOfLife), (40, false, .place), (39, false, .signOfLife), (16, false, .signOfLife),
        (15, false, .call), (0, false, .call),
    ]

    @Test(arguments: needs)
    func positionsGoFirstAndCallsForHelpNever(freeMiB: Int64, hasReserve: Bool, least: DiskNeed) {
        let space = Self.space(freeMiB: freeMiB, hasReserve: hasReserve)

        let taken = [DiskNeed.call, .signOfLife, .place].filter { space.takes($0) }

        #expect(taken == [DiskNeed.call, .signOfLife, .place].filter { $0 <= least })
    }

    /// SQLite finds no room before it syncs: the work is done once more with the reserve, and the server goes on.
    @Test func aCommandThatFindsNoRoomIsTriedWithTheReserveAndThenRefused() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        try store.disk.look()
        _ = try await store.submit { try $0.arrive(name: "0") }
        func allow(pages: Int) async throws {
            try await store.pool.write { _ = try Int.fetchOne($0, sql: "pragma max_page_count = \(pages)") }
        }
        try await allow(pages: 1)
        let tries = Mutex(0)

        await #expect(throws: StoreFault.diskFull) {
            try await store.submit { change in
                tries.withLock { $0 += 1 }
                for number in 1..<500 { _ = try change.arrive(name: "\(number)") }
            }
        }

        #expect(tries.withLock { $0 } == 2)
        #expect(!store.disk.giveUp(), "the reserve was given up")
        try await allow(pages: 1 << 20)
        let size = try store.size()
        _ = try await store.submit { try $0.arrive(name: "1") }
        #expect(try store.size() > size)
        #expect(try store.check() == [])
    }

    @Test func theReserveIsAllocatedAndGivenUpOnce() throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let file = fixture.data.appending(path: "reserve")

        try store.disk.look()

        var found = stat()
        #expect(stat(file.path, &found) == 0)
        #expect(Int64(found.st_size) == DiskSpace.reserve)
        #expect(Int64(found.st_blocks) * 512 >= DiskSpace.reserve)
        #expect(store.disk.state != .full)

        #expect(store.disk.giveUp())
        #expect(!store.disk.giveUp())
        #expect(!FileManager.default.fileExists(atPath: file.path))

        try store.disk.look()
        #expect(FileManager.default.fileExists(atPath: file.path))
    }
}
