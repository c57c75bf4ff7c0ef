internal import Domain

/// A message as the observation log keeps it: `DEVICE MICROSECONDS`, a line feed, the bytes as received.
struct StoredFrame {
    let device: Code<Kind.Device>
    let received: Instant
    let body: [UInt8]

    init?(_ entry: [UInt8]) {
        guard let end = entry.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: entry[..<end], as: UTF8.self).split(separator: " ")
        guard words.count == 2, let device = Code<Kind.Device>(String(words[0])), let time = Int64(words[1]) else {
            return nil
        }
        self.device = device
        received = Instant(microseconds: time)
        body = Array(entry[(end + 1)...])
    }

    static func header(device: Code<Kind.Device>, received: Instant) -> [UInt8] {
        Array("\(device) \(received.microseconds)\n".utf8)
    }
}
