import Domain
import Premises

/// One tag: its open seconds, its filter and what has been confirmed of it.
struct TagTrack: Sendable {
    /// Below this, or with less than half of the near base stations alive, a place is not determined (SPEC T3).
    static let determined: Float = 0.9
    static let coverage = 0.5
    /// A live answer changes when another room leads by this much.
    static let hysteresis: Float = 0.1

    let tag: Code<Kind.Tag>
    private var filter: RoomFilter
    private var open: [SecondReadings]
    private var liveRoom: Int?
    private var findings: Findings
    private var stepped: Int64 = .min
    private var lastHeard: Int64 = .min

    init(tag: Code<Kind.Tag>, model: RadioModel, mark: TagTracks.Mark?) {
        self.tag = tag
        filter = RoomFilter(model)
        open = Array(
            repeating: SecondReadings(baseStations: model.plan.baseStations.count),
            count: 4
        )
        findings = Findings(tag: tag, mark: mark)
    }

    var mark: TagTracks.Mark? { findings.mark }

    mutating func add(
        _ reading: Observation.Reading,
        blink: Int?,
        station: Int?,
        in second: Int64,
        _ model: RadioModel
    ) {
        let slot = Int(second & 3)
        if open[slot].second != second { open[slot].start(second) }
        switch reading {
        case .rssi(let dBm, _):
            guard let station else { return }
            open[slot].sum[station] += Float(dBm)
            open[slot].heard[station] &+= 1
        case .range(let metres):
            guard let station else { return }
            open[slot].rangeSum[station] += Float(metres)
            open[slot].ranged[station] &+= 1
        case .timeOfArrival(let seconds):
            guard let station, let offset = model.clockOffset[station] else { return }
            open[slot].arrivals.append(
                .init(blink: blink ?? 0, baseStation: station, metres: (seconds - offset) * 299_792_458)
            )
        case .position(let point, let accuracy):
            open[slot].position = (point, accuracy)
        case .heartbeat, .button, .tamper, .battery, .card, .door, .epc, .climate:
            return
        }
    }

    mutating func step(_ second: Int64, _ model: RadioModel, alive: [Bool]) {
        let slot = Int(second & 3)
        let readings = open[slot].second == second ? open[slot] : nil
        if readings != nil { lastHeard = second }
        filter.step(model, readings, alive: alive)
        stepped = second
        let sums = Belief(filter.live, model)
        guard let best = sums.best else {
            liveRoom = nil
            return
        }
        if let old = liveRoom, sums.rooms[best] < sums.rooms[old] + Self.hysteresis { return }
        liveRoom = best
    }

    func live(at second: Int64, _ model: RadioModel, alive: [Bool]) -> TagTracks.Row {
        let sums = Belief(filter.live, model)
        return row(at: second, sums, room: sums.best == nil ? nil : liveRoom, model, alive: alive)
    }

    /// Decides the second that is now `RoomFilter.lag` old.
    mutating func confirm(_ model: RadioModel, alive: [Bool], into events: inout [PresenceEvent]) -> TagTracks.Row? {
        guard filter.isFull else { return nil }
        let at = stepped - Int64(RoomFilter.lag)
        let rows = filter.smoothed(model).enumerated().map { index, belief in
            let sums = Belief(belief, model)
            return row(at: at + Int64(index), sums, room: sums.best, model, alive: alive)
        }
        findings.take(rows, model, alive: alive, into: &events)
        return rows.first
    }

    private func row(
        at second: Int64,
        _ sums: Belief,
        room: Int?,
        _ model: RadioModel,
        alive: [Bool]
    ) -> TagTracks.Row {
        let probability = room.map { sums.rooms[$0] } ?? max(sums.outside, sums.noSignal)
        return TagTracks.Row(
            at: Instant(seconds: second),
            tag: tag,
            room: room.map { model.plan.rooms[$0].id },
            probability: Double(probability),
            place: sums.place(room, model, alive: alive),
            position: room == nil ? nil : sums.position
        )
    }
}

/// A belief over cells added up by room.
struct Belief {
    var rooms: [Float]
    var outside: Float
    var noSignal: Float
    var position: Point

    init(_ belief: [Float], _ model: RadioModel) {
        rooms = Array(repeating: 0, count: model.plan.rooms.count)
        var x = 0.0
        var y = 0.0
        var sum = 1e-9
        for (state, cell) in model.grid.cells.enumerated() {
            rooms[model.grid.room[state]] += belief[state]
            x += Double(belief[state]) * cell.x
            y += Double(belief[state]) * cell.y
            sum += Double(belief[state])
        }
        position = Point(x / sum, y / sum)
        outside = belief[model.grid.outside]
        noSignal = belief[model.grid.noSignal]
    }

    /// The most probable room; nil where outside or no signal is more probable.
    var best: Int? {
        guard let best = rooms.indices.max(by: { rooms[$0] < rooms[$1] }) else { return nil }
        return rooms[best] >= max(outside, noSignal) ? best : nil
    }

    func place(_ room: Int?, _ model: RadioModel, alive: [Bool]) -> Place {
        guard let room else {
            if max(outside, noSignal) < TagTrack.determined { return .notDetermined }
            return outside > noSignal ? .outside : .noSignal
        }
        let covered = Self.coverage(room, model, alive: alive) >= TagTrack.coverage
        return rooms[room] >= TagTrack.determined && covered ? .room(model.plan.rooms[room].id) : .notDetermined
    }

    /// The share of the base stations that see the room which are alive.
    static func coverage(_ room: Int, _ model: RadioModel, alive: [Bool]) -> Double {
        let near = model.near[room]
        return near.isEmpty ? 0 : Double(near.count { alive[$0] }) / Double(near.count)
    }
}
