internal import Certificates
internal import Domain
internal import Foundation

/// The centre's authority in the key folder, made at the first start, and the identity that a start gives the server.
///
/// `tls/ca.pem` is for the centre's machines to trust. Who has an authority of their own puts `tls/server.pem`, the
/// whole chain, and `tls/server.key` there; both are then used as they are.
struct TLSFolder {
    private let folder: URL

    init(keys: URL) {
        folder = keys.appending(path: "tls")
    }

    /// - host: where the server listens; it is also reached as this machine and by its name.
    func identity(centre: String, host: String, at now: Instant) throws -> ServerIdentity {
        if let chain = try text(of: "server.pem"), let key = try text(of: "server.key") {
            return ServerIdentity(chain: chain, key: key, validUntil: now + CentreAuthority.serverLifetime)
        }
        let authority = try authority(centre: centre, at: now)
        let names = [host, ProcessInfo.processInfo.hostName, "localhost", "127.0.0.1", "::1"]
        var distinct: [ServerName] = []
        for name in names.map(ServerName.init) where !distinct.contains(name) { distinct.append(name) }
        return try authority.identity(for: distinct, at: now)
    }

    private func authority(centre: String, at now: Instant) throws -> CentreAuthority {
        if let certificate = try text(of: "ca.pem"), let key = try text(of: "ca.key") {
            return try CentreAuthority(centre: centre, certificate: certificate, key: key)
        }
        let authority = try CentreAuthority(centre: centre, at: now)
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // The key first: a certificate without its key would be trusted in vain.
        try write(authority.key, to: "ca.key")
        try write(authority.certificate + "\n", to: "ca.pem")
        return authority
    }

    private func text(of name: String) throws -> String? {
        let file = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try String(contentsOf: file, encoding: .utf8)
    }

    private func write(_ text: String, to name: String) throws {
        let file = folder.appending(path: name)
        guard
            FileManager.default.createFile(
                atPath: file.path,
                contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600]
            )
        else { throw CocoaError(.fileWriteUnknown) }
    }
}
