import Synchronization

/// Every open connection, so that slow or idle ones give way before anybody is turned away (TRUST E1, E6).
///
/// A connection on which nothing is being answered may be closed at any time; HTTP expects it. So whoever holds
/// connections open without asking for anything displaces only such connections, its own first.
final class ConnectionBook: Sendable {
    struct Limits: Sendable {
        /// Everything together: file handles for the disk and the broker stay free.
        var connections = WebLimits.connections
        var perAddress = WebLimits.connectionsPerAddress
    }

    struct Ticket: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private struct Entry: Sendable {
        let address: String
        let close: @Sendable () -> Void
        var answering = 0
        /// Grows with each sign of life; the smallest is the longest without one.
        var lastSeen: UInt64
    }

    private struct State: Sendable {
        var entries: [Ticket: Entry] = [:]
        var counts: [String: Int] = [:]
        var next: UInt64 = 0

        mutating func number() -> UInt64 {
            next += 1
            return next
        }

        mutating func remove(_ ticket: Ticket) -> Entry? {
            guard let entry = entries.removeValue(forKey: ticket) else { return nil }
            let left = (counts[entry.address] ?? 1) - 1
            counts[entry.address] = left > 0 ? left : nil
            return entry
        }

        /// The connection that has been silent the longest, of one address or of the one that has most.
        func mostIdle(of address: String?) -> Ticket? {
            let address = address ?? counts.max { $0.value < $1.value }?.key
            return entries.filter { $0.value.address == address && $0.value.answering == 0 }
                .min { $0.value.lastSeen < $1.value.lastSeen }?.key
        }
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Enters a connection, closing another where there are too many; nil where none may be closed.
    func open(_ address: String, close: @escaping @Sendable () -> Void) -> Ticket? {
        let (ticket, displaced) = state.withLock { state -> (Ticket?, Entry?) in
            var displaced: Ticket?
            if state.counts[address] ?? 0 >= limits.perAddress {
                displaced = state.mostIdle(of: address)
                guard displaced != nil else { return (nil, nil) }
            } else if state.entries.count >= limits.connections {
                displaced = state.mostIdle(of: nil)
                guard displaced != nil else { return (nil, nil) }
            }
            let entry = displaced.flatMap { state.remove($0) }
            let ticket = Ticket(number: state.number())
            state.entries[ticket] = Entry(address: address, close: close, lastSeen: ticket.number)
            state.counts[address, default: 0] += 1
            return (ticket, entry)
        }
        displaced?.close()
        return ticket
    }

    func close(_ ticket: Ticket) {
        state.withLock { _ = $0.remove(ticket) }
    }

    /// A request was received whole and is being answered.
    func beginAnswer(_ ticket: Ticket) {
        state.withLock { $0.entries[ticket]?.answering += 1 }
    }

    func endAnswer(_ ticket: Ticket) {
        state.withLock { state in
            let now = state.number()
            state.entries[ticket]?.answering -= 1
            state.entries[ticket]?.lastSeen = now
        }
    }

    var count: Int { state.withLock { $0.entries.count } }
}
