import DeviceFormats
public import Domain
public import Premises
public import Tracking

/// A simulated shift before several trackers at once, each scored against where people truly were.
public struct TrackingTrial: Sendable {
    /// One tracker, and the base stations that are dead for it.
    public struct Entrant: Hashable, Sendable {
        public var dead: Set<BaseStation.ID>
        public var masksSilence: Bool

        public init(dead: Set<BaseStation.ID> = [], masksSilence: Bool = true) {
            self.dead = dead
            self.masksSilence = masksSilence
        }
    }

    /// Seconds of tags that were on air in a room, and what the confirmed answer said of them.
    public struct Score: Hashable, Sendable {
        public private(set) var seconds = 0
        public private(set) var determined = 0
        public private(set) var right = 0
        public private(set) var strongestHeard = 0
        public private(set) var strongestRight = 0

        public init() {}

        /// Of the determined seconds.
        public var rightShare: Double { Double(right) / Double(max(1, determined)) }
        public var undeterminedShare: Double { 1 - Double(determined) / Double(max(1, seconds)) }
        /// Of all seconds: what a dead base station must not take away.
        public var confirmedShare: Double { Double(right) / Double(max(1, seconds)) }
        public var strongestShare: Double { Double(strongestRight) / Double(max(1, strongestHeard)) }

        public static func + (one: Self, other: Self) -> Self {
            var sum = one
            sum.seconds += other.seconds
            sum.determined += other.determined
            sum.right += other.right
            sum.strongestHeard += other.strongestHeard
            sum.strongestRight += other.strongestRight
            return sum
        }

        mutating func take(_ place: Place, truth: Room.ID) {
            seconds += 1
            guard case .room(let room) = place else { return }
            determined += 1
            if room == truth { right += 1 }
        }

        mutating func takeStrongest(_ room: Room.ID?, truth: Room.ID) {
            strongestHeard += 1
            if room == truth { strongestRight += 1 }
        }
    }

    private let plan: FloorPlan
    private let entrants: [Entrant]
    private var simulation: Simulation
    private var trackers: [TagTracks]
    private var truths: [Int64: [Code<Kind.Tag>: Room.ID]] = [:]
    private let rooms: [BaseStation.ID: Room.ID]
    private let kinds: [Room.ID: RoomKind]
    /// Of each entrant, by the kind of the true room.
    public private(set) var scores: [[RoomKind: Score]]

    public init(simulation: Simulation, model: RadioModel, entrants: [Entrant] = [Entrant()]) {
        plan = simulation.plan
        self.simulation = simulation
        self.entrants = entrants
        trackers = entrants.map { TagTracks(model: model, masksSilence: $0.masksSilence) }
        let homes = plan.baseStations.map { ($0.id, simulation.plan.room(at: $0.at)?.id) }
        rooms = Dictionary(homes) { first, _ in first }.compactMapValues(\.self)
        kinds = Dictionary(plan.rooms.map { ($0.id, $0.kind) }) { first, _ in first }
        scores = Array(repeating: [:], count: entrants.count)
    }

    public func score(of entrant: Int) -> Score {
        scores[entrant].values.reduce(Score(), +)
    }

    /// The base station nearest to the middle of each kind of room, of the first room of the kind.
    public static func nearest(_ plan: FloorPlan) -> [(kind: RoomKind, baseStation: BaseStation.ID)] {
        RoomKind.allCases.compactMap { kind in
            guard let room = plan.rooms.first(where: { $0.kind == kind }) else { return nil }
            let middle = room.outline.innermost
            let nearest = plan.baseStations.min { $0.at.distance(to: middle) < $1.at.distance(to: middle) }
            return nearest.map { (kind, $0.id) }
        }
    }

    /// Lives so many seconds.
    public mutating func run(seconds: Int) {
        for _ in 0..<seconds {
            let now = simulation.now
            let lines = simulation.advance().flatMap { act -> [Observation] in
                if case .frame(let frame) = act.deed { frame.lines } else { [] }
            }
            // A packet sent within this second is known at its end.
            let end = now + .seconds(1)
            let here = simulation.truth.compactMap { row in row.room.map { (row.tag, $0) } }
            truths[end.microseconds] = Dictionary(here) { first, _ in first }
            truths[(now - .seconds(20)).microseconds] = nil
            for index in trackers.indices { track(index, lines, end) }
        }
    }

    private mutating func track(_ index: Int, _ lines: [Observation], _ end: Instant) {
        let dead = entrants[index].dead
        var strongest: [Code<Kind.Tag>: (dBm: Double, baseStation: BaseStation.ID)] = [:]
        for line in lines {
            guard let baseStation = line.baseStation, !dead.contains(baseStation) else { continue }
            trackers[index].observe(line)
            guard let tag = line.tag, case .rssi(let dBm, _) = line.reading else { continue }
            if dBm > strongest[tag]?.dBm ?? -.infinity { strongest[tag] = (dBm, baseStation) }
        }
        _ = trackers[index].advance(to: end)
        for (tag, heard) in strongest {
            guard let room = truths[end.microseconds]?[tag], let kind = kinds[room] else { continue }
            scores[index][kind, default: Score()].takeStrongest(rooms[heard.baseStation], truth: room)
        }
        for row in trackers[index].confirmedRows {
            guard let room = truths[row.at.microseconds]?[row.tag], let kind = kinds[room] else { continue }
            scores[index][kind, default: Score()].take(row.place, truth: room)
        }
    }
}
