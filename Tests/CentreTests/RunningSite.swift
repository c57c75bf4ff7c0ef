import Domain
import Engine
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Stays
import Store
import Testing

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

    /// - isStation: the example as a police station instead of a county's centre.
    /// - time: a clock that the test moves; nil for that of the machine.
    init(identity: Bool = false, isStation: Bool = false, time: DrivenTime? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "ringfence-\(UUID().uuidString)")
        var example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/linhai")
        if isStation { example = try Self.station(like: example, in: folder) }
        let configuration = Configuration(
            centre: example,
            data: folder.appending(path: "data"),
            keys: folder.appending(path: "keys"),
            host: "127.0.0.1",
            port: 0,
            broker: nil,
            clock: time.map { .init(from: $0.now) },
            isInsecure: !identity
        )
        centre = try await Centre.build(
            configuration,
            rehearsing: time.map { Rehearsing(time: $0, durability: .eachCommit) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        application = Application(router: try await centre.site().router)
    }

    private static func station(like example: URL, in folder: URL) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let copy = folder.appending(path: "station")
        try FileManager.default.copyItem(at: example, to: copy)
        let file = copy.appending(path: "centre.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("kind: countyCentre", with: "kind: policeStation")
            .write(to: file, atomically: true, encoding: .utf8)
        return copy
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// An account with a session: what its browser would send.
    func signedIn(_ role: Role, case code: String? = nil, officer: String = "P2009") async throws -> Visitor {
        let name = "\(role.rawValue)-\(code ?? "all")-\(officer)"
        let account = try await centre.store.addAccount(
            name: name,
            officer: Code(checked: officer),
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

    /// What a program asks for to register somebody who was brought.
    ///
    /// - more: further fields, the paper above all.
    func arrival(
        _ kind: String = "criminalSuspect",
        ground: String? = "summons",
        officers: [String] = ["P2001", "P2002"],
        ago: Duration = .zero,
        _ more: String = #""paper":"unknown""#
    ) -> String {
        let ground = ground.map { #""ground":"\#($0)","# } ?? ""
        let officers = officers.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {"personKind":"\(kind)","caseCode":"\(Self.caseCode)","officers":[\(officers)],\(more),\
            "arrival":{"mode":"brought",\(ground)"at":"\((centre.clock.now - ago).rfc3339)"}}
            """
    }

    /// Registers as ``arrival(_:ground:officers:ago:_:)`` says.
    func arrive(_ desk: Visitor, _ arrival: String) async throws -> ID<Kind.Stay> {
        let answer = try await ask(.post, "/api/v1/stays", as: desk, arrival)
        let text = String(buffer: answer.body)
        #expect(answer.status == .created, "\(text)")
        return try #require(text.firstMatch(of: /"id":"([0-9a-f]{32})"/).flatMap { ID(String($0.1)) })
    }

    func stay(_ id: ID<Kind.Stay>) throws -> Stay { try #require(try centre.store.stay(id)) }

    /// A base station with a sign-in: its token.
    func baseStation(_ id: String) async throws -> String {
        let token = try await centre.store.addDevice(
            Code(checked: id),
            baseStations: [Code(checked: id)],
            brokerHash: Centre.brokerHash
        )
        try await centre.engine.reloadDevices()
        return token
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
