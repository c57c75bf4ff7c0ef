internal import Store

/// Tells the consoles of every record, in the order of the journal and once each.
actor Publisher {
    private let store: Store
    private let feed: FeedHub
    private var next: UInt64
    private var isPublishing = false

    init(store: Store, feed: FeedHub) throws {
        self.store = store
        self.feed = feed
        next = try store.size()
    }

    /// Publishes what was committed since the last time. Who comes while it is at it may go: the one at work looks
    /// again before it ends.
    func publish() async throws {
        guard !isPublishing else { return }
        isPublishing = true
        defer { isPublishing = false }
        // Whoever joins later begins with a fresh picture.
        guard await feed.count > 0 else {
            next = try store.size()
            return
        }
        while true {
            let entries = try store.entries(from: next, limit: 256)
            guard !entries.isEmpty else { return }
            next += UInt64(entries.count)
            for entry in entries { await feed.publish(.entry(entry)) }
        }
    }
}
