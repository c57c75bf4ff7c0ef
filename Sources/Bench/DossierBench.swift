internal import Domain
internal import Events
internal import Foundation
internal import Journal
internal import Store

/// Takes as many records out of a centre's folder as a dossier may have, spread over the whole journal, with what they
/// refer to and a proof of each, and writes them as lines of JSON: the worst that one person's dossier can be.
struct DossierBench {
    let data: URL
    let keys: URL

    init(data: String, keys: String) {
        (self.data, self.keys) = (URL(filePath: data), URL(filePath: keys))
    }

    /// Each proof is verified against the signed root before it is written.
    func write(records count: Int, to file: String) throws {
        let world = World(now: { Instant(microseconds: 0) }, newID: { UInt128.random(in: .min ... .max) })
        let keyFolder = try KeyFolder(at: keys, origin: nil, data: data)
        let store = try Store(folder: try DataFolder(at: data), keys: keyFolder, world: world) { error in
            preconditionFailure("\(error)")
        }
        let begun = ContinuousClock.now
        guard let checkpoint = try store.checkpoint() else { preconditionFailure("the journal is not signed") }
        var tree = StoredTree(size: checkpoint.size, reader: store.journal)
        var (lines, hashes) = (Data(), 0)
        for index in 0..<count {
            let number = UInt64(index) * checkpoint.size / UInt64(count)
            guard let leaf = try store.record(number)?.leaf else { preconditionFailure("record \(number) is missing") }
            let bytes = leaf.bytes()
            let contents = try leaf.contents.compactMap { try store.content($0.id) }
            let proof = try tree.inclusionProof(of: number, at: checkpoint.size)
            try proof.verify(leaf: MerkleTree.leafHash(bytes), root: checkpoint.root)
            hashes += proof.path.count
            let words = contents.map { String(decoding: $0, as: UTF8.self) }
            let line = Line(number: number, leaf: bytes, contents: words, proof: proof.path.map(\.base64))
            lines += try JSONEncoder().encode(line) + [0x0A]
        }
        try lines.write(to: URL(filePath: file))
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        print(#"{"records":\#(count),"size":\#(checkpoint.size),"hashes":\#(hashes),"seconds":\#(seconds)}"#)
    }

    private struct Line: Encodable {
        let number: UInt64
        let leaf: String
        let contents, proof: [String]

        init(number: UInt64, leaf: [UInt8], contents: [String], proof: [String]) {
            self.number = number
            self.leaf = String(decoding: leaf, as: UTF8.self)
            (self.contents, self.proof) = (contents, proof)
        }
    }
}
