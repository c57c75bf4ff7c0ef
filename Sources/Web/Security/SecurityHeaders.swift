package import Hummingbird

/// Browser hardening on every answer, errors and refusals of unreadable bytes included (D11).
package enum SecurityHeaders {
    package static func add(to headers: inout HTTPFields, isTLS: Bool) {
        for (name, value) in fields { headers[name] = value }
        if isTLS, let name = HTTPField.Name("Strict-Transport-Security") {
            headers[name] = "max-age=31536000; includeSubDomains"
        }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }

    private static let fields: [(HTTPField.Name, String)] = {
        let texts = [
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ]
        return texts.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }()
}
