internal import Domain
internal import Premises
public import Tracking

/// Writes frames and lines as a device would (SPEC X1); what ``FrameDecoder`` reads back is equal.
public enum FrameEncoder {
    /// The body of one message.
    public static func encode(_ frame: Frame) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(128 + 144 * frame.lines.count)
        text.append(contentsOf: "{\"device\":\"\(frame.identity.device)\",\"boot\":\"\(frame.identity.boot)\"".utf8)
        text.append(contentsOf: ",\"frame\":\(frame.identity.number),\"sent\":\"\(frame.sent.rfc3339)\"".utf8)
        text.append(contentsOf: ",\"late\":\(frame.isLate),\"lines\":[".utf8)
        var writer = LineWriter(text: text)
        for (index, line) in frame.lines.enumerated() {
            if index > 0 { writer.put(",") }
            writer.append(line)
        }
        writer.put("]}")
        return writer.text
    }

    /// One line without a line break; the time is rounded down to milliseconds.
    public static func line(_ observation: Observation) -> [UInt8] {
        var writer = LineWriter(text: [])
        writer.append(observation)
        return writer.text
    }

    public static func append(_ observation: Observation, to text: inout [UInt8]) {
        text += line(observation)
    }
}

/// Puts lines together byte by byte: a simulated centre writes a thousand a second of site time. Codes hold neither
/// quotes nor control characters, so nothing here needs an escape.
private struct LineWriter {
    var text: [UInt8]
    /// The base station and the second of the last line, and how they are written between its tag and its
    /// milliseconds: lines of one frame are seldom of two.
    private var baseStation: BaseStation.ID?
    private var second = Int64.min
    private var written: [UInt8] = []

    init(text: [UInt8]) {
        self.text = text
    }

    mutating func put(_ part: StaticString) {
        text.append(contentsOf: UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount))
    }

    mutating func append(_ observation: Observation) {
        put("{\"kind\":\"")
        text.append(contentsOf: observation.reading.kind.rawValue.utf8)
        if let tag = observation.tag {
            put("\",\"tag\":\"")
            text.append(contentsOf: tag.text.utf8)
        }
        append(observation.baseStation, observation.at)
        if let blink = observation.blink {
            put("\",\"seq\":")
            text.append(decimal: blink)
        } else {
            put("\"")
        }
        if case .rssi(let dBm, let receiver) = observation.reading, dBm <= 0, let whole = Int(exactly: -dBm) {
            put(whole == 0 ? ",\"rssi\":" : ",\"rssi\":-")
            text.append(decimal: whole)
            put(",\"receiver\":")
            text.append(decimal: receiver)
        } else {
            text.append(contentsOf: observation.reading.members.utf8)
        }
        put("}")
    }

    /// `","station":"BS-07","at":"2026-03-02T08:00:00.123Z`
    private mutating func append(_ baseStation: BaseStation.ID?, _ moment: Instant) {
        let (second, rest) = moment.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        if second != self.second || baseStation != self.baseStation || moment.microseconds < 0 {
            (self.second, self.baseStation) = (second, baseStation)
            let station = baseStation.map { "\",\"station\":\"\($0)" } ?? ""
            let time = moment.rfc3339
            guard moment.microseconds >= 0 else {
                return text.append(contentsOf: "\(station)\",\"at\":\"\(time)".utf8)
            }
            written = Array("\(station)\",\"at\":\"\(time.prefix(20))".utf8)
        }
        text += written
        let milliseconds = Int(rest / 1_000)
        text.append(UInt8(ascii: "0") + UInt8(milliseconds / 100))
        text.append(UInt8(ascii: "0") + UInt8(milliseconds / 10 % 10))
        text.append(UInt8(ascii: "0") + UInt8(milliseconds % 10))
        text.append(UInt8(ascii: "Z"))
    }
}

extension Observation.Reading {
    fileprivate var kind: LineKind {
        switch self {
        case .rssi: .rssi
        case .range: .range
        case .timeOfArrival: .toa
        case .position: .position
        case .heartbeat: .heartbeat
        case .button: .button
        case .tamper: .tamper
        case .battery: .battery
        case .card: .card
        case .door: .door
        case .epc: .epc
        case .climate: .climate
        }
    }

    fileprivate var members: String {
        switch self {
        case .rssi(let dBm, let receiver): ",\"rssi\":\(dBm),\"receiver\":\(receiver)"
        case .range(let metres): ",\"metres\":\(metres)"
        case .timeOfArrival(let seconds): ",\"seconds\":\(seconds)"
        case .position(let place, let accuracy): ",\"x\":\(place.x),\"y\":\(place.y),\"accuracy\":\(accuracy)"
        case .battery(let percent): ",\"battery\":\(percent)"
        case .door(let open): ",\"open\":\(open)"
        case .climate(let celsius, let humidity): ",\"celsius\":\(celsius),\"humidity\":\(humidity)"
        case .heartbeat, .button, .tamper, .card, .epc: ""
        }
    }
}
