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

    /// Second by second while a tag was on air inside the building: how many were determined, and right.
    ///
    /// What is heard within a second is known at its end, so that the second that begins at t is the place at t + 1.
    func seconds(against record: DayRecord, plan: FloorPlan) -> (determined: Int, right: Int, all: Int) {
        let index = Dictionary(uniqueKeysWithValues: plan.rooms.enumerated().map { ($1.id, Int16($0)) })
        var sums = (determined: 0, right: 0, all: 0)
        for (tag, truth) in record.rooms {
            let moves = places[tag, default: []].sorted { $0.at < $1.at }
            var next = 0
            var place = Place.noSignal
            for (second, room) in truth.enumerated() {
                let moment = record.start + .seconds(Int64(second + 1))
                while next < moves.count, moves[next].at <= moment {
                    place = moves[next].place
                    next += 1
                }
                guard room >= 0 else { continue }
                sums.all += 1
                switch place {
                case .notDetermined, .noSignal: break
                case .outside: sums.determined += 1
                case .room(let id):
                    sums.determined += 1
                    if index[id] == room { sums.right += 1 }
                }
            }
        }
        return sums
    }
}
