import Foundation
import Journal
import Testing

/// The published proofs of transparency-dev/merkle: accept exactly where the file says so.
struct VectorTests {
    struct Inclusion: Decodable {
        let leafIdx: UInt64, treeSize: UInt64
        let root: Data, leafHash: Data
        let proof: [Data]?
        let wantErr: Bool

        var vector: InclusionVector {
            InclusionVector(
                leafIndex: leafIdx,
                treeSize: treeSize,
                root: Array(root),
                leafHash: Array(leafHash),
                proof: (proof ?? []).map { Array($0) }
            )
        }
    }

    struct Consistency: Decodable {
        let size1: UInt64, size2: UInt64
        let root1: Data, root2: Data
        let proof: [Data]?
        let wantErr: Bool

        var vector: ConsistencyVector {
            ConsistencyVector(
                oldSize: size1,
                newSize: size2,
                oldRoot: Array(root1),
                newRoot: Array(root2),
                proof: (proof ?? []).map { Array($0) }
            )
        }
    }

    static func files(_ kind: String) throws -> [URL] {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Vectors/merkle/\(kind)")
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
    }

    @Test func everyInclusionVectorGetsItsVerdict() throws {
        let files = try Self.files("inclusion")
        #expect(files.count == 98)
        for file in files {
            let test = try JSONDecoder().decode(Inclusion.self, from: Data(contentsOf: file))
            let accepted = (try? test.vector.verify()) != nil
            #expect(accepted != test.wantErr, "\(file.path)")
        }
    }

    @Test func everyConsistencyVectorGetsItsVerdict() throws {
        let files = try Self.files("consistency")
        #expect(files.count == 98)
        for file in files {
            let test = try JSONDecoder().decode(Consistency.self, from: Data(contentsOf: file))
            let accepted = (try? test.vector.verify()) != nil
            #expect(accepted != test.wantErr, "\(file.path)")
        }
    }
}
