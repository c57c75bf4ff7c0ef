import Domain
import Hummingbird

extension WebSite {
    func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request)
        if let seconds = throttle.wait(context.address, at: world.now()) {
            throw SiteRefusal.tooManyTries(retryAfterSeconds: seconds)
        }
        guard let secret = try await gate.signIn(form["name"], form["password"]) else {
            throttle.failed(context.address, at: world.now())
            let setting = setting(request, context)
            let again = SignInPage(failed: true, name: form["name"], setting)
            return page(again, "sign-in", setting, status: .unauthorized)
        }
        throttle.signedIn(context.address)
        // A system administrator has no board: case data is not theirs.
        let reader = try await gate.session(secret)?.reader
        let home = reader.map { $0.may(.readBoard) } ?? true ? SitePath.board : .devices
        var response = Response.redirect(to: home.string, type: .normal)
        response.setCookie(cookie(sessionCookie, secret, maxAge: nil))
        return response
    }

    func signOut(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request)
        try checkToken(form, context)
        if let secret = request.cookies[sessionCookie]?.value { try await gate.signOut(secret) }
        var response = Response.redirect(to: SitePath.signIn.string, type: .normal)
        response.setCookie(cookie(sessionCookie, "", maxAge: 0))
        return response
    }

    /// Language and theme: a cookie each, and back to where the reader was.
    func look(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request)
        let back = form["back"]
        let isOurs = back.hasPrefix("/") && !back.hasPrefix("//") && !back.contains("\\")
        var response = Response.redirect(to: isOurs ? back : SitePath.board.string, type: .normal)
        let year = 31_536_000
        if let language = Language(rawValue: form["language"]) {
            response.setCookie(cookie("language", language.rawValue, maxAge: year))
        }
        if let theme = Theme(rawValue: form["theme"]) {
            response.setCookie(cookie("theme", theme.rawValue, maxAge: year))
        }
        return response
    }

    private func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: maxAge,
            path: "/",
            secure: isTLS,
            httpOnly: true,
            sameSite: .strict
        )
    }
}
