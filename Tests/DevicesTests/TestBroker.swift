import Devices
import Foundation
import Logging

/// A real mosquitto on loopback in a folder of its own; `stop()` ends it and removes the folder.
final class TestBroker {
    static let centre = "linhai"
    static let server = BrokerCredentials(name: "server", secret: "a server's random secret")
    static let device = BrokerCredentials(name: "S1", secret: "a device's random secret")
    static let other = BrokerCredentials(name: "S2", secret: "another device's random secret")

    let address: BrokerAddress
    let folder: URL
    private var process: Process?

    init() throws {
        address = BrokerAddress(host: "127.0.0.1", port: try Self.freePort())
        folder = FileManager.default.temporaryDirectory.appending(path: "broker-\(UUID().uuidString)")
        let logins = try [Self.server, Self.device, Self.other].map {
            BrokerFiles.Login(name: $0.name, passwordHash: try BrokerFiles.passwordHash(of: $0.secret))
        }
        let files = BrokerFiles(
            centre: Self.centre,
            server: logins[0],
            devices: Array(logins.dropFirst()),
            port: address.port
        )
        try files.write(to: folder)
        try start()
    }

    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/mosquitto")
        process.arguments = ["-c", folder.appending(path: "mosquitto.conf").path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    /// As a power cut would: the broker says nothing to its clients and forgets what it had.
    ///
    /// No milder signal would arrive: a child process inherits that the threads of tests block them.
    func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    func stop() {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// A port that the system says is free; another program could take it in between, which no test here survives.
    private static func freePort() throws -> Int {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { any in
                bind(socket, any, length) == 0 && getsockname(socket, any, &length) == 0
            }
        }
        guard port else { throw BrokerFault.library("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
