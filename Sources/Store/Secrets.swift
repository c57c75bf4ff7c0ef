internal import Crypto
internal import CryptoExtras
internal import Foundation

/// Passwords and tokens: what is compared, never what was typed.
enum Secrets {
    /// N of scrypt with r = 8, p = 1: about a tenth of a second and 64 MB on the reference machine (TRUST D9).
    static let rounds = 1 << 16

    /// 256 random bits as 64 hex digits: the secret of a session, a program or a device.
    static func newToken() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }

    /// How a token is found: it is random, so a plain hash hides it.
    static func digest(of token: String) -> Data {
        Data(SHA256.hash(data: Array(token.utf8)))
    }

    /// How a name is found without being stored: a keyed hash of its normal form.
    static func nameIndex(_ name: String, key: SymmetricKey) -> Data {
        let normal = name.precomposedStringWithCompatibilityMapping.lowercased()
        return Data(HMAC<SHA256>.authenticationCode(for: Array(("sign-in name\n" + normal).utf8), using: key))
    }

    static func newSalt() -> Data {
        SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
    }

    /// RFC 7914.
    static func hash(_ password: String, salt: Data, rounds: Int) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.precomposedStringWithCompatibilityMapping.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: rounds,
            blockSize: 8,
            parallelism: 1
        )
        return key.withUnsafeBytes { Data($0) }
    }

    /// Takes the same time wherever the first difference is.
    static func areEqual(_ left: Data, _ right: Data) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
