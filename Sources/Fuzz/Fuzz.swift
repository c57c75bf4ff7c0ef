import DeviceFormats
import Foundation
import Tracking

/// `ringfence-fuzz [lines N] [bodies N] [rate N] [decode N]`: damaged input for the decoders, and how fast they are.
///
/// A crash or a hang ends the process with a signal, an observation that does not survive writing and reading,
/// or that depends on the lines before it, with 1.
@main
struct Fuzz {
    static func main() {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.isEmpty { arguments = ["lines", "10000000", "bodies", "1000000", "rate", "3000000"] }
        while arguments.count >= 2, let count = Int(arguments[1]) {
            switch arguments[0] {
            case "lines": lines(count)
            case "bodies": bodies(count)
            case "rate": DecodeRate.report(lines: count)
            case "decode": DecodeRate.decodeOnly(lines: count)
            case let other: stop("unknown part \(other): lines N, bodies N, rate N or decode N")
            }
            arguments.removeFirst(2)
        }
        guard arguments.isEmpty else { stop("each part needs a number") }
    }

    private static func lines(_ count: Int) {
        var mutator = Mutator(seed: 1)
        var decoder = ObservationDecoder()
        var accepted = 0
        for index in 0..<count {
            watch(index)
            let line = mutator.mutate(mutator.pick(Corpus.lines))
            let result = decoder.decode(line)
            var fresh = ObservationDecoder()
            guard fresh.decode(line) == result else {
                stop("line \(index) of seed 1 is read otherwise after others: \(String(decoding: line, as: UTF8.self))")
            }
            guard case .success(let observation) = result else { continue }
            accepted += 1
            let written = FrameEncoder.line(observation)
            guard case .success(let again) = decoder.decode(written), FrameEncoder.line(again) == written else {
                stop("line \(index) of seed 1 changes when written and read: \(String(decoding: line, as: UTF8.self))")
            }
        }
        print("lines: \(count) damaged, \(accepted) accepted, \(count - accepted) refused")
    }

    private static func bodies(_ count: Int) {
        var mutator = Mutator(seed: 2)
        var accepted = 0
        var refusedLines = 0
        for index in 0..<count {
            watch(index)
            let body = mutator.mutate(mutator.pick(Corpus.bodies))
            guard case .success(let frame) = FrameDecoder.decode(body) else { continue }
            accepted += 1
            refusedLines += frame.lines.count { if case .failure = $0 { true } else { false } }
        }
        print("bodies: \(count) damaged, \(accepted) accepted with \(refusedLines) refused lines")
    }

    /// Ten seconds for a thousand inputs is a hang: the system ends the process with SIGALRM.
    private static func watch(_ index: Int) {
        if index.isMultiple(of: 1_000) { alarm(10) }
    }

    private static func stop(_ reason: String) -> Never {
        FileHandle.standardError.write(Data((reason + "\n").utf8))
        exit(1)
    }
}
