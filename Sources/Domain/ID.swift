/// An identifier that cannot be passed where another entity's identifier is expected.
///
/// Written everywhere as 32 lower-case hexadecimal digits.
public struct ID<Kind>: Hashable, Sendable {
    public let rawValue: UInt128

    public init(_ rawValue: UInt128) {
        self.rawValue = rawValue
    }
}

extension ID: LosslessStringConvertible {
    /// Accepts exactly 32 lower-case hexadecimal digits.
    public init?(_ description: String) {
        guard description.utf8.count == 32 else { return nil }
        var value: UInt128 = 0
        for byte in description.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt128(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt128(byte - UInt8(ascii: "a") + 10)
            case _: return nil
            }
        }
        rawValue = value
    }

    public var description: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }
}

extension ID: Comparable {
    public static func < (left: ID, right: ID) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension ID: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = ID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an id is 32 lower-case hex digits")
            )
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
