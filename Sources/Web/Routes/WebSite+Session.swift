import Domain
import Hummingbird

extension WebSite {
    func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request)
        let client = try await client(context)
        if let seconds = throttle.wait(client, at: world.now()) {
            throw SiteRefusal.tooManyTries(retryAfterSeconds: seconds)
        }
        guard let entrance = try await gate.signIn(form["name"], form["password"], context.browser) else {
            throttle.failed(client, at: world.now())
            let setting = setting(request, context)
            let again = SignInPage(failed: true, name: form["name"], setting)
            return page(again, "sign-in", setting, status: .unauthorized)
        }
        throttle.signedIn(client)
        // A system administrator has no board: case data is not theirs.
        let reader = try await gate.session(entrance.session, true)?.reader
        let home = reader.map { $0.may(.readBoard) } ?? true ? SitePath.board : .devices
        var response = Response.redirect(to: home.string, type: .normal)
        response.setCookie(cookie(sessionCookie, entrance.session, maxAge: nil))
        response.setCookie(cookie(browserCookie, entrance.browser, maxAge: Self.browserSeconds))
        return response
    }

    /// As long as a browser keeps any cookie: 400 days.
    private static let browserSeconds = 34_560_000

    /// Who tries: a browser in which somebody signed in before, or an address.
    func client(_ context: SiteContext) async throws -> SignInThrottle.Client {
        if let secret = context.browser, try await gate.knowsBrowser(secret) { return .browser(secret) }
        return .address(context.address)
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
