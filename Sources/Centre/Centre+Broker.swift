internal import CentreFiles
internal import Devices
internal import Domain
internal import Engine
public import Foundation
internal import Logging
internal import Premises
public import Store

extension Centre {
    /// The name under which the server itself speaks to the broker.
    private static let brokerName = "ringfence-server"

    /// Takes frames from the broker; nil where none was asked for.
    func brokerListener() throws -> BrokerListener? {
        guard let broker = configuration.broker else { return nil }
        guard let address = BrokerAddress(url: broker) else {
            throw StartRefusal.unsafe("--mqtt is mqtt://HOST:PORT, such as mqtt://127.0.0.1:1883")
        }
        guard let secret = try? String(contentsOf: Self.brokerSecret(in: configuration.keys), encoding: .utf8) else {
            throw StartRefusal.unsafe("the broker has no files yet: run `ringfence device broker` first")
        }
        let (engine, logger) = (engine, logger)
        return BrokerListener(
            address,
            credentials: BrokerCredentials(name: Self.brokerName, secret: secret),
            centre: description.centre.code,
            logger: logger,
            changed: { logger.notice("The broker", metadata: ["state": "\($0)"]) },
            ingest: { device, payload in
                guard let device = Code<Kind.Device>(device) else { return .again }
                do {
                    return .answered(try await engine.take(payload, from: device))
                } catch StoreFault.diskFull, StoreFault.behind {
                    // Delivered again and again it would stand before the next call for help.
                    return .unanswered
                } catch {
                    return .again
                }
            }
        )
    }

    private static func brokerSecret(in keys: URL) -> URL { keys.appending(path: "broker.secret") }

    /// Writes configuration, passwords and rights of the site's mosquitto from the devices that may speak.
    ///
    /// - centre: the centre's code, as topics name it.
    /// - folder: where the broker finds its files.
    public static func writeBrokerFiles(
        of store: Store,
        centre: String,
        keys: URL,
        to folder: URL,
        port: Int
    ) throws {
        let file = brokerSecret(in: keys)
        if !FileManager.default.fileExists(atPath: file.path) {
            let secret = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
            try Data(secret.utf8).write(to: file, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        }
        let secret = try String(contentsOf: file, encoding: .utf8)
        let files = BrokerFiles(
            centre: centre,
            server: .init(name: brokerName, passwordHash: try BrokerFiles.passwordHash(of: secret)),
            devices: try store.brokerHashes().map { .init(name: $0.device, passwordHash: $0.hash) },
            port: port
        )
        try files.write(to: folder)
    }

    /// What the broker keeps of a device's token.
    public static func brokerHash(of token: String) throws -> String { try BrokerFiles.passwordHash(of: token) }
}
