internal import Crypto
public import Foundation
public import Journal

/// The keys of a centre, kept outside the data folder and outside its backups, with the guard of the signed log.
public struct KeyFolder: Sendable {
    /// What is wrong with a key folder, and what to do.
    public enum Fault: Error, Hashable, Sendable {
        case unreadable(file: String)
        case insideData
    }

    let url: URL
    public let journalKey: SignerKey
    /// Wraps the key of each person.
    let dataKey: SymmetricKey

    /// Opens the folder, making it and its keys at the first start.
    ///
    /// - origin: the log's name, such as `ringfence.example/linhai`.
    public init(at url: URL, origin: String, data: URL) throws {
        guard !url.standardizedFileURL.path.hasPrefix(data.standardizedFileURL.path + "/") else {
            throw Fault.insideData
        }
        self.url = url
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        journalKey = try Self.signer(in: url, origin: origin)
        dataKey = try Self.dataKey(in: url)
    }

    private static func signer(in url: URL, origin: String) throws -> SignerKey {
        let file = url.appending(path: "journal.key")
        guard FileManager.default.fileExists(atPath: file.path) else {
            let seed = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
            let key = try SignerKey(name: origin, seed: seed)
            try DurableFile.write(Array((key.text + "\n").utf8), to: file, mode: 0o600)
            return key
        }
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return try SignerKey(text)
    }

    private static func dataKey(in url: URL) throws -> SymmetricKey {
        let file = url.appending(path: "data.key")
        guard FileManager.default.fileExists(atPath: file.path) else {
            let key = SymmetricKey(size: .bits256)
            try DurableFile.write(key.withUnsafeBytes { [UInt8]($0) }, to: file, mode: 0o600)
            return key
        }
        let bytes = try Data(contentsOf: file)
        guard bytes.count == 32 else { throw Fault.unreadable(file: "data.key") }
        return SymmetricKey(data: bytes)
    }

    private var guardFile: URL { url.appending(path: "guard") }

    /// The tree head that may have been signed last; nil before the first.
    func readGuard() throws -> Guard? {
        guard FileManager.default.fileExists(atPath: guardFile.path) else { return nil }
        return try Guard(text: String(contentsOf: guardFile, encoding: .utf8))
    }

    func write(_ newGuard: Guard) throws {
        try DurableFile.write(Array(newGuard.text.utf8), to: guardFile, mode: 0o600)
    }
}
