import Certificates
import Domain
import Foundation
import NIOSSL
import Testing

struct CertificateTests {
    private let now = CivilTime(year: 2026, month: 3, day: 2, hour: 3).instant()

    @Test func theServerIsNamedInItsCertificateWithTheAuthorityBehindIt() throws {
        let authority = try CentreAuthority(centre: "linhai", at: now)
        let names = ["Desk.Example", "192.0.2.7", "::1"].map(ServerName.init)
        let identity = try authority.identity(for: names, at: now)
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.chain.utf8))

        #expect(chain.count == 2)
        #expect(chain.last == (try NIOSSLCertificate(bytes: Array(authority.certificate.utf8), format: .pem)))
        let server = try #require(chain.first)
        let alternatives = server._subjectAlternativeNames().map { Array($0.contents) }
        #expect(alternatives == [Array("desk.example".utf8), [192, 0, 2, 7], [UInt8](repeating: 0, count: 15) + [1]])
    }

    @Test func certificatesBeginADayBeforeAndEndInTime() throws {
        let authority = try CentreAuthority(centre: "linhai", at: now)
        let identity = try authority.identity(for: [ServerName("localhost")], at: now)
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.chain.utf8))
        let server = try #require(chain.first)
        let ca = try #require(chain.last)

        #expect(server.notValidBefore == Int((now - .hours(24)).microseconds / 1_000_000))
        #expect(server.notValidAfter == Int(identity.validUntil.microseconds / 1_000_000))
        #expect(server.notValidAfter - server.notValidBefore <= 398 * 86_400)
        #expect(ca.notValidAfter == Int((now + CentreAuthority.lifetime).microseconds / 1_000_000))
    }

    @Test func anAuthorityTakenUpAgainIsTheSame() throws {
        let first = try CentreAuthority(centre: "linhai", at: now)
        let second = try CentreAuthority(centre: "linhai", certificate: first.certificate, key: first.key)
        let identity = try second.identity(for: [ServerName("localhost")], at: now)

        #expect(identity.chain.hasSuffix(first.certificate))
        #expect(try openssl(verifies: identity, under: first.certificate))
    }

    @Test func anotherAuthorityDoesNotVouchForTheServer() throws {
        let own = try CentreAuthority(centre: "linhai", at: now)
        let other = try CentreAuthority(centre: "linhai", at: now)
        let identity = try own.identity(for: [ServerName("localhost")], at: now)

        #expect(try openssl(verifies: identity, under: own.certificate))
        #expect(try !openssl(verifies: identity, under: other.certificate))
    }

    @Test(arguments: [
        ("127.0.0.1", ServerName.address([127, 0, 0, 1])), ("256.0.0.1", .host("256.0.0.1")),
        ("[fe80::2]", .address([0xFE, 0x80] + [UInt8](repeating: 0, count: 13) + [2])),
        ("2001:db8:1:2:3:4:5:6", .address([32, 1, 13, 184, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6])),
        ("1:2:3", .host("1:2:3")), ("Centre.Local", .host("centre.local")),
    ])
    func aNameIsAHostOrAnAddress(_ text: String, _ name: ServerName) {
        #expect(ServerName(text) == name)
    }

    /// The judge is not our own code: the system's openssl, strict.
    private func openssl(verifies identity: ServerIdentity, under authority: String) throws -> Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try authority.write(to: folder.appending(path: "ca.pem"), atomically: true, encoding: .utf8)
        try identity.chain.write(to: folder.appending(path: "server.pem"), atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "localhost", "-attime",
            "\(now.microseconds / 1_000_000)", "-CAfile", folder.appending(path: "ca.pem").path,
            folder.appending(path: "server.pem").path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
