internal import Crypto
public import Domain
internal import SwiftASN1

/// What proves a server to its browsers and devices: its certificate with the authority's behind it, and its key.
public struct ServerIdentity: Hashable, Sendable {
    /// PEM: the server's certificate, then the authority's.
    public let chain: String
    /// PEM, PKCS #8.
    public let key: String
    public let validUntil: Instant

    public init(chain: String, key: String, validUntil: Instant) {
        self.chain = chain
        self.key = key
        self.validUntil = validUntil
    }
}

/// The centre's own certificate authority. Machines that trust its certificate trust the server, and nothing else.
public struct CentreAuthority: Sendable {
    /// Ten years: every browser and base station of the centre has to be told of a new one by hand.
    public static let lifetime = Duration.hours(24 * 3_650)
    /// Browsers refuse a server's certificate that is valid for longer than 398 days.
    public static let serverLifetime = Duration.hours(24 * 397)
    /// Clocks of base stations may be a little behind.
    private static let backdated = Duration.hours(24)

    private let privateKey: P256.Signing.PrivateKey
    private let name: String
    /// PEM, to be installed on the machines of the centre.
    public let certificate: String
    /// PEM, PKCS #8; whoever has it can be any server to them.
    public var key: String { privateKey.pemRepresentation }

    /// - centre: the centre's code, to tell the authorities of several apart.
    public init(centre: String, at now: Instant) throws {
        privateKey = P256.Signing.PrivateKey()
        name = "Ringfence \(centre)"
        let certificate = Certificate(
            serial: Self.serial(),
            issuer: name,
            subject: name,
            validFrom: now - Self.backdated,
            validUntil: now + Self.lifetime,
            key: privateKey.publicKey,
            issuerKey: privateKey.publicKey,
            use: .authority
        )
        self.certificate = Self.pem(try certificate.signed(by: privateKey))
    }

    /// An authority made before.
    public init(centre: String, certificate: String, key: String) throws {
        privateKey = try P256.Signing.PrivateKey(pemRepresentation: key)
        name = "Ringfence \(centre)"
        self.certificate = certificate
    }

    /// A new key and certificate for a server that is reached under these names.
    public func identity(for names: [ServerName], at now: Instant) throws -> ServerIdentity {
        let server = P256.Signing.PrivateKey()
        let validUntil = now + Self.serverLifetime
        let signed = try Certificate(
            serial: Self.serial(),
            issuer: name,
            subject: "\(name) server",
            validFrom: now - Self.backdated,
            validUntil: validUntil,
            key: server.publicKey,
            issuerKey: privateKey.publicKey,
            use: .server(names: names)
        ).signed(by: privateKey)
        return ServerIdentity(
            chain: Self.pem(signed) + "\n" + certificate,
            key: server.pemRepresentation,
            validUntil: validUntil
        )
    }

    /// 128 random bits: RFC 5280 wants at least 64 and at most 160.
    private static func serial() -> [UInt8] { SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) } }

    private static func pem(_ bytes: [UInt8]) -> String {
        PEMDocument(type: "CERTIFICATE", derBytes: bytes).pemString
    }
}
