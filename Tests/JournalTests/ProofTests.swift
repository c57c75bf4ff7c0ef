import Crypto
import Testing

@testable import Journal

struct ProofTests {
    /// Leaf n is the single byte n, as in the published digests.
    static let leaves = (0..<130).map { [UInt8($0)] }

    private func text(_ hashes: [TreeHash]) -> String { hashes.map { " \($0)" }.joined() }

    private func digest(_ lines: String) -> String { Hexadecimal.encode(SHA256.hash(data: Array(lines.utf8))) }

    private func isSubtree(_ start: Int, _ end: Int) -> Bool {
        var power = 1
        while power < end - start { power *= 2 }
        return start % power == 0
    }

    /// draft-ietf-plants-merkle-tree-certs, Appendix "Subtree Test Vectors".
    @Test func everySubtreeAndItsProofsUpTo130LeavesAreThePublishedOnes() throws {
        var roots = "", proofs = ""
        for end in 0...130 {
            for start in 0...end where isSubtree(start, end) {
                let part = Array(Self.leaves[start..<end])
                var tree = StoredTree(size: UInt64(part.count), reader: tiles(of: part))
                let root = try tree.root(at: UInt64(part.count))
                roots += "[\(start), \(end)) \(root)\n"
                for index in part.indices {
                    let proof = try tree.inclusionProof(of: UInt64(index), at: UInt64(part.count))
                    proofs += "\(start + index) [\(start), \(end))\(text(proof.path))\n"
                }
            }
        }

        #expect(digest(roots) == "b82806ad4265bb151c1119c0f4db437bb4d1a1f887b3a7fba1cd4ebf552e3e81")
        #expect(digest(proofs) == "ac2a8f989e44d99e399db448050ff5f19757df53cfb716aa81015d3955d8163f")
    }

    @Test func everyInclusionProofUpTo130LeavesEqualsTheRecursionOfTheRFC() throws {
        var tree = StoredTree(size: 130, reader: tiles(of: Self.leaves))
        for size in 1...130 {
            let slow = SlowTree(Self.leaves.prefix(size))
            let root = try #require(TreeHash(slow.root))
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: UInt64(index), at: UInt64(size))
                #expect(proof.path.map(\.bytes) == slow.path(index))
                try proof.verify(leaf: MerkleTree.leafHash(Self.leaves[index]), root: root)
            }
        }
    }

    @Test func everyConsistencyProofUpTo130LeavesEqualsTheRecursionOfTheRFC() throws {
        var tree = StoredTree(size: 130, reader: tiles(of: Self.leaves))
        for newer in 1...130 {
            let slow = SlowTree(Self.leaves.prefix(newer))
            let newRoot = try #require(TreeHash(slow.root))
            for older in 1...newer {
                let proof = try tree.consistencyProof(from: UInt64(older), to: UInt64(newer))
                #expect(proof.path.map(\.bytes) == slow.proof(older))
                try proof.verify(oldRoot: tree.root(at: UInt64(older)), newRoot: newRoot)
            }
        }
    }

    @Test func fromSizeZeroOnlyTheCosignerAcceptsAndOnlyAnEmptyProof() throws {
        let root = MerkleTree.leafHash([1])
        let proof = ConsistencyProof(oldSize: 0, newSize: 1, path: [])
        let padded = ConsistencyProof(oldSize: 0, newSize: 1, path: [root])

        #expect(throws: ProofFault.oldSizeIsZero) { try proof.verify(oldRoot: MerkleTree.emptyRoot, newRoot: root) }
        try proof.verifyAsCosigner(oldRoot: MerkleTree.emptyRoot, newRoot: root)
        #expect(throws: ProofFault.self) { try padded.verifyAsCosigner(oldRoot: MerkleTree.emptyRoot, newRoot: root) }
    }

    @Test func frontierHasTheRootOfEverySizeAndSurvivesItsBytes() throws {
        var frontier = Frontier()
        for size in 0...130 {
            #expect(frontier.root.bytes == SlowTree(Self.leaves.prefix(size)).root)
            #expect(Frontier(bytes: frontier.bytes) == frontier)
            if size < 130 { frontier.append(leaf: Self.leaves[size]) }
        }
        #expect(Frontier(bytes: frontier.bytes.dropLast()) == nil)
    }
}
