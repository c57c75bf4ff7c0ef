import Domain
import Foundation
import Hummingbird

extension WebSite {
    /// Debian's packages, served where they lie and never copied: name in the address → file.
    static let vendorFiles = [
        "bootstrap.min.css": "/usr/share/javascript/bootstrap5/css/bootstrap.min.css",
        "chart.min.js": "/usr/share/javascript/chart.js/chart.min.js",
    ]

    func asset(_ context: SiteContext) throws -> Response {
        guard let name = context.parameters.get("file"), Self.assetNames.contains(name) else {
            throw SiteRefusal.unknown
        }
        return try file("Assets/\(name)")
    }

    /// A closed list, so that no name leads out of the folder.
    static let assetNames: Set<String> = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: resources.appending(path: "Assets").path)
        return Set(names ?? [])
    }()

    func vendor(_ context: SiteContext) throws -> Response {
        guard let name = context.parameters.get("file"), let path = Self.vendorFiles[name] else {
            throw SiteRefusal.unknown
        }
        return try file(URL(filePath: path))
    }

    func file(_ path: String) throws -> Response { try file(Self.resources.appending(path: path)) }

    private func file(_ url: URL) throws -> Response {
        guard let data = try? Data(contentsOf: url) else { throw SiteRefusal.unknown }
        let type =
            switch url.pathExtension {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            case "json": "application/json"
            case _: "application/octet-stream"
            }
        return Response(
            status: .ok,
            headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(bytes: data))
        )
    }

    func journalFile(_ path: String) async throws -> Response {
        guard let bytes = try await gate.journalFile(path) else { throw SiteRefusal.unknown }
        return Response(
            status: .ok,
            headers: [.contentType: path == "checkpoint" ? "text/plain; charset=utf-8" : "application/octet-stream"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// Hash tiles for everybody signed in; bundles hold leaves and need the right to read records.
    func tile(_ request: Request, _ context: SiteContext) async throws -> Response {
        let name = request.uri.path.split(separator: "/").dropFirst(2).joined(separator: "/")
        guard Self.isTile(name) else { throw SiteRefusal.unknown }
        if name.hasPrefix("entries/") {
            guard try reader(context).may(.readRecords) else { throw SiteRefusal.unknown }
        }
        return try await journalFile("tile/" + name)
    }

    /// Level and index as C2SP tlog-tiles writes them, `0/x001/067` or `entries/000.p/17`; so no name leads out of the
    /// folder, or to a folder.
    static func isTile(_ name: String) -> Bool {
        name.wholeMatch(of: /(entries|[0-9]{1,2})(\/x[0-9]{3}){0,6}\/[0-9]{3}(\.p\/[0-9]{1,3})?/) != nil
    }
}
