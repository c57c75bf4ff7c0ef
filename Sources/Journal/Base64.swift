/// Standard base64 (RFC 4648 §4), strict: padding is required, unused bits are zero, nothing else is accepted.
///
/// Two texts never decode to the same bytes, so no bit of a checkpoint can be flipped unnoticed.
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The value of each ASCII character, 255 where it has none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var pending: UInt32 = 0
        var count = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            for shift in [18, 12, 6, 0] { text.append(alphabet[Int(pending >> UInt32(shift) & 63)]) }
            (pending, count) = (0, 0)
        }
        switch count {
        case 1:
            text += [alphabet[Int(pending >> 2)], alphabet[Int(pending << 4 & 63)], padding, padding]
        case 2:
            let tail = [alphabet[Int(pending >> 10)], alphabet[Int(pending >> 4 & 63)]]
            text += tail + [alphabet[Int(pending << 2 & 63)], padding]
        default:
            break
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes, or `nil` if the text is not the one encoding of them.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        let text = Array(text)
        guard text.count.isMultiple(of: 4) else { return nil }
        let padded = text.suffix(2).reversed().prefix { $0 == padding }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var pending: UInt32 = 0
        for (position, character) in text.dropLast(padded).enumerated() {
            let value = values[Int(character)]
            guard value != 255 else { return nil }
            pending = pending << 6 | UInt32(value)
            guard position % 4 == 3 else { continue }
            bytes += [UInt8(truncatingIfNeeded: pending >> 16), UInt8(truncatingIfNeeded: pending >> 8)]
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending = 0
        }
        switch padded {
        case 1:
            guard pending & 3 == 0 else { return nil }
            bytes += [UInt8(truncatingIfNeeded: pending >> 10), UInt8(truncatingIfNeeded: pending >> 2)]
        case 2:
            guard pending & 15 == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: pending >> 4))
        default:
            break
        }
        return bytes
    }
}
