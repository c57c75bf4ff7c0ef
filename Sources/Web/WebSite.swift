public import Certificates
public import Domain
import Foundation
public import Hummingbird
public import Premises

/// The site: every page, the API, the feed and the journal's tiles, over what the gate tells.
public struct WebSite: Sendable {
    let gate: CentreGate
    let world: World
    let plan: FloorPlan
    let centre: Bilingual
    let zone: Zone
    /// What the listener proves itself with; nil is plain HTTP, for `--insecure-loopback` only.
    let identity: ServerIdentity?
    let throttle = SignInThrottle()
    /// How many times as fast as real time a demonstration's clock runs; nil for a real centre.
    let demonstration: Double?
    let strings: Strings
    let renderer: PageRenderer
    /// The plan as each language writes it: it does not change while the centre runs.
    let drawings: [Language: PlanDrawing]

    public init(
        gate: CentreGate,
        world: World,
        plan: FloorPlan,
        centre: Bilingual,
        zone: Zone,
        identity: ServerIdentity?,
        demonstration: Double? = nil
    ) async throws {
        self.gate = gate
        self.world = world
        self.plan = plan
        self.centre = centre
        self.zone = zone
        self.identity = identity
        self.demonstration = demonstration
        drawings = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, PlanDrawing(plan, $0)) })
        let folder = Self.resources
        strings = try Strings(bundle: folder)
        renderer = try await PageRenderer(bundle: folder)
    }

    static var resources: URL { Bundle.module.bundleURL }

    var isTLS: Bool { identity != nil }

    /// A cookie that only this origin can set, where the connection is worth it.
    var sessionCookie: String { isTLS ? "__Host-session" : "session" }

    /// By which a browser is known again in which somebody signed in before.
    var browserCookie: String { isTLS ? "__Host-browser" : "browser" }

    /// The router with a handler for every line of ``SiteRoute``.
    public var router: Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SiteEdge(site: self))
        for route in SiteRoute.allCases {
            let door = SiteDoor(site: self, route: route)
            router.on(RouterPath(route.template), method: route.method) { request, context in
                try await door.handle(request, context)
            }
        }
        return router
    }

    func say(_ key: String) -> Bilingual {
        Bilingual(zh: strings.text("error", key, in: .chinese), en: strings.text("error", key, in: .english))
    }

    func setting(_ request: Request, _ context: SiteContext) -> PageSetting {
        PageSetting(
            language: context.language,
            theme: context.theme,
            zone: zone,
            now: world.now(),
            centre: centre,
            demonstration: demonstration,
            path: request.uri.path,
            session: context.session,
            strings: strings
        )
    }

    func page<Page>(
        _ page: Page,
        _ template: String,
        _ setting: PageSetting,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let html = renderer.html(page, template: template, setting)
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html))
        )
    }

    func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try Self.encoder.encode(value)))
        )
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// An error as a page or as JSON; the one door through which it leaves.
    func refuse(
        _ error: any Error,
        isPage: Bool,
        _ request: Request,
        _ context: SiteContext
    ) throws -> Response {
        let refusal = SiteError(error, strings)
        var response: Response
        if isPage {
            let setting = setting(request, context)
            let shown = ErrorPage(message: context.language.of(refusal.message), setting)
            response = page(shown, "error", setting, status: refusal.status)
        } else {
            response = try json(refusal.json, status: refusal.status)
        }
        if let seconds = refusal.retryAfterSeconds { response.headers[.retryAfter] = "\(seconds)" }
        if refusal.status == .unauthorized, !isPage { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}
