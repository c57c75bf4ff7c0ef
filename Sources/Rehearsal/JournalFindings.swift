internal import Alarms
internal import Domain
internal import Events
internal import Policy
internal import Premises
internal import Simulation
internal import Store
internal import Tracking

/// What the journal says of a day: each tag's confirmed places in order, and every alarm that was raised.
struct JournalFindings {
    struct Raised {
        let rule: String
        let subject: Subject
        let stay: ID<Kind.Stay>?
        let room: Room.ID?
        let began: Instant
        let recorded: Instant

        func concerns(_ breach: PlantedBreach, _ persons: [ID<Kind.Stay>: Int]) -> Bool {
            if let person = breach.person { return stay.flatMap { persons[$0] } == person }
            if case .baseStation(let id) = subject { return id.text == breach.subject }
            return false
        }

        /// Raised within the breach's time.
        func falls(into breach: PlantedBreach) -> Bool { (breach.at...breach.until).contains(recorded) }
    }

    private(set) var alarms: [Raised] = []
    private(set) var places: [Code<Kind.Tag>: [(at: Instant, place: Place)]] = [:]

    private static let stride = 1_024

    init(_ store: Store) throws {
        var next: UInt64 = 0
        while true {
            let entries = try store.entries(from: next, limit: Self.stride)
            guard !entries.isEmpty else { return }
            next += UInt64(entries.count)
            for entry in entries { take(entry.leaf) }
        }
    }

    private mutating func take(_ leaf: Leaf) {
        switch leaf.event {
        case .presence(.moved(let tag, _, let place, let at, _, _, _)): places[tag, default: []].append((at, place))
        case .alarm(.raised(_, let raising)):
            alarms.append(
                Raised(
                    rule: raising.key.rule.rawValue,
                    subject: raising.key.subject,
                    stay: raising.stay,
                    room: raising.room,
                    began: raising.began,
                    recorded: leaf.recorded
                )
            )
        case .presence, .alarm, .stay, .tag, .device, .centre, .access: break
        }
    }

    /// What the journal says of the seconds in which a tag was on air inside the building.
    struct Seconds {
        var all = 0
        var determined = 0
        var right = 0
        /// Seconds in one room that were said to be in another place, or not determined.
        var mistaken: [String: Int] = [:]
    }

    /// What is heard within a second is known at its end, so that the second that begins at t is the place at t + 1.
    func seconds(against record: DayRecord, plan: FloorPlan) -> Seconds {
        let index = Dictionary(uniqueKeysWithValues: plan.rooms.enumerated().map { ($1.id, Int16($0)) })
        var sums = Seconds()
        for (tag, truth) in record.rooms {
            let moves = places[tag, default: []].sorted { $0.at < $1.at }
            var next = 0
            var said = Said.nothing
            for (second, room) in truth.enumerated() {
                let moment = record.start + .seconds(Int64(second + 1))
                while next < moves.count, moves[next].at <= moment {
                    said = Said(moves[next].place, index)
                    next += 1
                }
                guard room >= 0 else { continue }
                sums.all += 1
                if said != .nothing { sums.determined += 1 }
                if said == .room(room) {
                    sums.right += 1
                } else {
                    sums.mistaken["\(plan.rooms[Int(room)].id) as \(said.words(plan))", default: 0] += 1
                }
            }
        }
        return sums
    }

    /// A confirmed place, quick to compare.
    private enum Said: Equatable {
        case nothing
        case outside
        case room(Int16)

        init(_ place: Place, _ index: [Room.ID: Int16]) {
            switch place {
            case .notDetermined, .noSignal: self = .nothing
            case .outside: self = .outside
            case .room(let id): self = index[id].map(Self.room) ?? .outside
            }
        }

        func words(_ plan: FloorPlan) -> String {
            switch self {
            case .nothing: "not determined"
            case .outside: "outside"
            case .room(let index): plan.rooms[Int(index)].id.text
            }
        }
    }
}
