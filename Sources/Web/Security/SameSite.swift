package import Hummingbird

/// No cross-site action (D12): what changes something must come from a page of this site.
package enum SameSite {
    /// Browsers send Sec-Fetch-Site or Origin with every form; a program without either has no cookie to abuse.
    package static func allows(_ request: Request, isTLS: Bool) -> Bool {
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        guard let authority = request.head.authority else { return false }
        return origin == "\(isTLS ? "https" : "http")://\(authority)"
    }

    /// Compares without leaving early, so that time tells nothing.
    static func equal(_ left: String, _ right: String) -> Bool {
        let a = Array(left.utf8)
        let b = Array(right.utf8)
        guard a.count == b.count, !a.isEmpty else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
