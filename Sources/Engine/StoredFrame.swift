internal import DeviceFormats
internal import Domain

/// A message as the observation log keeps it: `DEVICE MICROSECONDS [KEY]`, a line feed, the bytes as received.
struct StoredFrame {
    let device: Code<Kind.Device>
    let received: Instant
    /// The sender's name for bare lines, so that they count once.
    let key: Code<IncomingFrame.Key>?
    let body: [UInt8]

    init?(_ entry: [UInt8]) {
        guard let end = entry.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: entry[..<end], as: UTF8.self).split(separator: " ")
        guard (2...3).contains(words.count), let device = Code<Kind.Device>(String(words[0])),
            let time = Int64(words[1])
        else {
            return nil
        }
        self.device = device
        received = Instant(microseconds: time)
        key = words.count == 3 ? Code(String(words[2])) : nil
        body = Array(entry[(end + 1)...])
    }

    static func header(
        device: Code<Kind.Device>,
        received: Instant,
        key: Code<IncomingFrame.Key>?
    ) -> [UInt8] {
        Array("\(device) \(received.microseconds)\(key.map { " \($0)" } ?? "")\n".utf8)
    }
}
