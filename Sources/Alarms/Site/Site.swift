public import Domain
public import Premises

/// What is known of the centre, in occurred time: the memory from which every rule answers.
///
/// A late or corrected fact goes to its place in time; rules keep no state of their own, so asking them again gives
/// what they would have said had it come in time.
public struct Site: Hashable, Sendable, Codable {
    public internal(set) var stays: [ID<Kind.Stay>: StayView] = [:]
    public internal(set) var tags: [Code<Kind.Tag>: TagView] = [:]
    public internal(set) var silences: [BaseStation.ID: [Silence]] = [:]
    /// When wall time and site clock differed.
    public internal(set) var clockSpells: [Spell] = []
    /// When the disk was short of room.
    public internal(set) var diskSpells: [Spell] = []
    /// When the journal was not signed in time.
    public internal(set) var unsignedSpells: [Spell] = []
    /// Before this moment the memory is incomplete: nothing is concluded that began there.
    public internal(set) var horizon = Instant(microseconds: .min / 2)

    /// The tags that were in a room: derived from the trails, so that asking for a room does not walk over all.
    var tagsByRoom: [Room.ID: Set<Code<Kind.Tag>>] = [:]
    /// The tags that each stay wore.
    var tagsByStay: [ID<Kind.Stay>: Set<Code<Kind.Tag>>] = [:]

    /// One silence of a base station.
    public struct Silence: Hashable, Sendable, Codable {
        public let from: Instant
        public let event: ID<Kind.Event>
        public internal(set) var until: Instant?
    }

    /// A stretch in which something was wrong with the server itself.
    public struct Spell: Hashable, Sendable, Codable {
        public let from: Instant
        public let event: ID<Kind.Event>
        /// How much, in the unit of what was wrong.
        public let number: Int
        /// From when on it was the worst that it can be.
        public internal(set) var worst: Instant?
        public internal(set) var until: Instant?
    }

    /// Somebody's stint, with whose it is.
    public struct Presence: Hashable, Sendable {
        public let wearer: Wearer
        public let stint: Stint
    }

    public init() {}

    private enum CodingKeys: CodingKey {
        case stays, tags, silences, clockSpells, diskSpells, unsignedSpells, horizon
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        stays = try values.decode([ID<Kind.Stay>: StayView].self, forKey: .stays)
        tags = try values.decode([Code<Kind.Tag>: TagView].self, forKey: .tags)
        silences = try values.decode([BaseStation.ID: [Silence]].self, forKey: .silences)
        // Memories that were saved before there were spells have none.
        clockSpells = try values.decodeIfPresent([Spell].self, forKey: .clockSpells) ?? []
        diskSpells = try values.decodeIfPresent([Spell].self, forKey: .diskSpells) ?? []
        unsignedSpells = try values.decodeIfPresent([Spell].self, forKey: .unsignedSpells) ?? []
        horizon = try values.decode(Instant.self, forKey: .horizon)
        index()
    }

    /// The rooms the person was in, in order.
    public func stints(of stay: ID<Kind.Stay>) -> [Stint] {
        var found: [Stint] = []
        for tag in tagsByStay[stay] ?? [] {
            for presence in tags[tag]?.presences ?? [] where presence.wearer == .person(stay) {
                found.append(presence.stint)
            }
        }
        found.sort { ($0.from, $0.event) < ($1.from, $1.event) }
        return Self.joined(found)
    }

    /// Who was in the room at any time of the stint, in order of coming.
    public func presences(in room: Room.ID, during time: Stint) -> [Presence] {
        var found: [Presence] = []
        for tag in tagsByRoom[room] ?? [] {
            // The latest first: most questions are about the latest stint, and a tag is in one room at a time.
            for presence in (tags[tag]?.presences ?? []).reversed() {
                if let until = presence.stint.until, until < time.from { break }
                guard presence.stint.room == room, time.until.map({ presence.stint.from <= $0 }) ?? true else {
                    continue
                }
                found.append(presence)
            }
        }
        return found.sorted { ($0.stint.from, $0.stint.event) < ($1.stint.from, $1.stint.event) }
    }

    /// The stint in parts: in each the answer about the person's kind is the same. A later part begins with the event
    /// that changed it.
    func cut(_ stint: Stint, of stay: ID<Kind.Stay>, by answer: (PersonKind) -> some Equatable) -> [Stint] {
        guard let view = stays[stay] else { return [stint] }
        var parts: [Stint] = []
        var rest = stint
        for turn in view.kinds where turn.at > rest.from && rest.contains(turn.at) {
            guard answer(turn.kind) != answer(view.kind(at: rest.from)) else { continue }
            var part = rest
            (part.until, part.ending) = (turn.at, turn.event)
            parts.append(part)
            rest = Stint(room: rest.room, from: turn.at, event: turn.event, until: rest.until, ending: rest.ending)
        }
        return parts + [rest]
    }

    /// The stays that were in the room at `since` or after it.
    public func stays(in room: Room.ID, since: Instant) -> Set<ID<Kind.Stay>> {
        var found: Set<ID<Kind.Stay>> = []
        for tag in tagsByRoom[room] ?? [] {
            for presence in (tags[tag]?.presences ?? []).reversed() {
                if let until = presence.stint.until, until < since { break }
                guard presence.stint.room == room, case .person(let stay) = presence.wearer else { continue }
                found.insert(stay)
            }
        }
        return found
    }

    /// A tag replaced in the same room does not make a second stint.
    private static func joined(_ stints: [Stint]) -> [Stint] {
        var joined: [Stint] = []
        for stint in stints {
            if let last = joined.last, last.room == stint.room, let until = last.until, until >= stint.from {
                joined[joined.count - 1].until = stint.until
                joined[joined.count - 1].ending = stint.ending
            } else {
                joined.append(stint)
            }
        }
        return joined
    }
}
