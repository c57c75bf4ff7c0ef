internal import DeviceFormats
internal import Domain
internal import Premises
internal import Simulation
internal import Tracking

/// Where everybody truly was in each second, and what the strongest base station would have said.
struct DayRecord {
    /// A second without the tag on air, outside the building, or planted to be unheard.
    static let offAir: Int16 = -1
    static let outside: Int16 = -2
    static let unheard: Int16 = -3

    let start: Instant
    /// By tag, one entry a second: the room's place in the plan, or one of the above.
    private(set) var rooms: [Code<Kind.Tag>: [Int16]] = [:]
    private(set) var strongestRight = 0
    private(set) var strongestAll = 0
    private var seconds = 0
    private let index: [Room.ID: Int16]
    private let roomOf: [BaseStation.ID: Int16]

    init(plan: FloorPlan, start: Instant) {
        self.start = start
        index = Dictionary(uniqueKeysWithValues: plan.rooms.enumerated().map { ($1.id, Int16($0)) })
        var roomOf: [BaseStation.ID: Int16] = [:]
        for baseStation in plan.baseStations {
            guard let room = plan.rooms.firstIndex(where: { $0.outline.contains(baseStation.at) }) else { continue }
            roomOf[baseStation.id] = Int16(room)
        }
        self.roomOf = roomOf
    }

    mutating func take(_ truth: [TruthRow], _ frames: [Frame]) {
        for row in truth {
            var known = rooms.removeValue(forKey: row.tag) ?? []
            known.append(contentsOf: repeatElement(Self.offAir, count: seconds - known.count))
            known.append(row.isHeard ? row.room.flatMap { index[$0] } ?? Self.outside : Self.unheard)
            rooms[row.tag] = known
        }
        for (tag, room) in strongest(frames) {
            guard let here = rooms[tag], here.count > seconds, here[seconds] >= 0 else { continue }
            strongestAll += 1
            if here[seconds] == room { strongestRight += 1 }
        }
        seconds += 1
    }

    /// The room of the base station that heard each tag most strongly in this second.
    private func strongest(_ frames: [Frame]) -> [Code<Kind.Tag>: Int16] {
        var best: [Code<Kind.Tag>: (dBm: Double, room: Int16)] = [:]
        for frame in frames {
            for line in frame.lines {
                guard let tag = line.tag, let id = line.baseStation, case .rssi(let dBm, _) = line.reading,
                    dBm > best[tag]?.dBm ?? -.infinity, let room = roomOf[id]
                else { continue }
                best[tag] = (dBm, room)
            }
        }
        return best.mapValues(\.room)
    }
}
