/// Why a checkpoint's text is refused.
public enum CheckpointFault: Error, Hashable, Sendable {
    case noteMalformed
    case originMissing
    case sizeMalformed
    case rootMalformed
    case extensionEmpty
}

/// What a log commits to: its name, its size and its root (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    public let origin: String
    public let size: UInt64
    public let root: TreeHash
    /// Further lines that are signed too. Ours are empty: nobody can audit them.
    public let extensions: [String]

    public init(origin: String, size: UInt64, root: TreeHash, extensions: [String] = []) {
        precondition(!origin.isEmpty && !origin.utf8.contains(0x0A), "an origin is one line")
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The note text, with its final newline.
    public var text: String {
        ([origin, "\(size)", root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    public init(text: String) throws(CheckpointFault) {
        guard text.utf8.last == 0x0A else { throw .noteMalformed }
        let lines = text.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).compactMap(
            String.init
        )
        guard let origin = lines.first, !origin.isEmpty else { throw .originMissing }
        guard lines.count > 1, let size = UInt64(lines[1]), "\(size)" == lines[1] else { throw .sizeMalformed }
        guard lines.count > 2, let root = TreeHash(base64: lines[2]) else { throw .rootMalformed }
        guard lines.dropFirst(3).allSatisfy({ !$0.isEmpty }) else { throw .extensionEmpty }
        self.init(origin: origin, size: size, root: root, extensions: Array(lines.dropFirst(3)))
    }

    /// The file `checkpoint`. Ed25519 signatures are deterministic, so signing again gives the same bytes.
    public func signed(by key: SignerKey) throws(NoteFault) -> SignedNote {
        var note = try SignedNote(text: text)
        try note.sign(with: key)
        return note
    }
}
