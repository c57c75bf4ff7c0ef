import Testing

@testable import Journal

struct EarlierTileTests {
    /// Whoever holds an earlier checkpoint is served the tiles that it had, byte for byte.
    @Test(arguments: [(3, 200), (200, 256), (255, 300), (300, 511)])
    func thePartialTilesOfAnEarlierLogAreTheBeginningsOfThePresentOnes(before: Int, now: Int) throws {
        let earlier = try VerificationTests.log(before)
        let present = try VerificationTests.log(now)
        let partial = earlier.files.keys.compactMap { TilePath(path: $0) }.filter(\.isPartial)

        #expect(!partial.isEmpty)
        for tile in partial {
            let served = try present.files[tile.path] ?? present.earlier(tile, in: UInt64(now))
            #expect(served == earlier.files[tile.path], "\(tile)")
        }
    }

    @Test func whatLiesAheadIsNotServed() throws {
        let log = try VerificationTests.log(20)

        #expect(try log.earlier(TilePath(.hashes(level: 0), index: 0, width: 21), in: 20) == nil)
        #expect(try log.earlier(TilePath(.entries, index: 1, width: 1), in: 20) == nil)
        #expect(try log.earlier(TilePath(.entries, index: 0), in: 20) == nil)
    }
}
