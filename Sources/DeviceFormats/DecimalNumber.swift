/// A number as JSON writes it, and its nearest `Double` where that can be had without a general parser.
struct DecimalNumber {
    let start: Int
    let end: Int
    /// The correctly rounded value; nil when a general parser has to find it.
    let value: Double?

    /// Longer than any reading; it bounds the work a hostile line can ask of the general parser.
    static let longest = 400

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) throws(JSONFault) {
        var index = start
        let isNegative = index < end && bytes[index] == UInt8(ascii: "-")
        if isNegative { index &+= 1 }
        var digits = Digits()
        let whole = index
        index = digits.read(bytes, from: index, to: end)
        guard index > whole else { throw .malformed }
        if bytes[whole] == UInt8(ascii: "0"), index > whole + 1 { throw .malformed }
        var fraction = 0
        if index < end, bytes[index] == UInt8(ascii: ".") {
            let first = index + 1
            index = digits.read(bytes, from: first, to: end)
            fraction = index &- first
            guard fraction > 0 else { throw .malformed }
        }
        var exponent = 0
        if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
            (exponent, index) = try Self.exponent(bytes, from: index + 1, to: end)
        }
        guard index &- start <= Self.longest else { throw .malformed }
        self.start = start
        self.end = index
        let magnitude = digits.isExact ? Self.value(digits.mantissa, scale: exponent - fraction) : nil
        value = magnitude.map { isNegative ? -$0 : $0 }
    }

    private struct Digits {
        var mantissa: UInt64 = 0
        /// False once the digits no longer fit.
        var isExact = true

        @inline(__always)
        mutating func read(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
            var index = start
            while index < end {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit <= 9 else { break }
                // 19 digits always fit in 64 bits; what is longer goes to the general parser.
                if mantissa < 1_000_000_000_000_000_000 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                } else {
                    isExact = false
                }
                index &+= 1
            }
            return index
        }
    }

    private static func exponent(
        _ bytes: UnsafePointer<UInt8>,
        from start: Int,
        to end: Int
    ) throws(JSONFault) -> (Int, Int) {
        var index = start
        var isNegative = false
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index &+= 1
        }
        let first = index
        var value = 0
        while index < end, bytes[index] &- UInt8(ascii: "0") <= 9 {
            // Beyond this every number is zero or infinite.
            value = min(100_000, value * 10 + Int(bytes[index] - UInt8(ascii: "0")))
            index &+= 1
        }
        guard index > first else { throw .malformed }
        return (isNegative ? -value : value, index)
    }

    /// mantissa × 10^scale, correctly rounded.
    ///
    /// Both factors exact in a `Double` give one correctly rounded operation (W. Clinger, "How to Read Floating Point
    /// Numbers Accurately", 1990). Longer mantissas, as times of arrival have, are divided in 128 bits.
    @inline(__always)
    private static func value(_ mantissa: UInt64, scale: Int) -> Double? {
        if mantissa <= 1 << 53 {
            if scale == 0 { return Double(mantissa) }
            if (-22..<0).contains(scale) { return Double(mantissa) / exactPower(-scale) }
            if (1...22).contains(scale) { return Double(mantissa) * exactPower(scale) }
            return mantissa == 0 ? 0 : nil
        }
        return (-19..<0).contains(scale) ? quotient(mantissa, byPowerOfTen: -scale) : nil
    }

    private static func quotient(_ mantissa: UInt64, byPowerOfTen power: Int) -> Double {
        var divisor: UInt64 = 1
        for _ in 0..<power { divisor *= 10 }
        // The dividend fills 128 bits and the divisor at most 64, so the quotient has at least 64 significant bits.
        let up = mantissa.leadingZeroBitCount + 64
        let (quotient, remainder) = (UInt128(mantissa) << up).quotientAndRemainder(dividingBy: UInt128(divisor))
        let down = 128 - quotient.leadingZeroBitCount - 53
        var significand = UInt64(truncatingIfNeeded: quotient >> down)
        let rest = quotient & ((1 << down) - 1)
        let half: UInt128 = 1 << (down - 1)
        let isAboveHalf = rest > half || (rest == half && remainder != 0)
        let isTieToOdd = rest == half && remainder == 0 && significand & 1 == 1
        if isAboveHalf || isTieToOdd { significand += 1 }
        return Double(sign: .plus, exponent: down - up, significand: Double(significand))
    }

    /// 10^power for 0 ... 22: all exact.
    @inline(__always)
    private static func exactPower(_ power: Int) -> Double {
        switch power {
        case 1: 1e1
        case 2: 1e2
        case 3: 1e3
        case 4: 1e4
        case 5: 1e5
        case 6: 1e6
        case 7: 1e7
        case 8: 1e8
        case _: largeExactPower(power)
        }
    }

    private static func largeExactPower(_ power: Int) -> Double {
        // 10^11 is exact, and so is each product up to 10^22.
        var value = 1e8
        for _ in 8..<power { value *= 10 }
        return value
    }
}

/// Most numbers of lines: whole, not zero, at most five digits, and then something that ends a number.
struct ShortWhole {
    let value: Double
    let end: Int

    /// Nil for every other number, and at the end of the text.
    @inline(__always)
    init?(_ scanner: JSONScanner) {
        var index = scanner.position
        guard index &+ 2 < scanner.end else { return nil }
        let isNegative = scanner.byte(index) == UInt8(ascii: "-")
        if isNegative { index &+= 1 }
        let first = scanner.byte(index) &- UInt8(ascii: "0")
        guard (1...9).contains(first) else { return nil }
        var magnitude = Int(first)
        let longest = min(scanner.end, index &+ 5)
        index &+= 1
        while index < longest {
            let digit = scanner.byte(index) &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            magnitude = magnitude &* 10 &+ Int(digit)
            index &+= 1
        }
        guard index < scanner.end else { return nil }
        let next = scanner.byte(index)
        guard next == UInt8(ascii: ",") || next == UInt8(ascii: "}") else { return nil }
        value = Double(isNegative ? 0 &- magnitude : magnitude)
        end = index
    }
}
