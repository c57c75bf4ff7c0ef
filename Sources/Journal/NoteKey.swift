private import Crypto

/// Why a note or a key is refused.
public enum NoteFault: Error, Hashable, Sendable {
    case malformed
    case keyMalformed
    /// A known key's signature does not fit the text.
    case signatureInvalid(key: String)
    /// No signature of that key stands below the text.
    case unsigned(key: String)
}

/// What a key signs: the type byte of C2SP signed-note.
public enum NoteAlgorithm: UInt8, Hashable, Sendable {
    /// The text itself.
    case ed25519 = 0x01
    /// The text after a line with the time (C2SP tlog-cosignature, cosignature/v1).
    case cosignature = 0x04
}

/// A public key with its name, written `NAME+ID+KEY`.
public struct VerifierKey: Hashable, Sendable {
    public let name: String
    public let algorithm: NoteAlgorithm
    /// The 32 bytes of the Ed25519 public key.
    public let publicKey: [UInt8]

    public init(name: String, algorithm: NoteAlgorithm = .ed25519, publicKey: [UInt8]) throws(NoteFault) {
        guard name.isKeyName, publicKey.count == 32 else { throw .keyMalformed }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
    }

    /// The first four bytes of SHA-256(name, newline, type, key): a hint, not a fingerprint.
    public var id: UInt32 {
        let hashed = SHA256.hash(data: Array(name.utf8) + [0x0A, algorithm.rawValue] + publicKey)
        return hashed.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    public var text: String { "\(name)+\(idText)+\(Base64.encode([algorithm.rawValue] + publicKey))" }

    var idText: String { Hexadecimal.encode(withUnsafeBytes(of: id.bigEndian) { Array($0) }) }

    public init(_ text: String) throws(NoteFault) {
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(parts[0]), let id = Hexadecimal.decodeWord(Array(parts[1])),
            let key = Base64.decode(parts[2]), let algorithm = key.first.flatMap(NoteAlgorithm.init)
        else { throw .keyMalformed }
        try self.init(name: name, algorithm: algorithm, publicKey: Array(key.dropFirst()))
        guard self.id == id else { throw .keyMalformed }
    }

    func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// The journal's private key, written `PRIVATE+KEY+NAME+ID+SEED`. It is kept outside the data folder.
public struct SignerKey: Sendable {
    public let verifier: VerifierKey
    private let privateKey: Curve25519.Signing.PrivateKey

    /// `seed` are 32 random bytes: the caller owns the random source.
    public init(name: String, seed: [UInt8]) throws(NoteFault) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .keyMalformed }
        privateKey = key
        verifier = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    public init(_ text: String) throws(NoteFault) {
        let prefix = "PRIVATE+KEY+"
        guard text.hasPrefix(prefix) else { throw .keyMalformed }
        let parts = text.utf8.dropFirst(prefix.utf8.count)
            .split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(parts[0]), let id = Hexadecimal.decodeWord(Array(parts[1])),
            let seed = Base64.decode(parts[2]), seed.first == NoteAlgorithm.ed25519.rawValue
        else { throw .keyMalformed }
        try self.init(name: name, seed: Array(seed.dropFirst()))
        guard verifier.id == id else { throw .keyMalformed }
    }

    public var text: String {
        let seed = [NoteAlgorithm.ed25519.rawValue] + Array(privateKey.rawRepresentation)
        return "PRIVATE+KEY+\(verifier.name)+\(verifier.idText)+\(Base64.encode(seed))"
    }

    /// The same key under another name: only for a log that has signed nothing yet.
    public func named(_ name: String) throws(NoteFault) -> SignerKey {
        try SignerKey(name: name, seed: Array(privateKey.rawRepresentation))
    }

    func sign(_ message: [UInt8]) throws(NoteFault) -> [UInt8] {
        guard let signature = try? privateKey.signature(for: message) else { throw .keyMalformed }
        return Array(signature)
    }
}

extension String {
    /// Not empty, no space of any kind, no plus.
    var isKeyName: Bool {
        !isEmpty
            && unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}
