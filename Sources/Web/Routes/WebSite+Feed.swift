import Hummingbird
import ServiceLifecycle

extension WebSite {
    /// The live feed as server-sent events; `Last-Event-ID` resumes. The gate filters each item at its sending.
    func feed(_ request: Request, _ context: SiteContext) async throws -> Response {
        // A page says in the address where it begins; a browser that lost the stream says in the head where it was.
        let after =
            HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }
            ?? request.uri.queryParameters["after"].map { String($0) }
        let items = try await gate.feed(reader(context), context.credential, after)
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream"],
            body: .init { writer in
                // A console that lost its server asks again each second.
                try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
                // Without this an open console would hold up the shutdown for ever.
                for await item in items.cancelOnGracefulShutdown() {
                    try await writer.write(ByteBuffer(string: Self.text(of: item)))
                }
                try await writer.finish(nil)
            }
        )
    }

    /// Each page of a console answers every few seconds that it heard the feed: only a page that runs does (SPEC R5).
    func answerFeed(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request)
        try checkToken(form, context)
        await gate.answered(try reader(context), context.credential, form.has("leaving"))
        return Response(status: .noContent)
    }

    static func text(of item: FeedItem) -> String {
        let id = item.id.map { "id: \($0)\n" } ?? ""
        return "event: \(item.name.rawValue)\n\(id)data: \(item.json)\n\n"
    }
}
