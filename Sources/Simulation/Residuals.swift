/// The recordings' residuals, read once: dB, or nil for a packet not heard.
struct Residuals: Sendable {
    private let packets: [Int8]
    private static let unheard = Int8.min

    init() {
        packets = ResidualTable.packets.withUTF8Buffer { bytes in
            bytes.map { $0 == UInt8(ascii: "!") ? Self.unheard : Int8(truncatingIfNeeded: Int($0) - 80) }
        }
    }

    /// Seconds of recording.
    var seconds: Int { packets.count / 2 }

    func packet(_ number: Int, ofSecond second: Int) -> Int? {
        let value = packets[2 * second + number]
        return value == Self.unheard ? nil : Int(value)
    }
}

/// One tag as one base station hears it: a piece of a recording is played, then another piece from elsewhere.
///
/// Pieces keep what single draws would lose: fading that lasts for seconds (a moving-block bootstrap, Künsch 1989).
struct Link: Sendable {
    private var second = 0
    private var left = 0

    mutating func advance(_ residuals: Residuals, _ generator: inout SeededGenerator) -> Int {
        if left == 0 || second + 1 >= residuals.seconds {
            second = generator.whole(0...(residuals.seconds - 1))
            left = generator.whole(20...60)
        } else {
            second += 1
            left -= 1
        }
        return second
    }
}
