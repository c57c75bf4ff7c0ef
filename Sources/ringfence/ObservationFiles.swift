internal import CZlib
internal import DeviceFormats
internal import Domain
internal import Foundation
internal import Premises
internal import Tracking

/// Why a recording cannot be read.
enum RecordingFault: Error, CustomStringConvertible {
    case unreadable(path: String)
    case badTruth(path: String, line: Int)
    case empty(path: String)

    var description: String {
        switch self {
        case .unreadable(let path): "\(path): cannot be read, or its compression is broken"
        case .badTruth(let path, let line): "\(path):\(line): write at,x,y,room with an RFC 3339 time and metres"
        case .empty(let path): "\(path): no readable line"
        }
    }
}

/// Recorded observation lines and the truth beside them.
enum Recording {
    /// Reads observation lines (SPEC X1), plain or `.gz`; zlib itself tells which. Refused lines are counted.
    static func observations(_ path: String) throws(RecordingFault) -> (lines: [Observation], refused: Int) {
        guard let file = gzopen(path, "rb") else { throw .unreadable(path: path) }
        defer { gzclose(file) }
        var decoder = ObservationDecoder()
        var lines: [Observation] = []
        var refused = 0
        // One byte more than the longest line and its end, so that a longer one is seen to be too long.
        var buffer = [UInt8](repeating: 0, count: ObservationDecoder.longestLine + 2)
        while let line = try next(file, &buffer, path) {
            guard line > 0 else { continue }
            let result = buffer.withUnsafeBytes { decoder.decode(UnsafeRawBufferPointer(rebasing: $0[..<line])) }
            switch result {
            case .success(let observation): lines.append(observation)
            case .failure: refused += 1
            }
        }
        guard !lines.isEmpty else { throw .empty(path: path) }
        return (lines, refused)
    }

    /// Says on standard error how many lines of a file were refused.
    static func report(refused: Int, of path: String) {
        guard refused > 0 else { return }
        FileHandle.standardError.write(Data("\(path): \(refused) lines refused\n".utf8))
    }

    /// The length of the next line without its end, nil at the end of the file.
    private static func next(_ file: gzFile, _ buffer: inout [UInt8], _ path: String) throws(RecordingFault) -> Int? {
        let length: Int? = buffer.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                gzgets(file, start, Int32(bytes.count)) != nil
            else { return nil }
            return strlen(start)
        }
        guard let length else {
            var code: Int32 = 0
            gzerror(file, &code)
            guard code == Z_OK || code == Z_STREAM_END else { throw .unreadable(path: path) }
            return nil
        }
        return length > 0 && buffer[length - 1] == UInt8(ascii: "\n") ? length - 1 : length
    }

    /// Reads `at,x,y,room` rows.
    static func truth(_ path: String) throws(RecordingFault) -> [RadioMap.Fix] {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw .unreadable(path: path)
        }
        var fixes: [RadioMap.Fix] = []
        for (number, line) in text.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count >= 3, let at = Instant(rfc3339: fields[0]), let x = Double(fields[1]),
                let y = Double(fields[2])
            else { throw .badTruth(path: path, line: number + 1) }
            fixes.append(RadioMap.Fix(at: at, point: Point(x, y)))
        }
        guard !fixes.isEmpty else { throw .empty(path: path) }
        return fixes.sorted { $0.at < $1.at }
    }

    /// One row a second and tag: `at,tag,live,live_p,confirmed,confirmed_p,x,y`.
    static func csv(_ seconds: [TagTracks.Second]) -> String {
        var text = "at,tag,live,live_p,confirmed,confirmed_p,x,y\n"
        for second in seconds {
            let (live, confirmed) = (second.live, second.confirmed)
            let fields = [
                live.at.rfc3339, live.tag.text, live.room?.text ?? "", decimal(live.probability, 4),
                confirmed.room?.text ?? "", decimal(confirmed.probability, 4),
                live.position.map { decimal($0.x, 2) } ?? "", live.position.map { decimal($0.y, 2) } ?? "",
            ]
            text += fields.joined(separator: ",") + "\n"
        }
        return text
    }

    private static func decimal(_ value: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", value)
    }
}
