/// A field of an observation line (SPEC X1).
public enum LineField: String, Hashable, Sendable, CaseIterable {
    case kind, tag, station, at, rssi, receiver, metres, seconds, x, y, accuracy, seq, battery, open
    case celsius, humidity
}

/// Why one line of a frame is refused; the good lines beside it are kept.
public enum LineRefusal: Error, Hashable, Sendable {
    case badJSON
    case notAnObject
    case tooDeep
    case tooLong
    case unknownKind
    case missingField(LineField)
    /// Wrong type, not a code, not a time, or outside what such a device can measure.
    case badField(LineField)
    /// Two readers could read it differently, so nobody reads it.
    case duplicateField(LineField)
    case unknownTag
    case unknownBaseStation
    /// The device may not speak for this base station.
    case notForThisDevice
    /// Older than the window of live lines, or than that of late ones.
    case tooOld
    /// Ahead of the site clock: the device's clock is wrong.
    case inTheFuture

    /// What stands in the answer: `line.bad-field(rssi)`.
    public var code: String {
        switch self {
        case .badJSON: "line.bad-json"
        case .notAnObject: "line.not-an-object"
        case .tooDeep: "line.too-deep"
        case .tooLong: "line.too-long"
        case .unknownKind: "line.unknown-kind"
        case .missingField(let field): "line.missing-field(\(field.rawValue))"
        case .badField(let field): "line.bad-field(\(field.rawValue))"
        case .duplicateField(let field): "line.duplicate-field(\(field.rawValue))"
        case .unknownTag: "line.unknown-tag"
        case .unknownBaseStation: "line.unknown-base-station"
        case .notForThisDevice: "line.not-for-this-device"
        case .tooOld: "line.too-old"
        case .inTheFuture: "line.in-the-future"
        }
    }

    /// Every refusal there is: for documents, counters and reading codes back.
    public static let all: [LineRefusal] =
        [
            .badJSON, .notAnObject, .tooDeep, .tooLong, .unknownKind, .unknownTag, .unknownBaseStation,
            .notForThisDevice, .tooOld, .inTheFuture,
        ]
        + LineField.allCases.map(LineRefusal.missingField) + LineField.allCases.map(LineRefusal.badField)
        + LineField.allCases.map(LineRefusal.duplicateField)

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    public init?(code: String) {
        guard let refusal = Self.byCode[code] else { return nil }
        self = refusal
    }
}

extension LineRefusal: Codable {
    public init(from decoder: any Decoder) throws {
        let code = try decoder.singleValueContainer().decode(String.self)
        guard let refusal = LineRefusal(code: code) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a code of a refused line")
            )
        }
        self = refusal
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
