/// Times as RFC 3339 text: `2026-03-02T08:00:00.250Z`, `2026-03-02T08:00:00+08:00`.
extension Instant {
    /// Reads an RFC 3339 time with `Z` or a numeric offset and up to nine digits of a second.
    public init?(rfc3339 text: some StringProtocol) {
        var copy = text.utf8.map { $0 }
        guard let value = copy.withUnsafeMutableBytes({ Self.parse(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = value
    }

    /// The same, from raw bytes and without allocation: the path of every observation.
    public static func parse(_ bytes: UnsafeRawBufferPointer) -> Instant? {
        guard bytes.count >= 20 else { return nil }
        func digits(_ from: Int, _ count: Int) -> Int {
            var value = 0
            for index in from..<(from + count) {
                let digit = Int(bytes[index]) - 48
                guard (0...9).contains(digit) else { return -1 }
                value = value * 10 + digit
            }
            return value
        }
        guard bytes[4] == 45, bytes[7] == 45, bytes[10] | 0x20 == 0x74 || bytes[10] == 32, bytes[13] == 58,
            bytes[16] == 58
        else { return nil }
        var civil = CivilTime(
            year: digits(0, 4),
            month: digits(5, 2),
            day: digits(8, 2),
            hour: digits(11, 2),
            minute: digits(14, 2),
            second: digits(17, 2)
        )
        var index = 19
        if bytes[index] == 46 {
            index += 1
            let start = index
            var scale = 100_000
            while index < bytes.count, (48...57).contains(bytes[index]) {
                civil.microsecond += Int(bytes[index] - 48) * scale
                scale /= 10
                index += 1
            }
            guard (1...9).contains(index - start) else { return nil }
        }
        guard index < bytes.count, civil.isValid else { return nil }
        switch bytes[index] {
        case 90, 122:
            return index + 1 == bytes.count ? civil.instant() : nil
        case 43, 45:
            guard bytes.count == index + 6, bytes[index + 3] == 58 else { return nil }
            let hours = digits(index + 1, 2)
            let minutes = digits(index + 4, 2)
            guard (0...23).contains(hours), (0...59).contains(minutes) else { return nil }
            let offset = (hours * 60 + minutes) * 60
            return civil.instant(offset: bytes[index] == 43 ? offset : -offset)
        case _:
            return nil
        }
    }

    /// RFC 3339 in UTC with milliseconds, as the API answers: `2026-03-01T19:06:10.250Z`.
    public var rfc3339: String {
        let civil = CivilTime(self)
        return civil.date + "T" + civil.time + "." + padded(civil.microsecond / 1_000, 3) + "Z"
    }
}

extension CivilTime {
    /// `2026-03-02`.
    public var date: String { padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) }

    /// `03:06:10`.
    public var time: String { padded(hour, 2) + ":" + padded(minute, 2) + ":" + padded(second, 2) }
}

func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
