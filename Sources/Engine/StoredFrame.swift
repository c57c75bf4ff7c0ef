internal import DeviceFormats
internal import Domain

/// A message as the observation log keeps it: `DEVICE MICROSECONDS BYTES [KEY]`, a line feed, that many bytes as
/// received.
///
/// Location objects of omlox are marked by `omlox/` before the key, which may then be empty; no key holds a slash.
struct StoredFrame {
    let device: Code<Kind.Device>
    let received: Instant
    /// The sender's name for bare lines, so that they count once.
    let key: Code<IncomingFrame.Key>?
    let format: MessageFormat
    let body: [UInt8]

    private static let omloxMark = "omlox/"

    init?(_ entry: some RandomAccessCollection<UInt8>) {
        guard let end = entry.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: entry[..<end], as: UTF8.self).split(separator: " ")
        let rest = entry[entry.index(after: end)...]
        guard (3...4).contains(words.count), let device = Code<Kind.Device>(String(words[0])),
            let time = Int64(words[1]), let length = Int(words[2]), (0...rest.count).contains(length)
        else {
            return nil
        }
        self.device = device
        received = Instant(microseconds: time)
        let last = words.count == 4 ? words[3] : ""
        format = last.hasPrefix(Self.omloxMark) ? .omlox : .observations
        key = Code(String(format == .omlox ? last.dropFirst(Self.omloxMark.count) : last))
        body = Array(rest.prefix(length))
    }

    /// Those in a closed chunk, each followed by a line feed, from a moment on.
    static func all(in bytes: [UInt8], since moment: Instant) -> [StoredFrame] {
        var frames: [StoredFrame] = []
        var rest = bytes[...]
        while let frame = StoredFrame(rest) {
            rest = rest.dropFirst(frame.header.count + frame.body.count + 1)
            if frame.received >= moment { frames.append(frame) }
        }
        return frames
    }

    private var header: [UInt8] {
        Self.header(of: .init(body: body, device: device, key: key, format: format), received: received)
    }

    static func header(of message: Engine.Message, received: Instant) -> [UInt8] {
        let last = (message.format == .omlox ? omloxMark : "") + (message.key?.text ?? "")
        let tail = last.isEmpty ? "" : " " + last
        return Array("\(message.device) \(received.microseconds) \(message.body.count)\(tail)\n".utf8)
    }

    /// The message as the device means it; what the decoder refuses was never stored.
    var frame: IncomingFrame? {
        var decoder = FrameDecoder()
        return try? format.decode(body, receivedAt: received, &decoder).get().keyed(key)
    }
}
