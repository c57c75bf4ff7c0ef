public import Domain
public import Premises

/// All tags of a centre: readings in, places each second and confirmed findings out. Deterministic, without a clock.
public struct TagTracks: Sendable {
    /// A base station is alive for so long after its last line (SPEC D6).
    public static let silence = Duration.seconds(15)
    /// A reading may come so late and still count, with the second that is then open.
    public static let lateness: Int64 = 3

    /// What is journaled of a tag so that a restart neither repeats nor loses a finding.
    public struct Mark: Hashable, Sendable {
        /// The confirmed findings up to here are in the journal …
        public let upTo: Instant
        /// … and left the tag here.
        public let place: Place

        public init(upTo: Instant, place: Place) {
            self.upTo = upTo
            self.place = place
        }
    }

    /// Where a tag is believed to be at one second.
    public struct Row: Hashable, Sendable {
        public let at: Instant
        public let tag: Code<Kind.Tag>
        /// Most probable room, nil without signal or outside, and its probability.
        public let room: Room.ID?
        public let probability: Double
        /// What may be said: not determined where the probability or the coverage is too low.
        public let place: Place
        /// The mean position of the belief; nil without a room, and where the coverage is too low.
        public let position: Point?
        /// The share of the base stations near the room that are alive; less where fewer than half of those that should
        /// hear the tag there do. 0 without a room.
        public let coverage: Double
    }

    let model: RadioModel
    /// Off only to show what the tracking would be without it.
    let masksSilence: Bool
    private var lastHeard: [Int64?]
    private var tags: [Code<Kind.Tag>: Int] = [:]
    private var tracks: [TagTrack] = []
    private var marks: [Code<Kind.Tag>: Mark]
    private var work: FilterWork
    /// The last second stepped.
    private var second: Int64?
    /// The rows confirmed in the last `advance`, for tables of every second.
    public private(set) var confirmedRows: [Row] = []

    public init(model: RadioModel, marks: [Code<Kind.Tag>: Mark] = [:], masksSilence: Bool = true) {
        self.model = model
        self.marks = marks
        self.masksSilence = masksSilence
        work = FilterWork(model)
        lastHeard = Array(repeating: nil, count: model.plan.baseStations.count)
    }

    /// Takes one reading; call `advance` at least each second, for only the next few seconds have room.
    ///
    /// One older than `lateness` says nothing about now and changes no place.
    public mutating func observe(_ observation: Observation) {
        let station = observation.baseStation.flatMap { model.baseStations[$0] }
        let its = Self.secondAfter(observation.at)
        let open = second.map { $0 + 1 } ?? its
        guard its >= open - Self.lateness else { return }
        if let station { lastHeard[station] = max(lastHeard[station] ?? .min, observation.at.microseconds) }
        guard let tag = observation.tag else { return }
        let index = index(of: tag)
        tracks[index].add(observation.reading, blink: observation.blink, station: station, in: max(its, open), model)
    }

    /// Takes it that a base station was heard, by lines that are not observed here.
    public mutating func hear(_ baseStation: BaseStation.ID, at: Instant) {
        guard let station = model.baseStations[baseStation] else { return }
        let its = Self.secondAfter(at)
        guard its >= second.map({ $0 + 1 - Self.lateness }) ?? its else { return }
        lastHeard[station] = max(lastHeard[station] ?? .min, at.microseconds)
    }

    /// Steps every tag through each whole second up to `now`; the findings confirmed on the way, in order of time.
    public mutating func advance(to now: Instant) -> [PresenceEvent] {
        confirmedRows.removeAll(keepingCapacity: true)
        let last = now.microseconds / 1_000_000
        // Before the first reading there is nothing to step; after a long pause the tags are lost anyway.
        var next = max(second.map { $0 + 1 } ?? last, last - 120)
        var events: [PresenceEvent] = []
        while next <= last {
            let alive = freshness(at: next)
            for index in tracks.indices {
                tracks[index].step(next, model, alive: alive, judgesLoudness: masksSilence, &work)
                if let row = tracks[index].confirm(model, alive: alive, &work, into: &events) {
                    confirmedRows.append(row)
                }
            }
            second = next
            next += 1
        }
        return events
    }

    /// The answer now, with hysteresis; nil for a tag never heard, or heard for the first time in this second.
    public func live(_ tag: Code<Kind.Tag>) -> Row? {
        guard let index = tags[tag], let second else { return nil }
        return tracks[index].live(model, alive: freshness(at: second))
    }

    /// All tags ever heard, in order of their first reading.
    public var tagsHeard: [Code<Kind.Tag>] { tracks.map(\.tag) }

    /// What to journal with the findings of the last `advance`.
    public func mark(_ tag: Code<Kind.Tag>) -> Mark? {
        guard let index = tags[tag] else { return nil }
        return tracks[index].mark
    }

    /// The base stations heard within the last 15 s.
    public func alive(at now: Instant) -> Set<BaseStation.ID> {
        Set(zip(model.plan.baseStations, heardWithin(now.microseconds)).filter(\.1).map(\.0.id))
    }

    private func freshness(at second: Int64) -> [Bool] {
        masksSilence ? heardWithin(second * 1_000_000) : Array(repeating: true, count: lastHeard.count)
    }

    private func heardWithin(_ now: Int64) -> [Bool] {
        lastHeard.map { heard in heard.map { now - $0 <= Self.silence.inMicroseconds } ?? false }
    }

    /// The second that holds the moment: the one at whose end it is known.
    static func secondAfter(_ moment: Instant) -> Int64 {
        (moment.microseconds + 999_999) / 1_000_000
    }

    private mutating func index(of tag: Code<Kind.Tag>) -> Int {
        if let index = tags[tag] { return index }
        tags[tag] = tracks.count
        tracks.append(TagTrack(tag: tag, model: model, mark: marks[tag]))
        return tracks.count - 1
    }
}
