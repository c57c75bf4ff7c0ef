internal import Domain

/// What one decoder has read lately: the minute of the last time, and the codes that come again and again.
///
/// It changes how fast a line is read, never what is read.
struct LineMemory: Sendable {
    private struct Known: Sendable {
        var word: UInt64 = 0
        var text = ""
    }

    private static let places = 256

    /// Codes of at most eight bytes by a hash of them; a new one takes the place of an older one.
    private var codes = [Known](repeating: Known(), count: Self.places)
    /// `2021-08-03T13:30` as two words, and the moment it began.
    private var minute: (UInt64, UInt64) = (0, 0)
    private var minuteStart: Int64 = 0

    /// A code, checked; nil if the text is none.
    @inline(__always)
    mutating func code(_ scanner: JSONScanner, _ span: JSONScanner.Span) -> String? {
        guard let word = scanner.packed(span) else { return unusualCode(scanner, span) }
        let place = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 56)
        if codes[place].word == word, word != 0 { return codes[place].text }
        guard let code = Code<Kind.Tag>(scanner.text(of: span)) else { return nil }
        codes[place] = Known(word: word, text: code.text)
        return code.text
    }

    private func unusualCode(_ scanner: JSONScanner, _ span: JSONScanner.Span) -> String? {
        Code<Kind.Tag>(scanner.text(of: span))?.text
    }

    /// A time; the usual form with milliseconds and `Z` costs nine digits if its minute is known.
    @inline(__always)
    mutating func instant(_ scanner: JSONScanner, _ span: JSONScanner.Span) -> Instant? {
        guard span.count == 24, !span.isEscaped else { return unusualInstant(scanner, span) }
        let raw = UnsafeRawPointer(scanner.pointer(at: span.start))
        let words = (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        func digit(_ offset: Int) -> Int64 { Int64(scanner.byte(span.start + offset) &- 48) }
        let second = digit(17) * 10 + digit(18)
        let milliseconds = digit(20) * 100 + digit(21) * 10 + digit(22)
        let isUsual =
            scanner.byte(span.start + 16) == UInt8(ascii: ":") && scanner.byte(span.start + 19) == UInt8(ascii: ".")
            && scanner.byte(span.start + 23) == UInt8(ascii: "Z") && digit(17) <= 5 && digit(18) <= 9
            && digit(20) <= 9 && digit(21) <= 9 && digit(22) <= 9
        if isUsual, words == minute {
            return Instant(microseconds: minuteStart + second * 1_000_000 + milliseconds * 1_000)
        }
        guard let instant = unusualInstant(scanner, span) else { return nil }
        if isUsual {
            minute = words
            minuteStart = instant.microseconds - second * 1_000_000 - milliseconds * 1_000
        }
        return instant
    }

    private func unusualInstant(_ scanner: JSONScanner, _ span: JSONScanner.Span) -> Instant? {
        guard !span.isEscaped else { return Instant(rfc3339: scanner.text(of: span)) }
        return Instant.parse(UnsafeRawBufferPointer(start: scanner.pointer(at: span.start), count: span.count))
    }
}
