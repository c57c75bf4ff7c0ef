public import Hummingbird
import NIOCore

/// What a request carries from the door to its handler.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    var session: WebSession?
    var reader: Reader?
    /// The secret of the session or the token that the reader came with.
    var credential = ""
    /// By which the browser says that somebody signed in there before.
    var browser: String?
    private let remote: SocketAddress?
    var language = Language.chinese
    var theme = Theme.auto

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress
    }

    /// Where the request came from; empty where there is no network.
    var address: String { remote?.ipAddress ?? "" }

    /// Takes language and theme from the reader's cookies.
    mutating func look(_ request: Request) {
        language = request.cookies["language"].flatMap { Language(rawValue: $0.value) } ?? .chinese
        theme = request.cookies["theme"].flatMap { Theme(rawValue: $0.value) } ?? .auto
    }

    public var maxUploadSize: Int { WebLimits.frameBytes }
}
