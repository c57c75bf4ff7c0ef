import Hummingbird

/// The outermost layer: hardening on every answer, and an answer in our own form to what no route takes.
struct SiteEdge: RouterMiddleware {
    let site: WebSite

    func handle(
        _ request: Request,
        context: SiteContext,
        next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.look(request)
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try untaken(error, request, context)
        }
        SecurityHeaders.add(to: &response.headers, isTLS: site.isTLS)
        return response
    }

    /// Routes refuse for themselves; what is thrown up to here met none of them.
    private func untaken(_ error: any Error, _ request: Request, _ context: SiteContext) throws -> Response {
        let path = request.uri.path
        let isPage = !SiteRoute.isProgramPath(path)
        let methods = SiteRoute.methods(at: path)
        guard !methods.isEmpty else { return try site.refuse(error, isPage: isPage, request, context) }
        let wrongMethod = SiteError(.methodNotAllowed, "method-not-allowed", site.say("method"))
        var response = try site.refuse(wrongMethod, isPage: isPage, request, context)
        response.headers[.allow] = methods.map(\.rawValue).sorted().joined(separator: ", ")
        return response
    }
}

extension SiteRoute {
    /// Paths that programs speak to: their errors are JSON.
    static func isProgramPath(_ path: String) -> Bool {
        ["/api/", "/v2/", "/journal/tile", "/journal/checkpoint"].contains { path.hasPrefix($0) }
    }

    /// What may be asked of an address; nothing where there is none.
    static func methods(at path: String) -> Set<HTTPRequest.Method> {
        let parts = path.split(separator: "/")
        return Set(
            allCases.filter { route in
                let template = route.template.split(separator: "/")
                if template.last == "**" {
                    return parts.count >= template.count && parts.starts(with: template.dropLast())
                }
                return template.count == parts.count
                    && zip(template, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }.map(\.method)
        )
    }
}
