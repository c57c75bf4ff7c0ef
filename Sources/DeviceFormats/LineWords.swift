/// Words of at most eight bytes as one number, first byte lowest: a key is found by one comparison each.
extension JSONScanner {
    /// The bytes of a span without escapes as a number; nil when they are more than eight.
    @inline(__always)
    func packed(_ span: Span) -> UInt64? {
        let count = span.count
        guard count <= 8, !span.isEscaped else { return nil }
        guard span.start + 8 > end else {
            let raw = UnsafeRawPointer(pointer(at: span.start)).loadUnaligned(as: UInt64.self)
            let word = UInt64(littleEndian: raw)
            return count == 8 ? word : word & ((1 << (UInt64(count) * 8)) - 1)
        }
        var word: UInt64 = 0
        for offset in 0..<count { word |= UInt64(byte(span.start + offset)) << UInt64(offset * 8) }
        return word
    }
}

extension LineField {
    /// The field that a key names.
    @inline(__always)
    init?(_ scanner: JSONScanner, _ key: JSONScanner.Span) {
        guard let word = scanner.packed(key) else {
            guard key.isEscaped else { return nil }
            self.init(rawValue: scanner.text(of: key))
            return
        }
        switch word {
        case 0x646E_696B: self = .kind
        case 0x67_6174: self = .tag
        case 0x6E_6F69_7461_7473: self = .station
        case 0x7461: self = .at
        case 0x6973_7372: self = .rssi
        case 0x7265_7669_6563_6572: self = .receiver
        case 0x7365_7274_656D: self = .metres
        case 0x73_646E_6F63_6573: self = .seconds
        case 0x78: self = .x
        case 0x79: self = .y
        case 0x7963_6172_7563_6361: self = .accuracy
        case 0x71_6573: self = .seq
        case 0x79_7265_7474_6162: self = .battery
        case 0x6E65_706F: self = .open
        case 0x73_7569_736C_6563: self = .celsius
        case 0x7974_6964_696D_7568: self = .humidity
        case _: return nil
        }
    }
}

extension LineKind {
    @inline(__always)
    init?(_ scanner: JSONScanner, _ span: JSONScanner.Span) {
        guard let word = scanner.packed(span) else {
            self.init(rawValue: scanner.text(of: span))
            return
        }
        switch word {
        case 0x6973_7372: self = .rssi
        case 0x65_676E_6172: self = .range
        case 0x61_6F74: self = .toa
        case 0x6E6F_6974_6973_6F70: self = .position
        case 0x6E6F_7474_7562: self = .button
        case 0x7265_706D_6174: self = .tamper
        case 0x79_7265_7474_6162: self = .battery
        case 0x6472_6163: self = .card
        case 0x726F_6F64: self = .door
        case 0x63_7065: self = .epc
        case 0x65_7461_6D69_6C63: self = .climate
        case _: return nil
        }
    }
}
