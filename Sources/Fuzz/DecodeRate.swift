import DeviceFormats
import Foundation
import Tracking

/// Lines a second on one core, beside Foundation's decoder on the same lines in the same run.
enum DecodeRate {
    private struct PlainLine: Decodable {
        let kind: String
        let tag: String?
        let station: String?
        let at: String
        let rssi: Double?
        let seconds: Double?
        let receiver: Int?
        let seq: Int?
    }

    static func report(lines count: Int) {
        alarm(600)
        report("rssi", [Corpus.lines[0]], count)
        report("toa", [Corpus.lines[1]], count)
        report("mixed", Array(Corpus.lines.prefix(3)), count)
        frames(count)
    }

    /// Nothing but our decoder on one line, for a profiler.
    static func decodeOnly(lines count: Int) {
        alarm(600)
        var decoder = ObservationDecoder()
        var accepted = 0
        let rate = perSecond(count) { _ in
            if case .success = decoder.decode(Corpus.lines[0]) { accepted += 1 }
        }
        precondition(accepted == count, "the rate is that of good lines")
        print("rssi alone: \(millions(rate)) lines/s")
    }

    private static func report(_ name: String, _ lines: [[UInt8]], _ count: Int) {
        var decoder = ObservationDecoder()
        var accepted = 0
        let ours = perSecond(count) { index in
            if case .success = decoder.decode(lines[index % lines.count]) { accepted += 1 }
        }
        precondition(accepted == count, "the rate is that of good lines")
        let json = JSONDecoder()
        let data = lines.map { Data($0) }
        var parsed = 0
        let theirs = perSecond(count / 30) { index in
            if (try? json.decode(PlainLine.self, from: data[index % data.count])) != nil { parsed += 1 }
        }
        precondition(parsed == count / 30, "the rate is that of good lines")
        print("\(name): \(millions(ours)) lines/s, JSONDecoder \(millions(theirs)), ratio \(Int(ours / theirs))")
    }

    private static func frames(_ count: Int) {
        let header = #"{"device":"D1","boot":"b","frame":1,"sent":"2021-08-03T13:30:10Z","late":false,"lines":["#
        let fifty = Array(repeatElement(Corpus.lines[0], count: 50).joined(separator: [UInt8(ascii: ",")]))
        let body = Array(header.utf8) + fifty + Array("]}".utf8)
        var lines = 0
        var decoder = FrameDecoder()
        let rate = perSecond(count / 50) { _ in
            if case .success(let frame) = decoder.decode(body) { lines += frame.lines.count }
        }
        precondition(lines == count / 50 * 50, "the rate is that of good frames")
        print("frames of 50 rssi lines: \(millions(rate * 50)) lines/s")
    }

    /// By the time this process had on its core, so that what else runs on the machine counts little.
    private static func perSecond(_ count: Int, _ work: (Int) -> Void) -> Double {
        let began = coreSeconds()
        for index in 0..<count { work(index) }
        return Double(count) / (coreSeconds() - began)
    }

    private static func coreSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func millions(_ rate: Double) -> String {
        String(format: "%.2f M", rate / 1e6)
    }
}
