import Domain
import Foundation
import Hummingbird
import Logging

/// The door of every route: who asks, may they, did the request come from our own page; and how an error leaves.
struct SiteDoor: Sendable {
    let site: WebSite
    let route: SiteRoute

    func handle(_ request: Request, _ context: SiteContext) async throws -> Response {
        var context = context
        do {
            try await identify(request, &context)
            if let elsewhere = try permit(request, context) { return elsewhere }
            return try await site.handle(route, request, context)
        } catch {
            return try refuse(error, request, context)
        }
    }

    private func identify(_ request: Request, _ context: inout SiteContext) async throws {
        context.browser = request.cookies[site.browserCookie]?.value
        if route.isAPI || !route.isPage, let header = request.headers[.authorization], header.hasPrefix("Bearer ") {
            context.credential = String(header.dropFirst("Bearer ".count))
            guard route.access != .device else { return }
            context.reader = try await site.gate.bearer(context.credential)
            return
        }
        guard let secret = request.cookies[site.sessionCookie]?.value else { return }
        context.credential = secret
        context.session = try await site.gate.session(secret, route.isUse)
        context.reader = context.session?.reader
    }

    /// nil lets the request pass; a page of a stranger answers with the way to the sign-in.
    private func permit(_ request: Request, _ context: SiteContext) throws -> Response? {
        let isReading = request.method == .get || request.method == .head
        if !isReading, !SameSite.allows(request, isTLS: site.isTLS) { throw crossSite }
        switch route.access {
        case .anybody, .device: return nil
        case .signedIn:
            if context.reader != nil { return nil }
        case .permission(let needed):
            if let reader = context.reader {
                guard reader.may(needed) else { throw SiteRefusal.forbidden }
                return nil
            }
        }
        if route.isPage, isReading { return .redirect(to: SitePath.signIn.string, type: .normal) }
        throw SiteError(.unauthorized, "sign-in", site.say("signIn"))
    }

    private var crossSite: SiteError { SiteError(.forbidden, "cross-site", site.say("crossSite")) }

    private func refuse(_ error: any Error, _ request: Request, _ context: SiteContext) throws -> Response {
        if SiteError(error, site.strings).status == .internalServerError {
            context.logger.error("A request failed", metadata: ["route": "\(route.rawValue)", "error": "\(error)"])
        }
        return try site.refuse(error, isPage: route.isPage, request, context)
    }
}
