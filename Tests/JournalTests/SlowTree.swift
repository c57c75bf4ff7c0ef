import Crypto

@testable import Journal

/// RFC 6962 §2.1 word for word, over raw leaves: shares nothing with the code under test but the answer.
struct SlowTree {
    let leaves: ArraySlice<[UInt8]>

    init(_ leaves: some Collection<[UInt8]>) { self.leaves = Array(leaves)[...] }

    private static func sha(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    private static func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    var root: [UInt8] {
        guard leaves.count > 1 else { return Self.sha(leaves.first.map { [0] + $0 } ?? []) }
        let split = Self.split(leaves.count)
        return Self.sha([1] + SlowTree(leaves.prefix(split)).root + SlowTree(leaves.dropFirst(split)).root)
    }

    func path(_ index: Int) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let split = Self.split(leaves.count)
        let (left, right) = (SlowTree(leaves.prefix(split)), SlowTree(leaves.dropFirst(split)))
        return index < split ? left.path(index) + [right.root] : right.path(index - split) + [left.root]
    }

    func proof(_ older: Int, whole: Bool = true) -> [[UInt8]] {
        guard older < leaves.count else { return whole ? [] : [root] }
        let split = Self.split(leaves.count)
        let (left, right) = (SlowTree(leaves.prefix(split)), SlowTree(leaves.dropFirst(split)))
        return older <= split
            ? left.proof(older, whole: whole) + [right.root] : right.proof(older - split, whole: false) + [left.root]
    }
}

/// The tiles of these leaves without a checkpoint.
func tiles(of leaves: some Sequence<[UInt8]>) -> MemoryLog {
    var log = MemoryLog()
    var growth = Growth()
    for leaf in leaves { growth.append(leaf) { log.files[$0.path.path] = $0.bytes } }
    growth.finish { log.files[$0.path.path] = $0.bytes }
    return log
}
