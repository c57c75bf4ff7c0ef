public import Domain
import Premises

/// Where one tag was, as far as confirmed: entries in order of occurred time, whatever order they came in.
public struct Trail: Hashable, Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        public let at: Instant
        public let place: Whereabouts
        public let event: ID<Kind.Event>
    }

    public private(set) var entries: [Entry] = []

    /// Puts the entry where it belongs in time; a repeated event changes nothing.
    ///
    /// Two entries of one moment stand in the order of their events, so that the trail does not depend on the order
    /// of arrival.
    mutating func insert(_ entry: Entry) -> Bool {
        var index = entries.endIndex
        while index > 0, (entry.at, entry.event) <= (entries[index - 1].at, entries[index - 1].event) {
            index -= 1
            if entries[index].event == entry.event { return false }
        }
        entries.insert(entry, at: index)
        return true
    }

    /// Takes back what the event said; the entry it was, if it was one of ours.
    mutating func remove(_ event: ID<Kind.Event>) -> Entry? {
        guard let index = entries.firstIndex(where: { $0.event == event }) else { return nil }
        return entries.remove(at: index)
    }

    /// Forgets what was over before `horizon`, but neither the entry that still held then nor the entering of the
    /// room that the tag was in: a stint keeps its beginning however long it lasts.
    mutating func forget(before horizon: Instant) {
        guard let last = entries.lastIndex(where: { $0.at <= horizon }) else { return }
        var kept = [entries[last]]
        if let entering = entering(of: last), entering < last { kept.insert(entries[entering], at: 0) }
        entries.replaceSubrange(...last, with: kept)
    }

    /// Where the stint began in which the entry lies; nil outside rooms.
    private func entering(of index: Int) -> Int? {
        var found: Int?
        var room: Room.ID?
        for earlier in stride(from: index, through: entries.startIndex, by: -1) {
            switch entries[earlier].place {
            case .room(let here):
                guard room == nil || room == here else { return found }
                room = here
                found = earlier
            case .outside: return found
            case .notDetermined, .noSignal: continue
            }
        }
        return found
    }

    /// The rooms named in the trail.
    var rooms: Set<Room.ID> {
        Set(entries.compactMap { if case .room(let room) = $0.place { room } else { nil } })
    }
}
