public import DeviceFormats
public import Domain
public import Tracking

/// Recorded observation lines as the frames of base stations, shifted so that the first line is at a moment of choice.
///
/// Each base station sends a frame a second, as a living one does: what it heard in that second, in order of receipt.
public struct RecordedFrames: Sequence, IteratorProtocol {
    private let shift: Duration
    private let boot: Code<FrameIdentity.Boot>
    private var lines: ArraySlice<Observation>
    private var numbers: [String: Int] = [:]
    private var waiting: ArraySlice<Frame> = []

    /// - lines: in order of time; lines without a base station are left out, no device could speak for them.
    public init(_ lines: [Observation], startingAt moment: Instant, boot: Code<FrameIdentity.Boot>) {
        let sorted = lines.filter { $0.baseStation != nil }.sorted { $0.at < $1.at }
        self.lines = sorted[...]
        self.boot = boot
        shift = sorted.first.map { moment - $0.at } ?? .zero
    }

    /// How much later than recorded everything happens.
    public var delay: Duration { shift }

    public mutating func next() -> Frame? {
        while waiting.isEmpty {
            guard let first = lines.first else { return nil }
            waiting = second(from: first.at)[...]
        }
        return waiting.removeFirst()
    }

    /// What was heard in the second that begins then, a frame for each base station.
    private mutating func second(from start: Instant) -> [Frame] {
        let end = start + .seconds(1)
        let heard = lines.prefix { $0.at < end }
        lines = lines.dropFirst(heard.count)
        var order: [String] = []
        var byStation: [String: [Observation]] = [:]
        for line in heard {
            guard let name = line.baseStation?.text else { continue }
            if byStation[name] == nil { order.append(name) }
            byStation[name, default: []].append(line.shifted(by: shift))
        }
        return order.map { name in
            numbers[name, default: 0] += 1
            let identity = FrameIdentity(device: Code(checked: name), boot: boot, number: numbers[name] ?? 1)
            return Frame(identity: identity, sent: end + shift, lines: byStation[name] ?? [])
        }
    }
}

extension Observation {
    fileprivate func shifted(by span: Duration) -> Observation {
        Observation(at: at + span, tag: tag, baseStation: baseStation, reading: reading, blink: blink)
    }
}
