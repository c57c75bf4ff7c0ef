internal import Domain

/// As text, `1772409600000000 room holding-men`: the marks of all tags are saved with every finding.
extension TagTracks.Mark: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let parts = text.split(separator: " ")
        guard parts.count >= 2, let microseconds = Int64(parts[0]),
            let place = Place(kind: String(parts[1]), room: parts.dropFirst(2).first.map(String.init))
        else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "no mark: \(text)") }
        self.init(upTo: Instant(microseconds: microseconds), place: place)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(upTo.microseconds) \(place.words)")
    }
}

extension Place {
    fileprivate init?(kind: String, room: String?) {
        switch (kind, room) {
        case ("room", .some(let room)): self = .room(.init(checked: room))
        case ("outside", nil): self = .outside
        case ("notDetermined", nil): self = .notDetermined
        case ("noSignal", nil): self = .noSignal
        default: return nil
        }
    }

    fileprivate var words: String {
        switch self {
        case .room(let room): "room \(room)"
        case .outside: "outside"
        case .notDetermined: "notDetermined"
        case .noSignal: "noSignal"
        }
    }
}
