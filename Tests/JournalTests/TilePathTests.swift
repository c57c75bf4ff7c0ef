import Journal
import Testing

struct TilePathTests {
    @Test func pathsAreThoseOfTheSpecification() {
        #expect(TilePath(.hashes(level: 0), index: 1_234_067).path == "tile/0/x001/x234/067")
        #expect(TilePath(.hashes(level: 1), index: 1000, width: 17).path == "tile/1/x001/000.p/17")
        #expect(TilePath(.entries, index: 5).path == "tile/entries/005")
    }

    @Test(arguments: [0, 1, 999, 1000, 1_234_067, UInt64.max])
    func everyPathIsReadBack(index: UInt64) {
        for path in [TilePath(.entries, index: index, width: 3), TilePath(.hashes(level: 63), index: index)] {
            #expect(TilePath(path: path.path) == path)
        }
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/1", "tile/00/001", "tile/64/001", "tile/-1/001", "tile/0/x000/001",
        "tile/0/001/002", "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/01", "tile/0/001.p", "/tile/0/001",
        "tile/data/001", "tile/0/001.tmp", "tile/0/x018/x446/x744/x073/x709/x551/616",
    ])
    func otherPathsAreRefused(path: String) {
        #expect(TilePath(path: path) == nil)
    }
}
