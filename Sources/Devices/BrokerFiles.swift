internal import Crypto
internal import CryptoExtras
public import Foundation

/// Writes what mosquitto needs to let in our devices and nobody else: configuration, passwords and rights.
public struct BrokerFiles: Sendable {
    /// A device or the server itself, with its secret only as mosquitto's own hash.
    public struct Login: Hashable, Sendable {
        public let name: String
        public let passwordHash: String

        public init(name: String, passwordHash: String) {
            self.name = name
            self.passwordHash = passwordHash
        }
    }

    public var topics: BrokerTopics
    /// Reads all observations and writes all answers.
    public var server: Login
    /// Each writes its own observations and reads its own answers.
    public var devices: [Login]
    public var port: Int

    /// As many bytes as the server takes in one body; a larger message the broker drops itself.
    private static let largestMessage = 262_144

    public init(centre: String, server: Login, devices: [Login], port: Int) {
        topics = BrokerTopics(centre: centre)
        self.server = server
        self.devices = devices
        self.port = port
    }

    /// Writes `mosquitto.conf`, `passwords` and `rights` into `folder`; a running broker reads the last two anew at
    /// SIGHUP. They are readable by the owner only.
    public func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in [
            ("passwords", passwords), ("rights", rights), ("mosquitto.conf", configuration(in: folder)),
        ] {
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file, options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        }
    }

    /// Without nodelay and a larger window QoS 1 does 86 messages a second instead of 15,000 (measured).
    public func configuration(in folder: URL) -> String {
        """
        user \(NSUserName())
        listener \(port) 127.0.0.1
        allow_anonymous false
        password_file \(folder.appending(path: "passwords").path)
        acl_file \(folder.appending(path: "rights").path)
        use_username_as_clientid true
        set_tcp_nodelay true
        max_inflight_messages 1000
        max_queued_messages 20000
        message_size_limit \(Self.largestMessage)
        persistence false
        log_dest stderr
        log_type error
        log_type warning

        """
    }

    public var passwords: String {
        ([server] + devices).map { "\($0.name):\($0.passwordHash)\n" }.joined()
    }

    public var rights: String {
        let ofServer = """
            user \(server.name)
            topic read \(topics.observations(of: "#"))
            topic write \(topics.answers(to: "#"))

            """
        let ofDevices = devices.map { device in
            """

            user \(device.name)
            topic write \(topics.observations(of: device.name))
            topic read \(topics.answers(to: device.name))

            """
        }
        return ofServer + ofDevices.joined()
    }

    /// The hash that `mosquitto_passwd` writes: PBKDF2 with SHA-512, 101 rounds, 12 bytes of salt.
    ///
    /// 101 rounds protect only secrets that nobody can guess, so secrets of devices are random, never chosen.
    public static func passwordHash(of secret: String, salt: [UInt8]? = nil) throws -> String {
        let salt = salt ?? (0..<12).map { _ in UInt8.random(in: .min ... .max) }
        let key = try KDF.Insecure.PBKDF2.deriveKey(
            from: Data(secret.utf8),
            salt: Data(salt),
            using: .sha512,
            outputByteCount: 64,
            unsafeUncheckedRounds: 101
        )
        let digest = key.withUnsafeBytes { Data($0) }
        return "$7$101$\(Data(salt).base64EncodedString())$\(digest.base64EncodedString())"
    }
}
