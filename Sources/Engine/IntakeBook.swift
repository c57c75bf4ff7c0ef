internal import DeviceFormats
internal import Domain
internal import Tracking

/// What the intake knows of its devices, and what is in the chunk being written; only the intake's thread has it, so
/// that a chunk ends between two frames and the book is saved as it was then.
struct IntakeBook: Sendable {
    private(set) var intakes: [Code<Kind.Device>: DeviceIntake]
    private var lines = 0
    private var from: Instant?
    private var until: Instant?

    init(_ intakes: [Code<Kind.Device>: DeviceIntake]) {
        self.intakes = intakes
    }

    mutating func take(_ sorted: SortedFrame, from device: Code<Kind.Device>) -> FrameRuling {
        let ruling = intakes[device, default: DeviceIntake(device: device)].take(sorted)
        guard case .taken(let observations, _) = ruling.verdict else { return ruling }
        lines += observations.count
        for observation in observations {
            from = min(from ?? observation.at, observation.at)
            until = max(until ?? observation.at, observation.at)
        }
        return ruling
    }

    /// Counts a message of which nothing could be read.
    mutating func count(_ refusal: BodyRefusal, from device: Code<Kind.Device>) {
        intakes[device, default: DeviceIntake(device: device)].count(refusal)
    }

    /// The chunk of this name ended here.
    mutating func end(_ name: String) -> EndedChunk {
        defer { (lines, from, until) = (0, nil, nil) }
        return EndedChunk(name: name, lines: lines, from: from, until: until, intakes: intakes)
    }
}

/// A chunk that no longer grows, with what the intake knew at its end.
struct EndedChunk: Sendable {
    let name: String
    let lines: Int
    let from: Instant?
    let until: Instant?
    let intakes: [Code<Kind.Device>: DeviceIntake]
}
