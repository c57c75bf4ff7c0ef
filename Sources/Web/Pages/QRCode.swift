/// A QR code of version 3 with medium correction (ISO/IEC 18004): up to 61 of the 45 alphanumeric characters, which is
/// enough for the number of a paper. Drawn here, for a paper of evidence must not depend on a script or another server.
struct QRCode: Equatable {
    static let size = 29
    private static let dataBytes = 44
    private static let correctionBytes = 26
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")

    /// Dark modules, row by row.
    private(set) var isDark: [[Bool]]
    private var isFixed: [[Bool]]

    /// Nil for a text that does not go into it.
    init?(_ text: String) {
        guard let data = Self.codewords(text) else { return nil }
        isDark = Array(repeating: Array(repeating: false, count: Self.size), count: Self.size)
        isFixed = isDark
        drawPatterns()
        place(data + Self.correction(of: data))
        let plain = self
        // Any mask can be read; of all eight the one with the fewest long runs is read best.
        let masked = (0..<8).map { plain.masked(by: $0) }
        self = masked.min { $0.runs < $1.runs } ?? plain
    }

    /// As a path of an SVG whose view box is the code with its quiet zone of four modules.
    var path: String {
        var path = ""
        for (y, row) in isDark.enumerated() {
            for (x, dark) in row.enumerated() where dark { path += "M\(x + 4) \(y + 4)h1v1h-1z" }
        }
        return path
    }

    // Text to bytes.

    private static func codewords(_ text: String) -> [UInt8]? {
        let values = text.compactMap { alphabet.firstIndex(of: $0) }
        guard values.count == text.count, !values.isEmpty, values.count <= 61 else { return nil }
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
        }
        append(0b0010, 4)
        append(values.count, 9)
        for start in stride(from: 0, to: values.count, by: 2) {
            if start + 1 < values.count {
                append(values[start] * 45 + values[start + 1], 11)
            } else {
                append(values[start], 6)
            }
        }
        append(0, min(4, dataBytes * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var bytes = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var pad: UInt8 = 0xEC
        while bytes.count < dataBytes {
            bytes.append(pad)
            pad ^= 0xEC ^ 0x11
        }
        return bytes
    }

    /// Reed–Solomon over GF(256) with 0x11D.
    private static func correction(of data: [UInt8]) -> [UInt8] {
        var generator: [UInt8] = [1]
        var root: UInt8 = 1
        for _ in 0..<correctionBytes {
            var next = generator + [0]
            for (index, factor) in generator.enumerated() { next[index + 1] ^= times(factor, root) }
            generator = next
            root = times(root, 2)
        }
        var rest = [UInt8](repeating: 0, count: correctionBytes)
        for byte in data {
            let lead = byte ^ rest.removeFirst()
            rest.append(0)
            for index in rest.indices { rest[index] ^= times(generator[index + 1], lead) }
        }
        return rest
    }

    private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for bit in (0..<8).reversed() {
            product <<= 1
            if product & 0x100 != 0 { product ^= 0x11D }
            if right >> bit & 1 == 1 { product ^= Int(left) }
        }
        return UInt8(product)
    }

    // Bytes to modules.

    private mutating func fix(_ x: Int, _ y: Int, _ dark: Bool) {
        guard (0..<Self.size).contains(x), (0..<Self.size).contains(y) else { return }
        isDark[y][x] = dark
        isFixed[y][x] = true
    }

    private mutating func drawPatterns() {
        for index in 0..<Self.size {
            fix(index, 6, index % 2 == 0)
            fix(6, index, index % 2 == 0)
        }
        for (x, y) in [(3, 3), (Self.size - 4, 3), (3, Self.size - 4)] {
            square(x, y, radius: 4) { $0 != 2 && $0 != 4 }
        }
        square(22, 22, radius: 2) { $0 != 1 }
        drawFormat(mask: 0)
    }

    /// Rings around a middle, dark by their distance from it.
    private mutating func square(_ x: Int, _ y: Int, radius: Int, _ dark: (Int) -> Bool) {
        for dy in -radius...radius {
            for dx in -radius...radius { fix(x + dx, y + dy, dark(max(abs(dx), abs(dy)))) }
        }
    }

    /// Medium correction is 00; the mask; ten bits of a BCH code over both; written twice.
    private mutating func drawFormat(mask: Int) {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0..<6 { fix(8, index, bit(index)) }
        fix(8, 7, bit(6))
        fix(8, 8, bit(7))
        fix(7, 8, bit(8))
        for index in 9..<15 { fix(14 - index, 8, bit(index)) }
        for index in 0..<8 { fix(Self.size - 1 - index, 8, bit(index)) }
        for index in 8..<15 { fix(8, Self.size - 15 + index, bit(index)) }
        fix(8, Self.size - 8, true)
    }

    /// From the lower right corner upward and down again, two columns at a time, past the timing column.
    private mutating func place(_ bytes: [UInt8]) {
        let bits: [Bool] = bytes.flatMap { byte -> [Bool] in
            (0..<8).reversed().map { (byte >> UInt8($0)) & 1 == 1 }
        }
        var next = 0
        for right in [28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 5, 3, 1] {
            for step in 0..<Self.size {
                let isUpward = (right + 1) & 2 == 0
                let y = isUpward ? Self.size - 1 - step : step
                for x in [right, right - 1] where !isFixed[y][x] && next < bits.count {
                    isDark[y][x] = bits[next]
                    next += 1
                }
            }
        }
    }

    private func masked(by mask: Int) -> QRCode {
        var code = self
        for y in 0..<Self.size {
            for x in 0..<Self.size where !isFixed[y][x] && Self.flips(mask, x, y) { code.isDark[y][x].toggle() }
        }
        code.drawFormat(mask: mask)
        return code
    }

    private static func flips(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        case _: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    /// Modules that stand in a run of five or more, along rows and columns.
    private var runs: Int {
        let columns = (0..<Self.size).map { x in isDark.map { $0[x] } }
        return (isDark + columns).reduce(0) { sum, line in
            var total = 0
            var length = 1
            for index in 1..<Self.size {
                length = line[index] == line[index - 1] ? length + 1 : 1
                if length >= 5 { total += 1 }
            }
            return sum + total
        }
    }
}
