public import Hummingbird

/// What a request carries from the door to its handler.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    var session: WebSession?
    var reader: Reader?
    var language = Language.chinese
    var theme = Theme.auto

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }

    public var maxUploadSize: Int { WebLimits.frameBytes }
}
