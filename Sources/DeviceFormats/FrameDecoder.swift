internal import Domain
internal import Tracking

/// Reads the body of a message: a frame, one bare line, an array of lines, or NDJSON (SPEC X1).
///
/// Text that is not JSON refuses a frame or an array as a whole, because nobody can say where the next line begins;
/// in NDJSON it refuses its line only.
///
/// One decoder after the other message reads faster than one for each: it knows the codes and keys of those before. It
/// never changes what is read.
public struct FrameDecoder: Sendable {
    /// A second of a device at its highest rate (TRUST E3: 256 kB/s).
    public static let largestBody = 262_144
    /// Five seconds of the whole centre's target load in one message is more than any device gathers.
    public static let mostLines = 2_000

    private var lines: ObservationDecoder? = ObservationDecoder()

    public init() {}

    public mutating func decode(_ body: UnsafeRawBufferPointer) -> Result<IncomingFrame, BodyRefusal> {
        guard body.count <= Self.largestBody else { return .failure(.tooLarge) }
        guard let bytes = body.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return .failure(.empty) }
        var reader = BodyReader(
            scanner: JSONScanner(bytes, from: 0, to: body.count),
            decoder: lines.take() ?? ObservationDecoder()
        )
        defer { lines = reader.decoder }
        do throws(BodyRefusal) {
            return .success(try reader.read())
        } catch {
            return .failure(error)
        }
    }

    public mutating func decode(_ body: [UInt8]) -> Result<IncomingFrame, BodyRefusal> {
        body.withUnsafeBytes { decode($0) }
    }

    /// One message by a decoder of its own.
    public static func decode(_ body: [UInt8]) -> Result<IncomingFrame, BodyRefusal> {
        var decoder = FrameDecoder()
        return decoder.decode(body)
    }
}

private struct BodyReader {
    var scanner: JSONScanner
    var decoder: ObservationDecoder
    var lines: [Result<Observation, LineRefusal>] = []
    var members = FrameMembers()

    /// Takes back what was read; only the decoder remembers.
    private mutating func restart(at start: JSONScanner) {
        scanner = start
        lines = []
        members = FrameMembers()
        decoder.unknownFields = 0
    }

    mutating func read() throws(BodyRefusal) -> IncomingFrame {
        decoder.unknownFields = 0
        let first = scanner.peek()
        guard !scanner.isAtEnd else { throw .empty }
        switch first {
        case UInt8(ascii: "["):
            try asBody { reader throws(JSONFault) in try reader.readLines(depth: 1) }
            try expectEnd()
            return frame(nil)
        case UInt8(ascii: "{"):
            return try readObject()
        case _:
            return try readSeparateLines()
        }
    }

    private func frame(_ header: FrameMembers.Header?) -> IncomingFrame {
        IncomingFrame(
            identity: header?.identity,
            sent: header?.sent,
            isLate: header?.isLate ?? false,
            lines: lines,
            unknownFields: decoder.unknownFields + members.unknown
        )
    }

    /// A frame if it has any member of one; else the first of the bare lines.
    private mutating func readObject() throws(BodyRefusal) -> IncomingFrame {
        let start = scanner
        do throws(BodyRefusal) {
            try asBody { reader throws(JSONFault) in try reader.readMembers() }
        } catch  where error == .badJSON && members.present.isEmpty {
            restart(at: start)
            return try readSeparateLines()
        }
        guard !members.present.isEmpty else {
            restart(at: start)
            return try readSeparateLines()
        }
        try expectEnd()
        return frame(try members.header(scanner))
    }

    private mutating func expectEnd() throws(BodyRefusal) {
        _ = scanner.peek()
        guard scanner.isAtEnd else { throw .badJSON }
        guard lines.count <= FrameDecoder.mostLines else { throw .tooManyLines }
    }

    private mutating func asBody(_ read: (inout BodyReader) throws(JSONFault) -> Void) throws(BodyRefusal) {
        do throws(JSONFault) {
            try read(&self)
        } catch {
            switch error {
            case .malformed: throw .badJSON
            case .tooDeep: throw .tooDeep
            }
        }
    }

    private mutating func readLines(depth: Int) throws(JSONFault) {
        try scanner.expect(UInt8(ascii: "["))
        if scanner.take(UInt8(ascii: "]")) { return }
        lines.reserveCapacity(min(FrameDecoder.mostLines, (scanner.end - scanner.position) / 80))
        repeat {
            let line = try decoder.line(&scanner, depth: depth)
            // What is beyond the limit is still walked over, to say the true reason, but not kept.
            if lines.count <= FrameDecoder.mostLines { lines.append(line) }
        } while scanner.take(UInt8(ascii: ","))
        try scanner.expect(UInt8(ascii: "]"))
    }

    private mutating func readMembers() throws(JSONFault) {
        try scanner.expect(UInt8(ascii: "{"))
        if scanner.take(UInt8(ascii: "}")) { return }
        repeat {
            let key = try scanner.string()
            try scanner.expect(UInt8(ascii: ":"))
            let member = FrameMembers.member(scanner, key)
            if member == .lines, scanner.peek() == UInt8(ascii: "[") {
                members.note(.lines, isSound: true)
                try readLines(depth: 2)
            } else {
                try members.read(member, &scanner)
            }
        } while scanner.take(UInt8(ascii: ","))
        try scanner.expect(UInt8(ascii: "}"))
    }

    /// NDJSON, or a single value that may stretch over several lines of text.
    private mutating func readSeparateLines() throws(BodyRefusal) -> IncomingFrame {
        let start = scanner
        if readWhole() { return frame(nil) }
        restart(at: start)
        var hasJSON = false
        while true {
            _ = scanner.peek()
            guard !scanner.isAtEnd else { break }
            guard lines.count < FrameDecoder.mostLines else { throw .tooManyLines }
            let line = readLineOfText()
            hasJSON = hasJSON || line != .failure(.badJSON) && line != .failure(.tooDeep)
            lines.append(line)
        }
        guard hasJSON else { throw lines.contains(.failure(.tooDeep)) ? .tooDeep : .badJSON }
        return frame(nil)
    }

    /// Whether the whole body was one value; it is then its only line.
    private mutating func readWhole() -> Bool {
        guard let line = try? decoder.line(&scanner, depth: 0) else { return false }
        _ = scanner.peek()
        guard scanner.isAtEnd else { return false }
        lines = [line]
        return true
    }

    private mutating func readLineOfText() -> Result<Observation, LineRefusal> {
        var end = scanner.position
        while end < scanner.end, scanner.byte(end) != UInt8(ascii: "\n") { end += 1 }
        let count = end - scanner.position
        let bytes = scanner.pointer(at: scanner.position)
        scanner.skip(to: end)
        return decoder.decode(UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
