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
    /// Whether the listener speaks TLS; plain HTTP is for `--insecure-loopback` only.
    let isTLS: Bool
    let strings: Strings
    let renderer: PageRenderer

    public init(
        gate: CentreGate,
        world: World,
        plan: FloorPlan,
        centre: Bilingual,
        zone: Zone,
        isTLS: Bool
    ) async throws {
        self.gate = gate
        self.world = world
        self.plan = plan
        self.centre = centre
        self.zone = zone
        self.isTLS = isTLS
        let folder = Self.resources
        strings = try Strings(bundle: folder)
        renderer = try await PageRenderer(bundle: folder)
    }

    static var resources: URL { Bundle.module.bundleURL }

    /// A cookie that only this origin can set, where the connection is worth it.
    var sessionCookie: String { isTLS ? "__Host-session" : "session" }

    /// The router with a handler for every line of ``SiteRoute``.
    public var router: Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        router.add(middleware: SecurityHeaders(isTLS: isTLS))
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
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value)))
        )
    }
}
