/// Why bytes are not JSON we read.
enum JSONFault: Error, Hashable, Sendable {
    case malformed
    case tooDeep
}

/// Walks over the JSON text (RFC 8259) of a frame once, without building a tree.
///
/// It holds a pointer and so must not outlive the bytes; everything that keeps it stays inside one call. Strings must
/// be UTF-8 without lone surrogates: what two readers could read differently is malformed here.
struct JSONScanner {
    /// Arrays and objects inside one another; deeper text is an attack on the stack, not a reading.
    static let deepest = 64

    private static let longestText = 1 << 30

    private let bytes: UnsafePointer<UInt8>
    private(set) var position: Int
    let end: Int

    init(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) {
        self.bytes = bytes
        position = start
        self.end = end
        precondition(end <= Self.longestText, "bodies have a limit far below this, so that spans stay small")
    }

    /// A stretch of the text.
    struct Span {
        private let place: UInt32
        private let length: UInt32

        static let nothing = Span(start: 0, end: 0, isEscaped: false)

        @inline(__always)
        init(start: Int, end: Int, isEscaped: Bool) {
            place = UInt32(truncatingIfNeeded: start)
            length = UInt32(truncatingIfNeeded: (end - start) << 1 | (isEscaped ? 1 : 0))
        }

        @inline(__always) var start: Int { Int(place) }
        @inline(__always) var end: Int { start + count }
        @inline(__always) var count: Int { Int(length >> 1) }
        /// Whether it holds escapes that must be undone before it is compared or kept.
        @inline(__always) var isEscaped: Bool { length & 1 != 0 }
    }

    var isAtEnd: Bool { position >= end }

    func byte(_ index: Int) -> UInt8 { bytes[index] }

    func pointer(at index: Int) -> UnsafePointer<UInt8> { bytes + index }

    mutating func skip(to index: Int) { position = index }

    /// The next byte that is not white space, or 0 at the end: no token begins with 0.
    @inline(__always)
    mutating func peek() -> UInt8 {
        var index = position
        while index < end {
            let next = bytes[index]
            guard next <= 0x20, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else {
                position = index
                return next
            }
            index &+= 1
        }
        position = index
        return 0
    }

    /// Steps over `token` if it is next.
    @inline(__always)
    mutating func take(_ token: UInt8) -> Bool {
        guard peek() == token, position < end else { return false }
        position &+= 1
        return true
    }

    @inline(__always)
    mutating func expect(_ token: UInt8) throws(JSONFault) {
        guard take(token) else { throw .malformed }
    }

    /// The next string, without its quotes.
    @inline(__always)
    mutating func string() throws(JSONFault) -> Span {
        try expect(UInt8(ascii: "\""))
        let start = position
        var index = start
        while index &+ 8 <= end {
            let special = Self.special(in: word(at: index))
            guard special == 0 else {
                index &+= special.trailingZeroBitCount / 8
                guard bytes[index] == UInt8(ascii: "\"") else { break }
                position = index &+ 1
                return Span(start: start, end: index, isEscaped: false)
            }
            index &+= 8
        }
        // Nothing special up to here; the last bytes of the text and unusual strings go one by one.
        position = index
        return try unusualString(from: start)
    }

