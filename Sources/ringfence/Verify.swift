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
    @Option(help: "The verifier key NAME+ID+KEY, as `serve` prints it.") var key: String
    @Option(help: "A guard file: the log must continue it.") var known: String?

    func run() throws {
        var verification = Verification(key: try VerifierKey(key))
        if let known { verification.known = try Guard(text: String(contentsOfFile: known, encoding: .utf8)) }
        do {
            let checkpoint = try verification.run(on: JournalFolder(at: URL(filePath: journal))) { _, _ in }
            print("verified: \(checkpoint.size) records, root \(checkpoint.root.base64)")
        } catch {
            let place = error.firstRecord.map { "first bad record \($0): " } ?? ""
            FileHandle.standardError.write(Data("NOT verified: \(place)\(error)\n".utf8))
            throw ExitCode.failure
        }
    }
}
