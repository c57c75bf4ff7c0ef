public import Domain
public import Premises

/// One uninterrupted time of somebody in one room.
public struct Stint: Hashable, Sendable {
    public let room: Room.ID
    public let from: Instant
    /// The event that shows the entering.
    public let event: ID<Kind.Event>
    public internal(set) var until: Instant?
    /// The event that shows the leaving.
    public internal(set) var ending: ID<Kind.Event>?

    public func contains(_ moment: Instant) -> Bool {
        moment >= from && (until.map { moment < $0 } ?? true)
    }
}

/// One time of wearing a tag or carrying a card.
struct Wearing: Hashable, Sendable, Codable {
    let wearer: Wearer
    let from: Instant
    let event: ID<Kind.Event>
    var until: Instant?
    var ending: ID<Kind.Event>?
}

extension Trail {
    /// The stints of this trail within one time of wearing.
    ///
    /// *Not determined* is neither presence nor absence: what was last known goes on. No signal says nothing about a
    /// held person either (the tag has its own alarm), but an officer whose card is not heard is not counted present.
    func stints(during wearing: Wearing) -> [Stint] {
        var stints: [Stint] = []
        var open: Stint?
        func close(at moment: Instant, by event: ID<Kind.Event>?) {
            guard var stint = open else { return }
            stint.until = moment
            stint.ending = event
            open = nil
            if moment > stint.from { stints.append(stint) }
        }
        for entry in entries {
            if let until = wearing.until, entry.at >= until { break }
            switch entry.place {
            case .room(let room):
                guard open?.room != room else { continue }
                let start = max(entry.at, wearing.from)
                close(at: start, by: entry.event)
                open = Stint(room: room, from: start, event: entry.at < wearing.from ? wearing.event : entry.event)
            case .outside: close(at: max(entry.at, wearing.from), by: entry.event)
            case .notDetermined: continue
            case .noSignal:
                if case .officer = wearing.wearer { close(at: max(entry.at, wearing.from), by: entry.event) }
            }
        }
        if let until = wearing.until {
            close(at: until, by: wearing.ending)
        } else if let open {
            stints.append(open)
        }
        return stints
    }
}
