internal import Crypto
public import Foundation
public import Journal

/// The keys of a centre, kept outside the data folder and outside its backups, with the guard of the signed log.
public struct KeyFolder: Sendable {
    /// What is wrong with a key folder, and what to do.
    public enum Fault: Error, Hashable, Sendable {
        case unreadable(file: String)
        case insideData
        /// The data folder holds a journal, and this key of it is not here: another folder, or one not mounted.
        case missing(file: String)
        /// The log of this folder has another name than the centre's.
        case otherCentre(found: String)

        /// For whoever starts the server or a command.
        public var sentence: String {
            switch self {
            case .unreadable(let file): "\(file) in the key folder is damaged; put the copy from your safe in its place"
            case .insideData:
                "the key folder must lie outside the data folder, or every copy of the data holds the keys"
            case .missing(let file):
                "the data folder holds a journal, but the key folder has no \(file); is the right folder mounted?"
            case .otherCentre(let found): "these keys are those of \(found), not of this centre"
            }
        }
    }

    /// The log's name before the first start of a server: a command that comes earlier need not know the centre.
    static let unnamed = "ringfence"

    let url: URL
    public let journalKey: SignerKey
    /// Wraps the key of each person.
    let dataKey: SymmetricKey

    /// Opens the folder, making it and its keys at the first start.
    ///
    /// - origin: the log's name, such as `ringfence.example/linhai`; nil: whatever it is.
    /// - Throws: ``Fault``.
    public init(at url: URL, origin: String?, data: URL) throws {
        let (keyPath, dataPath) = (Self.real(url), Self.real(data))
        guard keyPath != dataPath, !keyPath.hasPrefix(dataPath + "/") else { throw Fault.insideData }
        self.url = url
        let isNew = !FileManager.default.fileExists(atPath: data.appending(path: DataFolder.databaseName).path)
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        journalKey = try Self.signer(in: url, origin: origin, isNew: isNew)
        dataKey = try Self.dataKey(in: url, isNew: isNew)
    }

    /// The path without links, as far as it exists.
    private static func real(_ url: URL) -> String {
        var (existing, rest) = (url.absoluteURL.standardizedFileURL, "")
        while !FileManager.default.fileExists(atPath: existing.path), existing.path != "/" {
            rest = "/" + existing.lastPathComponent + rest
            existing.deleteLastPathComponent()
        }
        let path = existing.resolvingSymlinksInPath().path
        return (path == "/" ? "" : path) + rest
    }

    private static func signer(in url: URL, origin: String?, isNew: Bool) throws -> SignerKey {
        let file = url.appending(path: "journal.key")
        guard FileManager.default.fileExists(atPath: file.path) else {
            guard isNew else { throw Fault.missing(file: "journal.key") }
            let seed = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
            let key = try SignerKey(name: origin ?? unnamed, seed: seed)
            try write(key, to: file)
            return key
        }
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let key = try? SignerKey(text) else { throw Fault.unreadable(file: "journal.key") }
        guard let origin, key.verifier.name != origin else { return key }
        // Nothing has been signed under the provisional name.
        guard key.verifier.name == unnamed else { throw Fault.otherCentre(found: key.verifier.name) }
        let named = try key.named(origin)
        try write(named, to: file)
        return named
    }

    private static func write(_ key: SignerKey, to file: URL) throws {
        try DurableFile.write(Array((key.text + "\n").utf8), to: file, mode: 0o600)
    }

    /// Whether the log has its name: before it, nothing is signed.
    public var isNamed: Bool { journalKey.verifier.name != Self.unnamed }

    private static func dataKey(in url: URL, isNew: Bool) throws -> SymmetricKey {
        let file = url.appending(path: "data.key")
        guard FileManager.default.fileExists(atPath: file.path) else {
            guard isNew else { throw Fault.missing(file: "data.key") }
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
