import Domain
import Premises

/// One tag: its open seconds, its filter and what has been confirmed of it.
struct TagTrack: Sendable {
    /// Below this, or with less than half of the near base stations alive and hearing the tag, a place is not
    /// determined (SPEC T3).
    static let determined: Float = 0.9
    static let coverage = 0.5
    /// A live answer changes when another room leads by this much.
    static let hysteresis: Float = 0.15

    let tag: Code<Kind.Tag>
    private var filter: RoomFilter
    private var open: [SecondReadings]
    private var liveRoom: Int?
    private var findings: Findings
    private var loudness = Loudness()
    private var stepped: Int64 = .min
    private var now = Belief()

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
        case .rssi(let dBm, let receiver):
            guard let station else { return }
            open[slot].sum[station] += Float(dBm) - model.gain(of: receiver, at: station)
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

    /// - judgesLoudness: off where dead base stations count as alive: they would have to hear the tag.
    mutating func step(
        _ second: Int64,
        _ model: RadioModel,
        alive: [Bool],
        judgesLoudness: Bool,
        _ work: inout FilterWork
    ) {
        let slot = Int(second & 3)
        let isOpen = open[slot].second == second
        filter.step(model, isOpen ? open[slot] : nil, alive: alive, &work)
        if isOpen, open[slot].hasMetres {
            // What is measured in metres says where a tag is, however few hear it.
            loudness = Loudness()
        } else if judgesLoudness {
            loudness.step(isOpen ? filter.reach(work.evidence) : nil)
        }
        stepped = second
        now = filter.live(model, &work, asked: liveRoom)
        if let best = now.room {
            if liveRoom == nil || now.probability >= now.asked + Self.hysteresis {
                liveRoom = best
                now.asked = now.probability
            }
        } else {
            liveRoom = nil
        }
    }

    /// The answer of the last step; nil before the first, within the second of the tag's first reading.
    func live(_ model: RadioModel, alive: [Bool]) -> TagTracks.Row? {
        guard stepped != .min else { return nil }
        return row(at: stepped, now, room: liveRoom, probability: now.asked, model, alive: alive)
    }

    /// Decides the second that is now `RoomFilter.lag` old.
    mutating func confirm(
        _ model: RadioModel,
        alive: [Bool],
        _ work: inout FilterWork,
        into events: inout [PresenceEvent]
    ) -> TagTracks.Row? {
        guard filter.isFull else { return nil }
        let at = stepped - Int64(RoomFilter.lag)
        let beliefs = filter.smoothed(model, &work)
        work.rows.removeAll(keepingCapacity: true)
        work.rows.append(row(at: at, beliefs.0, model, alive: alive))
        work.rows.append(row(at: at + 1, beliefs.1, model, alive: alive))
        work.rows.append(row(at: at + 2, beliefs.2, model, alive: alive))
        findings.take(work.rows, model, alive: alive, into: &events)
        return work.rows.first
    }

    private func row(at second: Int64, _ belief: Belief, _ model: RadioModel, alive: [Bool]) -> TagTracks.Row {
        let probability = model.sharpened(belief.probability)
        return row(at: second, belief, room: belief.room, probability: probability, model, alive: alive)
    }

    private func row(
        at second: Int64,
        _ belief: Belief,
        room: Int?,
        probability: Float,
        _ model: RadioModel,
        alive: [Bool]
    ) -> TagTracks.Row {
        let heard = loudness.share(age: Int(stepped - second))
        let coverage = room.map { min(heard, Belief.coverage($0, model, alive: alive)) } ?? 0
        return TagTracks.Row(
            at: Instant(seconds: second),
            tag: tag,
            room: room.map { model.plan.rooms[$0].id },
            probability: Double(room == nil ? max(belief.outside, belief.noSignal) : probability),
            place: belief.place(room, probability: probability, coverage: coverage, model),
            position: coverage < Self.coverage ? nil : belief.position,
            coverage: coverage
        )
    }
}
