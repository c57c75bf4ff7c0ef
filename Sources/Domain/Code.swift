/// An identifier that a plan file, a maker or another organ gave: rooms, doors, base stations, tags, cards, cases.
///
/// 1 to 64 bytes of `A–Z a–z 0–9 . _ -` and, for case numbers such as `临公（刑）立字〔2026〕17号`, any visible character
/// that is not ASCII. It never holds a blank, a slash or a control character of any script, so it may stand in a path,
/// a topic or a log line.
public struct Code<Kind>: Hashable, Sendable {
    public let text: String

    /// The longest code in UTF-8 bytes: as long as the longest serial number we met, and an index key stays small.
    public static var longest: Int { 64 }

    public init?(_ text: String) {
        guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy(Self.allows),
            text.unicodeScalars.allSatisfy({ $0.isASCII || Self.isVisible($0) })
        else { return nil }
        self.text = text
    }

    /// For callers that have checked the bytes already, as the observation decoder has.
    public init(checked text: String) {
        self.text = text
    }

    /// Blanks, direction marks and unassigned code points would let two codes look alike.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate, .privateUse,
            .unassigned:
            false
        case _: true
        }
    }

    /// Whether a code may hold this byte; enough for a code that is then looked up among known ones.
    public static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
            true
        case _: false
        }
    }
}

extension Code: LosslessStringConvertible {
    public var description: String { text }
}

extension Code: Comparable {
    public static func < (left: Code, right: Code) -> Bool {
        left.text < right.text
    }
}

extension Code: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let code = Code(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a code is 1–64 bytes without blanks or slashes"
                )
            )
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
