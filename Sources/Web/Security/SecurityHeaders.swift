package import Hummingbird

/// Browser hardening on every answer, errors and refusals of unreadable bytes included (D11).
package enum SecurityHeaders {
    package static func add(to headers: inout HTTPFields, isTLS: Bool) {
        for field in fields { headers.append(field) }
        if isTLS, let strict { headers.append(strict) }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }

    private static let strict = HTTPField.Name("Strict-Transport-Security")
        .map { HTTPField(name: $0, value: "max-age=31536000; includeSubDomains") }

    private static let fields: [HTTPField] = {
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
        return texts.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
    }()
}
