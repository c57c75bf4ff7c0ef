import Devices
import Foundation
import Testing

struct BrokerFilesTests {
    /// A line of `mosquitto_passwd` 2.0.11 for the secret `b`.
    @Test func theHashIsThatOfMosquitto() throws {
        let theirs =
            "$7$101$6jUt6dSGFzKQE4Rd$lK5LOzuDAsrfH74k07wdRU/78q5hImJX2rYxAEualpgWwruroG8Y6c4cthun2fwfl2udb/luVvuVaun"
            + "+aWbpXQ=="
        let salt = try #require(Data(base64Encoded: "6jUt6dSGFzKQE4Rd"))

        #expect(try BrokerFiles.passwordHash(of: "b", salt: Array(salt)) == theirs)
    }

    @Test func theSameSecretNeverHasTheSameHashTwice() throws {
        #expect(try BrokerFiles.passwordHash(of: "b") != BrokerFiles.passwordHash(of: "b"))
    }

    @Test func filesAreReadableByTheirOwnerOnly() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let login = BrokerFiles.Login(name: "S1", passwordHash: try BrokerFiles.passwordHash(of: "x"))
        let files = BrokerFiles(centre: "linhai", server: login, devices: [login], port: 1_883)

        try files.write(to: folder)

        for name in ["mosquitto.conf", "passwords", "rights"] {
            let path = folder.appending(path: name).path
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test(arguments: [
        ("mqtt://127.0.0.1:1884", BrokerAddress(host: "127.0.0.1", port: 1_884)),
        ("mqtt://broker", BrokerAddress(host: "broker", port: 1_883)),
        ("http://broker", nil),
        ("mqtt://", nil),
        ("mqtt://broker:0", nil),
        ("mqtt://broker:70000", nil),
        ("mqtt://broker/x", nil),
    ])
    func addressesAreReadOrRefused(url: String, address: BrokerAddress?) {
        #expect(BrokerAddress(url: url) == address)
    }

    @Test(arguments: [
        ("ringfence/linhai/observations/S1", "S1"),
        ("ringfence/linhai/observations/", nil),
        ("ringfence/linhai/observations/a/b", nil),
        ("ringfence/other/observations/S1", nil),
        ("ringfence/linhai/answers/S1", nil),
    ])
    func onlyTopicsOfObservationsNameADevice(topic: String, device: String?) {
        #expect(BrokerTopics(centre: "linhai").device(publishingOn: topic) == device)
    }
}
