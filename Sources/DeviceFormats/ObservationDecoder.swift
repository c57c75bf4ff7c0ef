internal import Domain
internal import Premises
public import Tracking

/// Reads observation lines (SPEC X1): the path of every reading, so it allocates nothing for an ordinary line.
public struct ObservationDecoder: Sendable {
    /// The longest line in bytes: ten times an ordinary one.
    public static let longestLine = 4_096

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
        try fields.read(&scanner, depth: depth + 1)
        unknownFields += fields.unknown
        guard scanner.position - start <= Self.longestLine else { return .failure(.tooLong) }
        do throws(LineRefusal) {
            return .success(try fields.observation(scanner))
        } catch {
            return .failure(error)
        }
    }
}

extension LineFields {
    /// The observation that the fields make, by the fields of its kind.
    @inline(__always)
    func observation(_ scanner: JSONScanner) throws(LineRefusal) -> Observation {
        if let repeated { throw .duplicateField(repeated) }
        guard let kindSpan = string(.kind) else { throw missingOrBad(.kind) }
        guard let kind = LineKind(scanner, kindSpan) else { throw .unknownKind }
        guard let atSpan = string(.at) else { throw missingOrBad(.at) }
        guard let at = instant(scanner, atSpan) else { throw .badField(.at) }
        let reading = try self.reading(kind, scanner)
        let tag: Code<Kind.Tag>? = try code(.tag, scanner, isNeeded: kind.needsTag)
        let baseStation: BaseStation.ID? = try code(.station, scanner, isNeeded: kind.needsBaseStation)
        let blink = try has(.seq) ? whole(.seq, in: 0...9_007_199_254_740_991) : nil
        return Observation(at: at, tag: tag, baseStation: baseStation, reading: reading, blink: blink)
    }

    private func reading(_ kind: LineKind, _ scanner: JSONScanner) throws(LineRefusal) -> Observation.Reading {
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
    private static var assumedAccuracy: Double { 1 }
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

    @inline(__always)
    init?(_ scanner: JSONScanner, _ span: JSONScanner.Span) {
        guard !span.isEscaped, span.count >= 3 else {
            self.init(rawValue: scanner.text(of: span))
            return
        }
        let guess: LineKind
        switch (scanner.byte(span.start), scanner.byte(span.start + 1)) {
        case (UInt8(ascii: "r"), UInt8(ascii: "s")): guess = .rssi
        case (UInt8(ascii: "r"), _): guess = .range
        case (UInt8(ascii: "t"), UInt8(ascii: "o")): guess = .toa
        case (UInt8(ascii: "t"), _): guess = .tamper
        case (UInt8(ascii: "p"), _): guess = .position
        case (UInt8(ascii: "h"), _): guess = .heartbeat
        case (UInt8(ascii: "b"), UInt8(ascii: "u")): guess = .button
        case (UInt8(ascii: "b"), _): guess = .battery
        case (UInt8(ascii: "c"), UInt8(ascii: "a")): guess = .card
        case (UInt8(ascii: "c"), _): guess = .climate
        case (UInt8(ascii: "d"), _): guess = .door
        case (UInt8(ascii: "e"), _): guess = .epc
        case _: return nil
        }
        guard scanner.matches(span, guess.name) else { return nil }
        self = guess
    }

    private var name: StaticString {
        switch self {
        case .rssi: "rssi"
        case .range: "range"
        case .toa: "toa"
        case .position: "position"
        case .heartbeat: "heartbeat"
        case .button: "button"
        case .tamper: "tamper"
        case .battery: "battery"
        case .card: "card"
        case .door: "door"
        case .epc: "epc"
        case .climate: "climate"
        }
    }
}

extension JSONScanner {
    /// Whether a span without escapes is this word.
    @inline(__always)
    func matches(_ span: Span, _ word: StaticString) -> Bool {
        guard span.count == word.utf8CodeUnitCount else { return false }
        let bytes = pointer(at: span.start)
        for offset in 0..<span.count where bytes[offset] != word.utf8Start[offset] { return false }
        return true
    }
}
