public import Alarms
public import Domain
public import Store
public import Tracking

/// What consoles hear of: everything that happened, and where everybody is.
public enum Publication: Sendable {
    case entry(Store.Entry)
    /// A call for help that is not yet on disk: the same alarm follows as an entry, or it is taken back.
    case early(Alarm)
    case takenBack(Alarm)
    case positions([TagTracks.Row])
    case clock(Instant)
}

/// Hands what happened to every console that listens; what each may know is decided where it is sent.
public actor FeedHub {
    /// Items that may wait for one console. A slower one is cut off and begins anew with a fresh picture.
    private static let waiting = 1_024
    /// Consoles at once; more are refused.
    private static let consoles = 256

    private var listeners: [Int: AsyncStream<Publication>.Continuation] = [:]
    private var next = 0

    init() {}

    /// Everything from now on; ends when the console is too slow or too many listen.
    public func listen() -> AsyncStream<Publication> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Publication.self,
            bufferingPolicy: .bufferingOldest(Self.waiting)
        )
        guard listeners.count < Self.consoles else {
            continuation.finish()
            return stream
        }
        listeners[next] = continuation
        next += 1
        return stream
    }

    func publish(_ item: Publication) {
        for (id, listener) in listeners {
            switch listener.yield(item) {
            case .enqueued: break
            case .dropped, .terminated:
                listener.finish()
                listeners[id] = nil
            @unknown default: break
            }
        }
    }

    /// How many consoles listen.
    public var count: Int { listeners.count }
}
