internal import CentreFiles
internal import Dispatch
internal import Engine
internal import Foundation
internal import Logging
internal import Premises
internal import ServiceLifecycle
internal import Store

/// The way in for the commands of whoever runs the server: a socket in the data folder that only its owner can open.
///
/// One act a connection: the client sends it as JSON and closes its side; the answer is lines or a sentence.
struct LocalDoor: Service {
    private static let longestAct = 64 * 1024
    private static let patienceSeconds = 5

    private enum Reply: Codable {
        case done([String])
        case refused(String)
    }

    let centre: Centre

    /// A path of a socket has at most 107 bytes; a folder deeper than that has no door.
    static func path(in data: URL) -> String { data.appending(path: "door").path }

    func run() async throws {
        let path = Self.path(in: centre.configuration.data)
        guard let listener = Self.listen(at: path) else {
            centre.logger.notice("Commands cannot reach this server", metadata: ["door": "\(path)"])
            return try await gracefulShutdown()
        }
        defer { unlink(path) }
        let (acts, sink) = AsyncStream.makeStream(of: (Int32, [UInt8]).self, bufferingPolicy: .bufferingOldest(16))
        DispatchQueue(label: "ringfence.door").async {
            while case let client = accept(listener, nil, nil), client >= 0 {
                if case .dropped = sink.yield((client, Self.read(client))) { close(client) }
            }
            sink.finish()
        }
        for await (client, bytes) in acts.cancelOnGracefulShutdown() {
            let reply = await answer(bytes)
            Self.write(Array((try? JSONEncoder().encode(reply)) ?? Data()), to: client)
            close(client)
        }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func answer(_ bytes: [UInt8]) async -> Reply {
        guard let act = try? JSONDecoder().decode(AdministrativeAct.self, from: Data(bytes)) else {
            return .refused("the server is of another version than this command")
        }
        do {
            let name = centre.description.centre.code
            let lines = try await act.perform(on: centre.store, centre: name, keys: centre.configuration.keys)
            if act.changesDevices { try await centre.engine.reloadDevices() }
            return .done(lines)
        } catch let refusal as AdministrativeAct.Refusal {
            return .refused(refusal.sentence)
        } catch {
            centre.logger.error("A command failed", metadata: ["error": "\(error)"])
            return .refused("the server could not do it; its log tells why")
        }
    }

    /// Asks the server that holds the folder; nil where nobody opens.
    static func ask(_ act: AdministrativeAct, in data: URL) throws -> Result<[String], AdministrativeAct.Refusal>? {
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        guard client >= 0, withAddress(path(in: data), { connect(client, $0, $1) }) == 0 else { return nil }
        write(Array(try JSONEncoder().encode(act)), to: client)
        shutdown(client, Int32(SHUT_WR))
        switch try JSONDecoder().decode(Reply.self, from: Data(readToEnd(client))) {
        case .done(let lines): return .success(lines)
        case .refused(let sentence): return .failure(.init(sentence: sentence))
        }
    }

    private static func listen(at path: String) -> Int32? {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { return nil }
        unlink(path)
        // The folder is its owner's alone, so the socket is before its own mode is set, too.
        guard withAddress(path, { bind(listener, $0, $1) }) == 0, chmod(path, 0o600) == 0,
            Glibc.listen(listener, 8) == 0
        else {
            close(listener)
            return nil
        }
        return listener
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard path.utf8.count < room.count else { return false }
            room.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { return -1 }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func read(_ client: Int32) -> [UInt8] {
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return readToEnd(client)
    }

    private static func readToEnd(_ client: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4_096)
        while bytes.count <= longestAct {
            let count = recv(client, &part, part.count, 0)
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8], to client: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
