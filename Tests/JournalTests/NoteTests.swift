import Crypto
import Foundation
import Testing

@testable import Journal

struct NoteTests {
    /// The example of the Go reference implementation.
    static let signer = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let line = """
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    @Test func signingGivesTheBytesOfTheReference() throws {
        var note = try SignedNote(text: Self.text)
        let key = try SignerKey(Self.signer)
        try note.sign(with: key)

        #expect(String(decoding: note.bytes, as: UTF8.self) == Self.text + "\n" + Self.line)
        #expect(key.text == Self.signer)
        #expect(key.verifier.text == Self.verifier)
        #expect(try SignedNote(bytes: note.bytes) == note)
        try note.verify(by: VerifierKey(Self.verifier))
    }

    @Test func noMangledKeyIsAccepted() {
        for key in [Self.verifier, Self.signer] {
            let bytes = Array(key.utf8)
            for index in bytes.indices {
                var mangled = bytes
                mangled[index] += 1
                let text = String(decoding: mangled, as: UTF8.self)
                #expect((try? VerifierKey(text)) == nil && (try? SignerKey(text)) == nil, "\(text)")
            }
        }
    }

    @Test func malformedNotesAreRefused() {
        let bad = [
            Self.text, Self.text + "\n", String((Self.text + "\n" + Self.line).dropLast()),
            "\u{1}" + Self.text + "\n" + Self.line, Self.text + "\n" + Self.line + "unexpected\n",
            Self.text + "\n— Bad Name x08go/ZJ\n", Self.text + "\n" + String(repeating: Self.line, count: 101),
        ]
        for note in bad { #expect(throws: NoteFault.malformed) { try SignedNote(bytes: Array(note.utf8)) } }
    }

    @Test func unknownSignaturesAreIgnoredAndWrongOnesOfAKnownKeyAreNot() throws {
        let stranger = try SignerKey(name: "stranger", seed: [UInt8](repeating: 3, count: 32))
        var note = try SignedNote(text: Self.text)
        try note.sign(with: stranger)
        #expect(throws: NoteFault.unsigned(key: "PeterNeumann")) { try note.verify(by: VerifierKey(Self.verifier)) }
        try note.sign(with: SignerKey(Self.signer))
        try note.verify(by: VerifierKey(Self.verifier))

        let forged = try SignedNote(bytes: Array(("Other text\n\n" + Self.line).utf8))
        #expect(throws: NoteFault.signatureInvalid(key: "PeterNeumann")) {
            try forged.verify(by: VerifierKey(Self.verifier))
        }
    }

    @Test func aCosignatureTellsItsTime() throws {
        let private_ = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 9, count: 32))
        let key = try VerifierKey(
            name: "witness.example/w1",
            algorithm: .cosignature,
            publicKey: Array(private_.publicKey.rawRepresentation)
        )
        let body = "example.com/log\n0\n\(MerkleTree.emptyRoot.base64)\n"
        let signed = try private_.signature(for: Array("cosignature/v1\ntime 1679315147\n\(body)".utf8))
        let blob =
            withUnsafeBytes(of: key.id.bigEndian) { Array($0) }
            + withUnsafeBytes(of: UInt64(1_679_315_147).bigEndian) { Array($0) } + Array(signed)
        let note = try SignedNote(bytes: Array("\(body)\n— \(key.name) \(Base64.encode(blob))\n".utf8))

        #expect(try note.verify(by: key) == 1_679_315_147)
        #expect(try VerifierKey(key.text) == key)
    }

    @Test func theTesseraTestLogHasOurCheckpoint() throws {
        let words = [
            "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten",
            "fourten", "fivten",
        ]
        let key = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
        let golden = try #require(Bundle.module.resourceURL).appending(path: "Golden/tessera-checkpoint-15")

        let log = try MemoryLog.building(
            words.map { Array($0.utf8) },
            origin: "example.com/log/testdata",
            signedBy: SignerKey(key)
        )

        #expect(log.files["checkpoint"] == Array(try Data(contentsOf: golden)))
        #expect(log.files.keys.sorted() == ["checkpoint", "tile/0/000.p/15", "tile/entries/000.p/15"])
    }

    @Test(arguments: [
        "", "o\n", "o\n1\n", "\n1\nX\n", "o\n01\nROOT\n", "o\n+1\nROOT\n", "o\n1\nROOT", "o\n1\nROOT\n\n",
        "o\n1\nAAAA\n", "o\n18446744073709551616\nROOT\n",
    ])
    func malformedCheckpointsAreRefused(text: String) {
        let body = text.split(separator: "ROOT", omittingEmptySubsequences: false)
            .joined(separator: MerkleTree.emptyRoot.base64)
        #expect(throws: CheckpointFault.self) { try Checkpoint(text: body) }
    }
}
