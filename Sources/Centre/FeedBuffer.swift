internal import Synchronization
internal import Web

/// What waits for one console: of each state the latest, and events in their order up to a limit. A console that is
/// too slow is told to begin anew instead of holding more (TRUST E8).
final class FeedBuffer: Sendable {
    /// Bytes of events that may wait: some minutes of a busy centre.
    private static let limit = 512 * 1024

    private struct State {
        var events: [FeedItem] = []
        var bytes = 0
        /// Clock, positions and the word to begin anew: the latest counts.
        var states: [FeedItem.Name: FeedItem] = [:]
        var waiting: CheckedContinuation<FeedItem?, Never>?
        var isFinished = false

        mutating func take() -> FeedItem? {
            if let resync = states.removeValue(forKey: .resync) { return resync }
            if !events.isEmpty {
                let item = events.removeFirst()
                bytes -= item.json.utf8.count
                return item
            }
            // A console that has just come learns the time before anything that is shown by it.
            return states.removeValue(forKey: .clock) ?? states.popFirst()?.value
        }
    }

    private let state = Mutex(State())
    private let unheard: Set<FeedItem.Name>

    /// - unheard: items that are not for whoever reads.
    init(without unheard: Set<FeedItem.Name> = []) { self.unheard = unheard }

    func put(_ item: FeedItem) {
        guard !unheard.contains(item.name) else { return }
        let woken = state.withLock { state -> (CheckedContinuation<FeedItem?, Never>, FeedItem?)? in
            guard !state.isFinished else { return nil }
            if item.id == nil {
                state.states[item.name] = item
            } else {
                state.events.append(item)
                state.bytes += item.json.utf8.count
            }
            if state.bytes > Self.limit {
                (state.events, state.bytes) = ([], 0)
                state.states[.resync] = FeedItem(.resync, json: "{}")
            }
            guard let waiting = state.waiting else { return nil }
            state.waiting = nil
            return (waiting, state.take())
        }
        woken?.0.resume(returning: woken?.1)
    }

    /// Nothing more comes; what waits is still handed out.
    func finish() {
        let waiting = state.withLock { state in
            state.isFinished = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: nil)
    }

    /// The next item, in time; nil at the end. One reader at a time.
    func next() async -> FeedItem? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let found = state.withLock { state -> FeedItem?? in
                    if let item = state.take() { return item }
                    if state.isFinished || Task.isCancelled { return .some(nil) }
                    state.waiting = continuation
                    return nil
                }
                if let found { continuation.resume(returning: found) }
            }
        } onCancel: {
            finish()
        }
    }
}
