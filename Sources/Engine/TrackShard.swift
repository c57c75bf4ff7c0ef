internal import Domain
internal import Premises
internal import Tracking

/// The tracks of some of the tags: tags know nothing of each other, so that shards step at the same time.
actor TrackShard {
    /// As many as the cores of a small server have work for. Which shard has a tag follows from its code alone, so that
    /// findings come in the same order on every machine.
    static let count = 4

    private var tracks: TagTracks

    init(model: RadioModel, marks: [Code<Kind.Tag>: TagTracks.Mark]) {
        tracks = TagTracks(model: model, marks: marks)
    }

    /// The shard that has the tag.
    static func index(of tag: Code<Kind.Tag>) -> Int {
        tag.text.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % count
    }

    /// Readings that are taken together.
    struct Readings: Sendable {
        /// The tracks step up to here first; nil: they stay where they are.
        let after: Instant?
        /// When each base station was last heard in them, whichever tag it told of.
        let heard: [BaseStation.ID: Instant]
        /// In the order they were received.
        private let frames: [[Observation]]
        /// The shard of each line, frame after frame; `count` where it is of no tag.
        private let shards: [UInt8]

        init(after: Instant?, _ frames: [[Observation]]) {
            self.after = after
            self.frames = frames
            var heard: [BaseStation.ID: Instant] = [:]
            var shards: [UInt8] = []
            shards.reserveCapacity(frames.reduce(0) { $0 + $1.count })
            for frame in frames {
                // A frame speaks of one base station as a rule, line after line.
                var last: (baseStation: BaseStation.ID, at: Instant)?
                for observation in frame {
                    shards.append(UInt8(observation.tag.map(TrackShard.index) ?? TrackShard.count))
                    guard let baseStation = observation.baseStation else { continue }
                    if let last, last.baseStation == baseStation, observation.at <= last.at { continue }
                    last = (baseStation, observation.at)
                    heard[baseStation] = max(heard[baseStation] ?? observation.at, observation.at)
                }
            }
            self.heard = heard
            self.shards = shards
        }

        /// The lines of one shard's tags.
        func forEach(of shard: Int, _ body: (Observation) -> Void) {
            var next = 0
            for frame in frames {
                for index in frame.indices {
                    if Int(shards[next]) == shard { body(frame[index]) }
                    next += 1
                }
            }
        }
    }

    /// Takes the lines of the shard with this index and steps to `now`; the findings confirmed on the way.
    func advance(_ readings: [Readings], shard: Int, to now: Instant) -> [PresenceEvent] {
        var found: [PresenceEvent] = []
        for readings in readings {
            if let after = readings.after { found += tracks.advance(to: after) }
            for (baseStation, at) in readings.heard { tracks.hear(baseStation, at: at) }
            readings.forEach(of: shard) { tracks.observe($0) }
        }
        return found + tracks.advance(to: now)
    }

    /// Where each tag is believed to be now.
    func rows() -> [TagTracks.Row] { tracks.tagsHeard.compactMap { tracks.live($0) } }

    func marks() -> [Code<Kind.Tag>: TagTracks.Mark] {
        tracks.tagsHeard.reduce(into: [:]) { marks, tag in marks[tag] = tracks.mark(tag) }
    }

    func alive(at now: Instant) -> Set<BaseStation.ID> { tracks.alive(at: now) }
}

extension [[PresenceEvent]] {
    /// All of them by the time they happened; each shard's own order stays.
    func merged() -> [PresenceEvent] {
        var rest = map { $0[...] }
        var all: [PresenceEvent] = []
        while let next = rest.indices.filter({ !rest[$0].isEmpty }).min(by: { one, other in
            guard let left = rest[one].first?.occurred, let right = rest[other].first?.occurred else { return false }
            return left < right
        }) {
            all.append(rest[next].removeFirst())
        }
        return all
    }
}
