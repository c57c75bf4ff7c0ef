/// Reads the one spelling that ``Wire/Value/bytes`` writes and refuses every other.
struct WireParser {
    private let bytes: [UInt8]
    private var position = 0

    /// The value that the bytes are, from the first to the last.
    static func value(of bytes: [UInt8]) throws(WireFault) -> Wire.Value {
        var parser = WireParser(bytes)
        let value = try parser.value(depth: 1)
        guard parser.position == bytes.count else { throw .trailingBytes(at: parser.position) }
        return value
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(WireFault) {
        guard take(byte) else { throw .malformed(at: position) }
    }

    private mutating func expect(_ word: String) throws(WireFault) {
        for byte in word.utf8 { try expect(byte) }
    }

    private mutating func value(depth: Int) throws(WireFault) -> Wire.Value {
        guard depth <= Wire.deepest else { throw .tooDeep(at: position) }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"):
            try expect("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try expect("false")
            return .bool(false)
        case _: return .int(try integer())
        }
    }

    private mutating func object(depth: Int) throws(WireFault) -> Wire.Value {
        var fields: [Wire.Field] = []
        try expect(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return .object(fields) }
        repeat {
            let start = position
            let key = try text()
            if let last = fields.last {
                let isAfter = last.key.utf8.lexicographicallyPrecedes(key.utf8)
                guard isAfter || !fields.contains(where: { $0.key == key }) else {
                    throw .keyRepeated(key, at: start)
                }
                guard isAfter else { throw .keyUnsorted(key, at: start) }
            }
            try expect(UInt8(ascii: ":"))
            fields.append(Wire.Field(key: key, value: try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        return .object(fields)
    }

    private mutating func list(depth: Int) throws(WireFault) -> Wire.Value {
        var values: [Wire.Value] = []
        try expect(UInt8(ascii: "["))
        if take(UInt8(ascii: "]")) { return .list(values) }
        repeat {
            values.append(try value(depth: depth + 1))
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return .list(values)
    }

    /// `0`, or a digit other than 0 and more digits, with a minus before it unless it is 0; within 64 bits.
    private mutating func integer() throws(WireFault) -> Int64 {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        var number: Int64 = 0
        var digits = 0
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            guard digits == 0 || number != 0 else { throw .malformed(at: start) }
            let digit = Int64(byte - UInt8(ascii: "0"))
            let (shifted, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
            guard !overflow, !overflows else { throw .notInteger(at: start) }
            number = sum
            digits += 1
            position += 1
        }
        guard digits > 0, !(isNegative && number == 0) else { throw .malformed(at: start) }
        switch next {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw .notInteger(at: start)
        case _: return number
        }
    }

    private mutating func text() throws(WireFault) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        var content: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                content.append(try escaped())
            } else {
                guard byte >= 0x20 else { throw .malformed(at: position) }
                content.append(byte)
                position += 1
            }
        }
        try expect(UInt8(ascii: "\""))
        guard let text = String(validating: content, as: UTF8.self) else { throw .notUTF8(at: start) }
        return text
    }

    /// The byte that an escape stands for; only bytes that must be escaped have one, and each has only one.
    private mutating func escaped() throws(WireFault) -> UInt8 {
        let rest = bytes[position...]
        for byte in Self.escapable {
            guard let escape = Wire.escape(of: byte), rest.starts(with: escape.utf8) else { continue }
            position += escape.utf8.count
            return byte
        }
        throw .malformed(at: position)
    }

    private static let escapable = [UInt8(ascii: "\""), UInt8(ascii: "\\")] + (0..<0x20).map { UInt8($0) }
}
