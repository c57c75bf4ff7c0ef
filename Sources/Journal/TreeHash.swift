/// One SHA-256 value of the tree: a leaf hash, the hash of an inner node, or a root.
///
/// The four words hold the 32 bytes in memory order, so that an array of hashes *is* the bytes of a tile and
/// nothing is copied or allocated while a million of them are compared.
public struct TreeHash: Hashable, Sendable {
    public static let byteCount = 32

    private let words: Words

    private struct Words: Hashable, Sendable {
        let first, second, third, fourth: UInt64
    }

    /// The bytes must be exactly 32; anything else is no hash.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self = Array(bytes).withUnsafeBytes { TreeHash(loading: $0) }
    }

    /// Takes the first 32 bytes of a buffer whose length the caller has checked.
    init(loading buffer: UnsafeRawBufferPointer) {
        words = buffer.loadUnaligned(as: Words.self)
    }

    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        Swift.withUnsafeBytes(of: words, body)
    }

    public var bytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }

    /// Standard base64, as checkpoints and proofs write it.
    public var base64: String { Base64.encode(bytes) }

    public init?(base64: some StringProtocol) {
        guard let bytes = Base64.decode(base64.utf8) else { return nil }
        self.init(bytes)
    }
}

extension TreeHash: CustomStringConvertible {
    public var description: String { Hexadecimal.encode(bytes) }
}
