import Domain
import Foundation
public import Hummingbird
import HummingbirdCore
public import Logging
import Mustache
import NIOCore
import ServiceLifecycle
import Simulation
import Web

/// The simulator's own page, on a loopback port of its own: the plan with everybody's true place, and buttons that make
/// things happen. The server knows nothing of it.
public struct StageSite: Sendable {
    /// The longest form: a deed with two tags and a room.
    private static let formBytes = 4_096
    private static let idleSeconds: Int64 = 20
    private static let connections = 64

    private let gate: StageGate
    private let setting: StageSetting
    private let library: MustacheLibrary

    public init(gate: StageGate, setting: StageSetting) async throws {
        self.gate = gate
        self.setting = setting
        library = try await MustacheLibrary(directory: Bundle.module.bundleURL.appending(path: "Templates").path)
    }

    /// Listens on the loopback, because whoever reaches the Stage needs no sign-in.
    ///
    /// - port: 0 is a free port.
    /// - ready: called with the port once connections are taken.
    public func application(
        port: Int,
        logger: Logger,
        ready: @escaping @Sendable (Int) async -> Void
    ) -> some ApplicationProtocol {
        Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
            configuration: .init(
                address: .hostname("127.0.0.1", port: port),
                serverName: "ringfence-stage",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connections)
            ),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }

    var router: Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: HardenedAnswers())
        router.get("/") { request, _ in try await show(request) }
        router.post("/deeds") { request, _ in try await act(request) }
        router.post("/look") { request, _ in try await look(request) }
        router.get("/scenes") { request, _ in await scenes(request) }
        router.get("/assets/{file}") { _, context in try asset(context.parameters.get("file") ?? "") }
        router.get("/vendor/{file}") { _, context in try asset(context.parameters.get("file") ?? "") }
        return router
    }

    private struct Sheet {
        let t: [String: [String: String]]
        let page: StagePage
        let board: String
    }

    private func show(_ request: Request) async throws -> Response {
        let html = try await html(
            language: Self.language(of: request),
            theme: (request.cookies["theme"].flatMap { Theme(rawValue: $0.value) } ?? .auto).rawValue,
            told: String(request.uri.queryParameters["told"] ?? "")
        )
        return Self.answer(html, type: "text/html; charset=utf-8")
    }

    func html(language: Language, theme: String, told: String) async throws -> String {
        let page = StagePage(await gate.scene(), setting, language: language, theme: theme, told: told)
        let sheet = Sheet(t: setting.words(in: language), page: page, board: setting.board)
        guard let html = library.render(sheet, withTemplate: "stage") else { throw HTTPError(.internalServerError) }
        return html
    }

    /// One deed: a script gets the outcome, a plain form comes back to the page.
    private func act(_ request: Request) async throws -> Response {
        guard SameSite.allows(request, isTLS: false) else { throw HTTPError(.forbidden) }
        let words = try await Self.form(request)
        var isDone = false
        if let deed = Intervention(words: words) { isDone = await gate.intervene(deed) }
        let told = isDone ? "done" : "refused"
        if request.headers[.accept]?.contains("application/json") == true {
            let sentence = setting.words(in: Self.language(of: request))["told"]?[told] ?? told
            let text = try JSONEncoder().encode(["told": told, "sentence": sentence])
            return Self.answer(String(decoding: text, as: UTF8.self), type: "application/json")
        }
        return .redirect(to: "/?told=\(told)", type: .normal)
    }

    private func look(_ request: Request) async throws -> Response {
        guard SameSite.allows(request, isTLS: false) else { throw HTTPError(.forbidden) }
        let language = try await Self.form(request)["language"].flatMap(Language.init) ?? .chinese
        var response = Response.redirect(to: "/", type: .normal)
        response.setCookie(
            Cookie(name: "language", value: language.rawValue, path: "/", httpOnly: true, sameSite: .strict)
        )
        return response
    }

    /// Everybody's place, each second, as server-sent events.
    private func scenes(_ request: Request) async -> Response {
        let language = Self.language(of: request)
        let scenes = await gate.scenes()
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream"],
            body: .init { writer in
                // Without this an open page would hold up the shutdown for ever.
                for await scene in scenes.cancelOnGracefulShutdown() {
                    let text = try JSONEncoder().encode(StageScene(scene, setting, language))
                    try await writer.write(ByteBuffer(string: "data: \(String(decoding: text, as: UTF8.self))\n\n"))
                }
                try await writer.finish(nil)
            }
        )
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    private func asset(_ name: String) throws -> Response {
        let isOurs = name.hasPrefix("stage.") && name.allSatisfy { $0.isLetter || $0 == "." }
        let ours = isOurs ? try? Data(contentsOf: Bundle.module.bundleURL.appending(path: "Assets/\(name)")) : nil
        guard let data = ours ?? HouseStyle.file(name) else { throw HTTPError(.notFound) }
        let kind = name.split(separator: ".").last.map(String.init) ?? ""
        return Response(
            status: .ok,
            headers: [.contentType: Self.types[kind] ?? "application/octet-stream"],
            body: .init(byteBuffer: ByteBuffer(bytes: data))
        )
    }

    private static func answer(_ text: String, type: String) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private static func language(of request: Request) -> Language {
        request.cookies["language"].flatMap { Language(rawValue: $0.value) } ?? .chinese
    }

    private static func form(_ request: Request) async throws -> [String: String] {
        var request = request
        let body = try await request.collectBody(upTo: formBytes)
        return SiteForm.form(String(decoding: body.readableBytesView, as: UTF8.self))
    }
}

/// The same hardening as the server's own answers have.
private struct HardenedAnswers: RouterMiddleware {
    func handle(
        _ request: Request,
        context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        SecurityHeaders.add(to: &response.headers, isTLS: false)
        return response
    }
}