    /// Eight bytes, the first one lowest.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
    }

    /// The high bit of the first byte in `word` that is a quote, a backslash, a control character or not ASCII; bits
    /// above it mean nothing. (Byte-parallel tests after H. Warren, "Hacker's Delight", 6-1.)
    @inline(__always)
    private static func special(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let found =
            (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word | word
        return found & (ones &* 0x80)
    }

    /// The rest of a string that holds an escape or is not ASCII.
    private mutating func unusualString(from start: Int) throws(JSONFault) -> Span {
        var isEscaped = false
        while position < end {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return Span(start: start, end: position - 1, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                _ = try escape()
            case 0x20..<0x80: position += 1
            case 0x80...: try multibyte()
            case _: throw .malformed
            }
        }
        throw .malformed
    }

    /// Steps over one UTF-8 sequence of two to four bytes; shortest forms only, no surrogates (RFC 3629 §4).
    private mutating func multibyte() throws(JSONFault) {
        let lead = bytes[position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        case _: throw .malformed
        }
        guard position + length <= end, second.contains(bytes[position + 1]) else { throw .malformed }
        for offset in 2..<max(2, length) where bytes[position + offset] & 0xC0 != 0x80 { throw .malformed }
        position += length
    }

    /// Steps over one escape and answers what it stands for.
    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        guard position + 1 < end else { throw .malformed }
        let letter = bytes[position + 1]
        position += 2
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        case _: throw .malformed
        }
    }

    private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800...0xDBFF).contains(first), position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw .malformed }
        position += 2
        let second = try fourHexDigits()
        guard (0xDC00...0xDFFF).contains(second) else { throw .malformed }
        guard let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
            throw .malformed
        }
        return scalar
    }

    private mutating func fourHexDigits() throws(JSONFault) -> UInt32 {
        guard position + 4 <= end else { throw .malformed }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit = bytes[position]
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
            case _: throw .malformed
            }
            position += 1
        }
        return value
    }

    /// The text of a string with its escapes undone.
    func text(of span: Span) -> String {
        let raw = UnsafeBufferPointer(start: bytes + span.start, count: span.count)
        guard span.isEscaped else { return String(decoding: raw, as: UTF8.self) }
        var walker = JSONScanner(bytes, from: span.start, to: span.end)
        var text = String.UnicodeScalarView()
        var plain = walker.position
        func keep(upTo index: Int) {
            let piece = UnsafeBufferPointer(start: bytes + plain, count: index - plain)
            text.append(contentsOf: String(decoding: piece, as: UTF8.self).unicodeScalars)
        }
        while walker.position < walker.end {
            guard bytes[walker.position] == UInt8(ascii: "\\") else {
                walker.position += 1
                continue
            }
            keep(upTo: walker.position)
            // The span was walked over before, so its escapes are sound.
            guard let scalar = try? walker.escape() else { break }
            text.append(scalar)
            plain = walker.position
        }
        keep(upTo: walker.end)
        return String(text)
    }

    /// Steps over any value; `depth` is that of what holds it.
    mutating func skipValue(depth: Int) throws(JSONFault) {
        switch peek() {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"): try skipMembers(depth: depth + 1)
        case UInt8(ascii: "["): try skipElements(depth: depth + 1)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): _ = try word()
        case _: _ = try number()
        }
    }

    private mutating func skipElements(depth: Int) throws(JSONFault) {
        guard depth <= Self.deepest else { throw .tooDeep }
        try expect(UInt8(ascii: "["))
        if take(UInt8(ascii: "]")) { return }
        repeat { try skipValue(depth: depth) } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
    }

    private mutating func skipMembers(depth: Int) throws(JSONFault) {
        guard depth <= Self.deepest else { throw .tooDeep }
        try expect(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            _ = try string()
            try expect(UInt8(ascii: ":"))
            try skipValue(depth: depth)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    /// `true`, `false`, or nil for `null`.
    mutating func word() throws(JSONFault) -> Bool? {
        for (word, value) in [("true", true), ("false", false), ("null", nil)] as [(StaticString, Bool?)] {
            let length = word.utf8CodeUnitCount
            guard bytes[position] == word.utf8Start[0] else { continue }
            guard position + length <= end else { throw .malformed }
            for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] { throw .malformed }
            position += length
            return value
        }
        throw .malformed
    }

    /// Steps over a number and answers its value, correctly rounded; too large a one is infinite.
    @inline(__always)
    mutating func number() throws(JSONFault) -> Double {
        _ = peek()
        if let short = ShortWhole(self) {
            position = short.end
            return short.value
        }
        let number = try DecimalNumber(bytes, from: position, to: end)
        position = number.end
        return number.value ?? slowValue(from: number.start, to: number.end)
    }

    @inline(never)
    private func slowValue(from start: Int, to end: Int) -> Double {
        let text = String(decoding: UnsafeBufferPointer(start: bytes + start, count: end - start), as: UTF8.self)
        return Double(text) ?? .infinity
    }
}
