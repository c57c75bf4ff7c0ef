import Domain
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Store

@testable import Centre
@testable import Web

/// A whole centre with its real store in a folder of its own, asked through the router without a socket.
struct RunningSite {
    static let password = "Example-2026"
    static let caseCode = "LH-2026-0001"
    static let otherCase = "LH-2026-0002"

    let centre: Centre
    let application: Application<RouterResponder<SiteContext>>
    private let folder: URL

    init(identity: Bool = false) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ringfence-\(UUID().uuidString)")
        let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/linhai")
        let configuration = Configuration(
            centre: example,
            data: folder.appending(path: "data"),
            keys: folder.appending(path: "keys"),
            host: "127.0.0.1",
            port: 0,
            broker: nil,
            clock: nil,
            isInsecure: !identity
        )
        centre = try await Centre.build(configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        application = Application(router: try await centre.site().router)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// An account with a session: what its browser would send.
    func signedIn(_ role: Role, case code: String? = nil) async throws -> Visitor {
        let name = "\(role.rawValue)-\(code ?? "all")"
        let account = try await centre.store.addAccount(
            name: name,
            officer: Code(checked: "P2001"),
            role: role,
            cases: code.map { [Code(checked: $0)] } ?? [],
            password: Self.password,
            rounds: 1 << 10
        )
        guard let secret = try await centre.store.signIn(name: name, password: Self.password)?.session,
            let session = try centre.store.session(secret, now: centre.clock.now)
        else { throw SiteRefusal.forbidden }
        let token = try await centre.store.newToken(for: account, lasting: .hours(1))
        return Visitor(role: role, cookie: secret, formToken: session.formToken, token: token)
    }

    func ask(
        _ method: HTTPRequest.Method,
        _ path: String,
        as visitor: Visitor?,
        _ body: String? = nil,
        headers more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = more
        let isAPI = SiteRoute.isProgramPath(path)
        if let visitor, isAPI { headers[.authorization] = "Bearer \(visitor.token)" }
        if let visitor, !isAPI { headers[.cookie] = "session=\(visitor.cookie)" }
        if headers[.contentType] == nil {
            headers[.contentType] = isAPI ? "application/json" : "application/x-www-form-urlencoded"
        }
        let form = [body, visitor.map { "token=\($0.formToken)" }].compactMap(\.self).joined(separator: "&")
        let sent = isAPI ? body : form
        let (fields, content) = (headers, sent.map { ByteBuffer(string: $0) })
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: fields, body: content) { $0 }
        }
    }
}

struct Visitor {
    let role: Role
    let cookie: String
    let formToken: String
    let token: String
}
