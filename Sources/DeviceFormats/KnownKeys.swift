/// The keys read lately, each with the marks before and after it: base stations send few shapes again and again.
///
/// A stretch such as `,"station":` that is equal byte for byte is read as it was the first time, without looking for
/// its quotes. It changes how fast a line is read, never what is read.
struct KnownKeys: Sendable {
    /// One key: at most sixteen bytes as two words, of which only those under the masks count.
    private struct Known: Sendable {
        var low: UInt64
        var lowMask: UInt64
        var high: UInt64
        var highMask: UInt64
        var length: Int
        var field: LineField
        /// Whether it opened its object: a brace in the middle of one is no key.
        var isFirst: Bool

        /// Equal to nothing: no word has a bit outside its mask.
        static let nothing = Known(
            low: 1,
            lowMask: 0,
            high: 0,
            highMask: 0,
            length: 0,
            field: .kind,
            isFirst: false
        )
    }

    /// By a hash of their first six bytes, which tell our fields apart; a new one takes the place of an older one.
    private var keys = [Known](repeating: .nothing, count: 64)

    /// The factor was found by trial: with it no two of our fields share a place, be they written with blanks or
    /// without.
    @inline(__always)
    private static func place(of word: UInt64) -> Int {
        Int(truncatingIfNeeded: ((word << 16) &* 0xC464_7159_C324_C985) >> 58)
    }

    /// Steps over the key that is next if it is known.
    @inline(__always)
    func take(isFirst: Bool, _ scanner: inout JSONScanner) -> LineField? {
        guard scanner.position &+ 8 <= scanner.end else { return nil }
        let word = scanner.word(at: scanner.position)
        let known = keys[Self.place(of: word)]
        guard word & known.lowMask == known.low, known.isFirst == isFirst else { return nil }
        if known.length > 8 {
            guard scanner.position &+ 16 <= scanner.end,
                scanner.word(at: scanner.position &+ 8) & known.highMask == known.high
            else { return nil }
        }
        scanner.skip(to: scanner.position &+ known.length)
        return known.field
    }

    /// Remembers the stretch from `start` up to the value that is next now.
    mutating func learn(_ field: LineField, isFirst: Bool, from start: Int, _ scanner: JSONScanner) {
        let length = scanner.position - start
        let words = length <= 8 ? 1 : 2
        guard length <= 16, start + words * 8 <= scanner.end else { return }
        let low = scanner.word(at: start)
        let lowMask = Self.mask(min(length, 8))
        let highMask = Self.mask(max(0, length - 8))
        keys[Self.place(of: low)] = Known(
            low: low & lowMask,
            lowMask: lowMask,
            high: words == 1 ? 0 : scanner.word(at: start + 8) & highMask,
            highMask: highMask,
            length: length,
            field: field,
            isFirst: isFirst
        )
    }

    /// The first `count` bytes of a word, 0 to 8.
    private static func mask(_ count: Int) -> UInt64 { count == 0 ? 0 : .max >> UInt64(64 - 8 * count) }
}
