/// The number of a resident identity card: 6 digits of division, 8 of birth date, 3 of sequence, a check character.
///
/// GB 11643-1999; the check character is ISO 7064 MOD 11-2.
public struct CitizenIDNumber: Hashable, Sendable {
    /// What is wrong with a number as typed, most helpful first.
    public enum Fault: Error, Hashable, Sendable {
        case length(Int)
        case character(position: Int)
        case birthDate
        case checkCharacter(expected: Character)
    }

    public let text: String

    public init(_ typed: String) throws(Fault) {
        let text = typed.uppercased()
        let bytes = text.utf8.map { $0 }
        guard bytes.count == 18 else { throw .length(bytes.count) }
        for (position, byte) in bytes.enumerated() {
            let isDigit = (48...57).contains(byte)
            guard isDigit || (position == 17 && byte == UInt8(ascii: "X")) else {
                throw .character(position: position + 1)
            }
        }
        self.text = text
        guard birthDate.isValid, birthDate.year >= 1850 else { throw .birthDate }
        let expected = Self.checkCharacter(of: bytes.prefix(17))
        guard text.last == expected else { throw .checkCharacter(expected: expected) }
    }

    public var birthDate: CivilTime {
        let digits = text.utf8.map { Int($0) - 48 }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        return CivilTime(year: number(6..<10), month: number(10..<12), day: number(12..<14))
    }

    /// The last digit of the sequence is odd for men.
    public var sex: Sex {
        let sequence = text.utf8.dropFirst(16).first ?? 0
        return sequence % 2 == 1 ? .male : .female
    }

    /// ISO 7064 MOD 11-2 over the first 17 digits.
    public static func checkCharacter(of digits: some Sequence<UInt8>) -> Character {
        var product = 0
        for digit in digits {
            product = (product + Int(digit) - 48) * 2 % 11
        }
        let check = (12 - product) % 11
        return check == 10 ? "X" : Character(String(check))
    }

    /// All but the division and the last two characters hidden: `110101**********71`.
    public var masked: String {
        String(text.prefix(6)) + "**********" + String(text.suffix(2))
    }
}
