/// Lower-case hexadecimal of bytes, both ways.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Exactly eight lower-case digits, as key ids are written; `nil` for anything else.
    static func decodeWord(_ text: some Collection<UInt8>) -> UInt32? {
        guard text.count == 8 else { return nil }
        var word: UInt32 = 0
        for character in text {
            guard let digit = digits.firstIndex(of: character) else { return nil }
            word = word << 4 | UInt32(digit)
        }
        return word
    }
}
