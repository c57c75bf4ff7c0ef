/// A signature line: `— NAME base64(ID, signature)`.
public struct NoteSignature: Hashable, Sendable {
    public let name: String
    public let id: UInt32
    public let bytes: [UInt8]

    var line: String {
        "— \(name) \(Base64.encode(withUnsafeBytes(of: id.bigEndian) { Array($0) } + bytes))\n"
    }

    fileprivate init(name: String, id: UInt32, bytes: [UInt8]) {
        self.name = name
        self.id = id
        self.bytes = bytes
    }

    fileprivate init?(line: ArraySlice<UInt8>) {
        let dash = Array("— ".utf8)
        guard line.starts(with: dash) else { return nil }
        let parts = line.dropFirst(dash.count).split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), name.isKeyName,
            let bytes = Base64.decode(parts[1]), bytes.count > 4
        else { return nil }
        self.name = name
        id = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        self.bytes = Array(bytes.dropFirst(4))
    }
}

/// A text with signatures below it (C2SP signed-note). The text means nothing until `verify` has passed.
public struct SignedNote: Hashable, Sendable {
    /// C2SP asks for at least 16; a log has its own and a handful of cosigners.
    public static let signatureLimit = 100
    /// A checkpoint is a few hundred bytes; a signature of the future may have 5 kB.
    public static let byteLimit = 1_000_000

    /// With its final newline.
    public let text: String
    public private(set) var signatures: [NoteSignature]

    public init(text: String) throws(NoteFault) {
        guard text.utf8.last == 0x0A, text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else { throw .malformed }
        self.text = text
        signatures = []
    }

    public init(bytes: [UInt8]) throws(NoteFault) {
        guard bytes.count <= Self.byteLimit, bytes.last == 0x0A else { throw .malformed }
        guard let blank = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }),
            let text = String(validating: bytes[...blank], as: UTF8.self)
        else { throw .malformed }
        try self.init(text: text)
        let lines = bytes[(blank + 2)...].split(separator: 0x0A)
        guard (1...Self.signatureLimit).contains(lines.count) else { throw .malformed }
        for line in lines {
            guard let signature = NoteSignature(line: line) else { throw .malformed }
            signatures.append(signature)
        }
    }

    public var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

    /// Adds the key's signature below the others, in place of an older one of the same key.
    public mutating func sign(with key: SignerKey) throws(NoteFault) {
        let signature = try key.sign(Array(text.utf8))
        signatures.removeAll { key.verifier.made($0) }
        signatures.append(NoteSignature(name: key.verifier.name, id: key.verifier.id, bytes: signature))
    }

    /// Passes only if the key signed this text and no signature in its name is wrong; those of other keys are
    /// ignored. Answers with the cosigner's time in seconds since 1970, or `nil` for a plain signature.
    @discardableResult
    public func verify(by key: VerifierKey) throws(NoteFault) -> UInt64? {
        let own = signatures.filter { key.made($0) }
        guard !own.isEmpty else { throw .unsigned(key: key.name) }
        var time: UInt64?
        for signature in own {
            guard let (message, signed, cosigned) = signature.parts(over: text, as: key.algorithm),
                key.accepts(signed, of: message)
            else { throw .signatureInvalid(key: key.name) }
            time = cosigned
        }
        return time
    }
}

extension VerifierKey {
    fileprivate func made(_ signature: NoteSignature) -> Bool {
        signature.id == id && signature.name.utf8.elementsEqual(name.utf8)
    }
}

extension NoteSignature {
    fileprivate func parts(
        over text: String,
        as algorithm: NoteAlgorithm
    ) -> (message: [UInt8], signature: [UInt8], time: UInt64?)? {
        switch algorithm {
        case .ed25519:
            return bytes.count == 64 ? (Array(text.utf8), bytes, nil) : nil
        case .cosignature:
            guard bytes.count == 72 else { return nil }
            let time = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard time <= UInt64(Int64.max) else { return nil }
            return (Array("cosignature/v1\ntime \(time)\n\(text)".utf8), Array(bytes.dropFirst(8)), time)
        }
    }
}
