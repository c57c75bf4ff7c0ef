internal import ArgumentParser
internal import Foundation
internal import Journal
internal import Store

/// Recomputes a journal from its files alone, without the server and without its database.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify a journal offline; names the first record that is not as signed."
    )

    @Argument(help: "The journal's folder (data/journal), or a copy of it.") var journal: String
    @Option(help: "The verifier key NAME+ID+KEY, as `serve` prints it.") var key: String?
    @Option(name: .customLong("journal-key"), help: "The centre's journal.key, where one has it, in place of --key.")
    var keyFile: String?
    @Option(help: "A guard file, or a checkpoint kept from earlier: the log must continue it.") var known: String?
    @Flag(help: "The server runs, or was killed: files ahead of the checkpoint wait for the next one.") var live = false

    func run() throws {
        var verification = Verification(key: try verifier())
        if live { verification.tail = .tolerated }
        verification.known = try known.map { file in
            try head(in: file, signedBy: verification.key)
        }
        do {
            let checkpoint = try verification.run(on: JournalFolder(at: URL(filePath: journal))) { _, _ in }
            print("verified: \(checkpoint.size) records, root \(checkpoint.root.base64)")
        } catch {
            let place = error.firstRecord.map { "first bad record \($0): " } ?? ""
            FileHandle.standardError.write(Data("NOT verified: \(place)\(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    /// The guard of the key folder is plain text; a checkpoint that was given out counts only with its signature.
    private func head(in file: String, signedBy key: VerifierKey) throws -> Guard {
        let bytes = try Self.reading("--known \(file)", wants: "a file") {
            [UInt8](try Data(contentsOf: URL(filePath: file)))
        }
        guard let note = try? SignedNote(bytes: bytes) else {
            return try Self.reading("--known \(file)", wants: "a guard file or a signed checkpoint") {
                try Guard(text: String(decoding: bytes, as: UTF8.self))
            }
        }
        try note.verify(by: key)
        let head = try Checkpoint(text: note.text)
        return Guard(origin: head.origin, size: head.size, root: head.root)
    }

    private func verifier() throws -> VerifierKey {
        if let key {
            return try Self.reading("--key", wants: "NAME+ID+KEY, as `serve` prints it") { try VerifierKey(key) }
        }
        guard let keyFile else { throw ValidationError("--key or --journal-key tells whose signature must be there") }
        return try Self.reading("--journal-key \(keyFile)", wants: "the file journal.key of the key folder") {
            let text = try String(contentsOfFile: keyFile, encoding: .utf8)
            return try SignerKey(text.trimmingCharacters(in: .whitespacesAndNewlines)).verifier
        }
    }

    /// Says which option was not what it should be.
    private static func reading<Value>(_ option: String, wants: String, _ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            throw ValidationError("\(option) is not \(wants): \(error)")
        }
    }
}
