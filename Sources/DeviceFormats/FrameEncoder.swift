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
        for (index, line) in frame.lines.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            append(line, to: &text)
        }
        text.append(contentsOf: "]}".utf8)
        return text
    }

    /// One line without a line break; the time is rounded down to milliseconds.
    public static func line(_ observation: Observation) -> [UInt8] {
        var text: [UInt8] = []
        append(observation, to: &text)
        return text
    }

    /// Codes hold neither quotes nor control characters, so nothing here needs an escape.
    public static func append(_ observation: Observation, to text: inout [UInt8]) {
        text.append(contentsOf: "{\"kind\":\"\(observation.reading.kind.rawValue)\"".utf8)
        if let tag = observation.tag { text.append(contentsOf: ",\"tag\":\"\(tag)\"".utf8) }
        if let baseStation = observation.baseStation {
            text.append(contentsOf: ",\"station\":\"\(baseStation)\"".utf8)
        }
        text.append(contentsOf: ",\"at\":\"\(observation.at.rfc3339)\"".utf8)
        if let blink = observation.blink { text.append(contentsOf: ",\"seq\":\(blink)".utf8) }
        text.append(contentsOf: observation.reading.members.utf8)
        text.append(UInt8(ascii: "}"))
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
