import DeviceFormats
import Domain
import Premises
import Tracking

/// What base stations hear, second by second, and the frames they send.
struct Radio: Sendable {
    /// dB that a body takes from a base station straight behind it.
    private static let bodyLoss = 7.0
    private static let heartbeatEvery = 5

    private let plan: FloorPlan
    private let packets: Int
    private let residuals = Residuals()
    private var field: RadioField
    private var links: [Link]
    private let boot: Code<FrameIdentity.Boot>
    /// Its own, so that people do the same whether anybody hears them or not.
    private var generator: SeededGenerator
    /// Base stations without power, until that second.
    var unplugged: [Int: Int] = [:]
    /// Lines beside the radio of this second: buttons, tampers, batteries.
    var extra: [(actor: Int, reading: Observation.Reading)] = []

    /// - packets: how often a tag sends in a second, 1 or 2: the recordings have two.
    init(plan: FloorPlan, seed: UInt64, packets: Int = 2) {
        precondition((1...2).contains(packets), "the recordings have two packets a second")
        self.plan = plan
        self.packets = packets
        field = RadioField(plan)
        links = []
        boot = Code(checked: "sim-\(seed)")
        generator = SeededGenerator(seed: seed ^ 0x5AD1_0AD1_05EE_D001)
    }

    mutating func second(of actors: [Actor], at now: Instant, second: Int) -> [Frame] {
        let count = plan.baseStations.count
        if links.count < actors.count * count {
            links += Array(repeating: Link(), count: actors.count * count - links.count)
        }
        var lines = [[Observation]](repeating: [], count: count)
        for (index, actor) in actors.enumerated() where actor.isOnAir && second >= actor.silentUntil {
            blink(index, actor, now, second, &lines)
        }
        extra.removeAll()
        return plan.baseStations.indices.compactMap { station in
            if let until = unplugged[station], second < until { return nil }
            if (second + station).isMultiple(of: Self.heartbeatEvery) {
                lines[station].append(
                    Observation(at: now, tag: nil, baseStation: plan.baseStations[station].id, reading: .heartbeat)
                )
            }
            guard !lines[station].isEmpty else { return nil }
            // The second is the number: whoever takes up the shift in its middle repeats none.
            let identity = FrameIdentity(
                device: Code(checked: plan.baseStations[station].id.text),
                boot: boot,
                number: second + 1
            )
            return Frame(identity: identity, sent: now + .milliseconds(990), lines: lines[station])
        }
    }

    private mutating func blink(
        _ index: Int,
        _ actor: Actor,
        _ now: Instant,
        _ second: Int,
        _ lines: inout [[Observation]]
    ) {
        let at = now + .milliseconds(Int64(index * 37 % 900))
        let words = extra.isEmpty ? [] : extra.filter { $0.actor == index }.map(\.reading)
        for heard in field.heard(at: actor.place) {
            let baseStation = plan.baseStations[heard.baseStation].id
            let recorded = links[index * plan.baseStations.count + heard.baseStation].advance(residuals, &generator)
            let facing = actor.heading.x * heard.towards.x + actor.heading.y * heard.towards.y
            let mean = heard.mean - Self.bodyLoss * (1 - facing) / 2 - actor.muffled
            var isHeard = false
            for packet in 0..<packets {
                guard let residual = residuals.packet(packet, ofSecond: recorded) else { continue }
                let dBm = (mean + Double(residual)).rounded()
                guard dBm > RadioField.floor else { continue }
                isHeard = true
                lines[heard.baseStation].append(
                    Observation(
                        at: at,
                        tag: actor.tag,
                        baseStation: baseStation,
                        reading: .rssi(dBm: dBm, receiver: packet + 1),
                        blink: second
                    )
                )
            }
            // A press is repeated by the tag until somebody hears it; the strongest base stations do.
            guard isHeard || mean > -80 else { continue }
            for word in words {
                lines[heard.baseStation].append(
                    Observation(at: at, tag: actor.tag, baseStation: baseStation, reading: word, blink: second)
                )
            }
        }
    }
}
