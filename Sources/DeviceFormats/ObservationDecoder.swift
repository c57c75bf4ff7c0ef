internal import Domain
internal import Premises
public import Tracking

/// Reads observation lines (SPEC X1): the path of every reading, so it allocates nothing for an ordinary line.
public struct ObservationDecoder: Sendable {
    /// The longest line in bytes: ten times an ordinary one.
    public static let longestLine = 4_096

    /// Lines come from few devices within the same minute: what was read before is found again.
    var memory = LineMemory()
    var keys = KnownKeys()

    /// Fields that were no field of a line, since this decoder was made; they are ignored and counted.
    public internal(set) var unknownFields = 0

    public init() {}

    /// One line: exactly one JSON object with white space around it.
    public mutating func decode(_ line: UnsafeRawBufferPointer) -> Result<Observation, LineRefusal> {
        guard line.count <= Self.longestLine else { return .failure(.tooLong) }
        guard let bytes = line.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return .failure(.badJSON) }
        var scanner = JSONScanner(bytes, from: 0, to: line.count)
        do throws(JSONFault) {
            let result = try self.line(&scanner, depth: 0)
            _ = scanner.peek()
            return scanner.isAtEnd ? result : .failure(.badJSON)
        } catch {
            switch error {
            case .malformed: return .failure(.badJSON)
            case .tooDeep: return .failure(.tooDeep)
            }
        }
    }

    public mutating func decode(_ line: [UInt8]) -> Result<Observation, LineRefusal> {
        line.withUnsafeBytes { decode($0) }
    }

    /// The value that is next: a line, or something refused; text that is not JSON is thrown.
    @inline(__always)
    mutating func line(
        _ scanner: inout JSONScanner,
        depth: Int
    ) throws(JSONFault) -> Result<Observation, LineRefusal> {
        guard scanner.peek() == UInt8(ascii: "{") else {
            try scanner.skipValue(depth: depth)
            return .failure(.notAnObject)
        }
        let start = scanner.position
        var fields = LineFields()
        try fields.read(&scanner, depth: depth + 1, &keys)
        unknownFields += fields.unknown
        guard scanner.position - start <= Self.longestLine else { return .failure(.tooLong) }
        do throws(LineRefusal) {
            return .success(try fields.observation(scanner, &memory))
        } catch {
            return .failure(error)
        }
    }
}

extension LineFields {
    /// The observation that the fields make, by the fields of its kind.
    @inline(__always)
    func observation(_ scanner: JSONScanner, _ memory: inout LineMemory) throws(LineRefusal) -> Observation {
        if let repeated { throw .duplicateField(repeated) }
        guard let kindSpan = string(.kind) else { throw missingOrBad(.kind) }
        guard let kind = LineKind(scanner, kindSpan) else { throw .unknownKind }
        guard let atSpan = string(.at) else { throw missingOrBad(.at) }
        guard let at = memory.instant(scanner, atSpan) else { throw .badField(.at) }
        let reading = try self.reading(kind)
        let tag: Code<Kind.Tag>? = try code(.tag, scanner, &memory, isNeeded: kind.needsTag)
        let baseStation: BaseStation.ID? = try code(.station, scanner, &memory, isNeeded: kind.needsBaseStation)
        let blink = try has(.seq) ? whole(.seq, in: 0...9_007_199_254_740_991) : nil
        return Observation(at: at, tag: tag, baseStation: baseStation, reading: reading, blink: blink)
    }

    private func reading(_ kind: LineKind) throws(LineRefusal) -> Observation.Reading {
        switch kind {
        case .rssi:
            let receiver = try has(.receiver) ? whole(.receiver, in: 0...255) : 0
            return .rssi(dBm: try number(.rssi, in: -130...0), receiver: receiver)
        case .range: return .range(metres: try number(.metres, in: 0...1_000))
        case .toa: return .timeOfArrival(seconds: try number(.seconds, in: 0...1e9))
        case .position:
            let place = Point(try number(.x, in: -10_000...10_000), try number(.y, in: -10_000...10_000))
            let accuracy = try has(.accuracy) ? number(.accuracy, in: 0...1_000) : Self.assumedAccuracy
            return .position(place, accuracy: accuracy)
        case .heartbeat: return .heartbeat
        case .button: return .button
        case .tamper: return .tamper
        case .battery: return .battery(percent: try number(.battery, in: 0...100))
        case .card: return .card
        case .door: return .door(open: try truth(.open))
        case .epc: return .epc
        case .climate:
            let celsius = try number(.celsius, in: -60...100)
            return .climate(celsius: celsius, humidity: try number(.humidity, in: 0...100))
        }
    }

    /// Metres, where a position comes without accuracy: what ultra-wideband reaches among walls.
    static var assumedAccuracy: Double { 1 }
}

/// The kinds of lines; an open list, so another one is refused by name and never guessed.
enum LineKind: String, CaseIterable {
    case rssi, range, toa, position, heartbeat, button, tamper, battery, card, door, epc, climate

    /// An SOS or a cut strap counts even if the device leaves out which base station heard it.
    var needsBaseStation: Bool {
        switch self {
        case .rssi, .range, .toa, .heartbeat, .card, .door, .epc, .climate: true
        case .position, .button, .tamper, .battery: false
        }
    }

    var needsTag: Bool {
        switch self {
        case .rssi, .range, .toa, .position, .button, .tamper, .battery, .card, .epc: true
        case .heartbeat, .door, .climate: false
        }
    }
}
