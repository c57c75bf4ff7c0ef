internal import DeviceFormats
internal import Domain

/// A message as the observation log keeps it: `DEVICE MICROSECONDS [KEY]`, a line feed, the bytes as received.
///
/// Location objects of omlox are marked by `omlox/` before the key, which may then be empty; no key holds a slash.
struct StoredFrame {
    let device: Code<Kind.Device>
    let received: Instant
    /// The sender's name for bare lines, so that they count once.
    let key: Code<IncomingFrame.Key>?
    let format: MessageFormat
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
        let last = words.count == 3 ? words[2] : ""
        format = last.hasPrefix(Self.omloxMark) ? .omlox : .observations
        key = Code(String(format == .omlox ? last.dropFirst(Self.omloxMark.count) : last))
        body = Array(entry[(end + 1)...])
    }

    static func header(of message: Engine.Message, received: Instant) -> [UInt8] {
        let mark = message.format == .omlox ? omloxMark : ""
        let last = mark + (message.key?.text ?? "")
        return Array("\(message.device) \(received.microseconds)\(last.isEmpty ? "" : " " + last)\n".utf8)
    }

    private static let omloxMark = "omlox/"

    /// The message as the device means it; what the decoder refuses was never stored.
    var frame: IncomingFrame? {
        try? format.decode(body, receivedAt: received).get().keyed(key)
    }
}
