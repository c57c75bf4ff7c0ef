internal import ArgumentParser
internal import Foundation
internal import Journal

/// Work on a log without a centre: public proof vectors, and building a log from entries.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Check public proof vectors, build a log from entries.",
        subcommands: [Inclusion.self, Consistency.self, Build.self]
    )

    /// A proof file of transparency-dev/merkle; exit 0 if the proof holds, 1 if not.
    struct Inclusion: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Exit 0 if the inclusion proof of FILE holds, else 1."
        )

        @Option(name: .customLong("json"), help: "The vector.") var file: String

        func run() throws {
            let vector = try VectorFile(at: file)
            try holds { () throws(ProofFault) in
                try InclusionVector(
                    leafIndex: vector.leafIdx ?? 0,
                    treeSize: vector.treeSize ?? 0,
                    root: [UInt8](vector.root ?? Data()),
                    leafHash: [UInt8](vector.leafHash ?? Data()),
                    proof: vector.hashes
                ).verify()
            }
        }
    }

    struct Consistency: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Exit 0 if the consistency proof of FILE holds, else 1. Old size 0 is always refused."
        )

        @Option(name: .customLong("json"), help: "The vector.") var file: String

        func run() throws {
            let vector = try VectorFile(at: file)
            try holds { () throws(ProofFault) in
                try ConsistencyVector(
                    oldSize: vector.size1 ?? 0,
                    newSize: vector.size2 ?? 0,
                    oldRoot: [UInt8](vector.root1 ?? Data()),
                    newRoot: [UInt8](vector.root2 ?? Data()),
                    proof: vector.hashes
                ).verify()
            }
        }
    }

    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Build tiles, bundles and a signed checkpoint from length-prefixed entries."
        )

        @Option(help: "The log's name.") var origin: String
        @Option(help: "The file with the signing key, PRIVATE+KEY+…") var key: String
        @Argument(help: "Entries, each after its length in two bytes, big-endian.") var entries: String
        @Argument(help: "The folder to write.") var folder: String

        func run() throws {
            let text = try String(contentsOfFile: key, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            let signer = try SignerKey(text)
            let list = try EntryList.decode([UInt8](Data(contentsOf: URL(filePath: entries))))
            let log = try MemoryLog.building(list, origin: origin, signedBy: signer)
            for (path, bytes) in log.files.sorted(by: { $0.key < $1.key }) {
                let file = URL(filePath: folder).appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(bytes).write(to: file, options: .atomic)
            }
        }
    }
}

/// One file of the public suites; which fields it has depends on the suite.
private struct VectorFile: Decodable {
    let leafIdx: UInt64?
    let treeSize: UInt64?
    let root: Data?
    let leafHash: Data?
    let size1: UInt64?
    let size2: UInt64?
    let root1: Data?
    let root2: Data?
    let proof: [Data]?

    var hashes: [[UInt8]] { (proof ?? []).map { [UInt8]($0) } }

    init(at path: String) throws {
        self = try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: URL(filePath: path)))
    }
}

private func holds(_ verify: () throws(ProofFault) -> Void) throws {
    do {
        try verify()
    } catch {
        FileHandle.standardError.write(Data("the proof does not hold: \(error)\n".utf8))
        throw ExitCode.failure
    }
}
