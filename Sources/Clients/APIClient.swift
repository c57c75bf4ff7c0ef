internal import Domain
public import Foundation

#if canImport(FoundationNetworking)
internal import FoundationNetworking
#endif

/// The server's HTTP API as a program uses it, with the token of one account.
public struct APIClient: Sendable {
    public enum Fault: Error, Hashable, Sendable {
        /// Nothing, or no answer in time: the server is away, or starting.
        case unreachable
        /// The server said no; the name is its `error`.
        case refused(status: Int, error: String)
        /// An answer that is not what the API promises.
        case unreadable

        /// A short name to count by.
        var name: String {
            switch self {
            case .unreachable: "unreachable"
            case .refused(let status, let error): "\(status) \(error)"
            case .unreadable: "unreadable"
            }
        }
    }

    private struct Told: Decodable { let now: String }
    private struct Refusal: Decodable { let error: String }

    /// Long enough for a start of the server, far shorter than a console would wait.
    private static let patience = 10.0

    private let server: URL
    private let token: String

    /// - server: `http://127.0.0.1:8080`.
    public init(server: URL, token: String) {
        self.server = server
        self.token = token
    }

    public func get(_ path: String) async throws(Fault) -> Data {
        try await send(path, method: "GET", body: nil)
    }

    public func post(_ path: String, _ body: some Encodable) async throws(Fault) -> Data {
        guard let data = try? JSONEncoder().encode(body) else { throw .unreadable }
        return try await send(path, method: "POST", body: data)
    }

    /// Asks for the site clock.
    public func clock() async throws(Fault) -> ClockReading {
        let asked = ContinuousClock.now
        let data = try await get("/api/v1/clock")
        let heard = ContinuousClock.now
        guard let told = try? JSONDecoder().decode(Told.self, from: data), let now = Instant(rfc3339: told.now) else {
            throw .unreadable
        }
        return ClockReading(told: now, asked: asked, heard: heard)
    }

    private func send(_ path: String, method: String, body: Data?) async throws(Fault) -> Data {
        guard let url = URL(string: path, relativeTo: server) else { throw .unreadable }
        var request = URLRequest(url: url, timeoutInterval: Self.patience)
        request.httpMethod = method
        request.httpBody = body
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        guard let (data, response) = try? await URLSession.shared.data(for: request) else { throw .unreachable }
        guard let status = (response as? HTTPURLResponse)?.statusCode else { throw .unreadable }
        guard (200..<300).contains(status) else {
            let name = (try? JSONDecoder().decode(Refusal.self, from: data))?.error ?? ""
            throw .refused(status: status, error: name)
        }
        return data
    }
}
