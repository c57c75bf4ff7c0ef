import DeviceFormats
import Foundation
import Testing
import Tracking
import ringfence_fuzz

struct MutationTests {
    @Test func damagedLinesNeverCrashAndAcceptedOnesSurviveWriting() {
        var mutator = Mutator(seed: 11)
        var decoder = ObservationDecoder()
        var accepted = 0
        for index in 0..<200_000 {
            let line = mutator.mutate(mutator.pick(Corpus.lines))
            guard case .success(let observation) = decoder.decode(line) else { continue }
            accepted += 1
            let written = FrameEncoder.line(observation)
            let again = try? decoder.decode(written).get()
            #expect(again.map(FrameEncoder.line) == written, "line \(index) of seed 11")
        }

        #expect((10_000...100_000).contains(accepted))
    }

    /// What a decoder remembers of earlier lines makes it fast and must not make it read differently.
    @Test func aLineIsReadAlikeAfterOthersAndAlone() {
        var mutator = Mutator(seed: 14)
        var decoder = ObservationDecoder()
        var differences: [String] = []
        for _ in 0..<200_000 {
            let line = mutator.mutate(mutator.pick(Corpus.lines))
            var fresh = ObservationDecoder()
            if decoder.decode(line) != fresh.decode(line) { differences.append(String(decoding: line, as: UTF8.self)) }
        }

        #expect(differences.isEmpty, "\(differences.prefix(3))")
    }

    /// A tree reader of other people's hand must agree on what is JSON at all, in the stricter of both senses.
    @Test func whatWeAcceptFoundationCallsJSONToo() {
        var mutator = Mutator(seed: 12)
        var decoder = ObservationDecoder()
        var disagreements: [String] = []
        for _ in 0..<20_000 {
            let damaged = mutator.mutate(mutator.pick(Corpus.lines))
            // Foundation says of numbers beyond a Double that they are not JSON; the grammar knows no such limit.
            let text = String(decoding: damaged, as: UTF8.self)
            let huge = text.replacingOccurrences(of: "[eE][+-]?[0-9]{3,}", with: "", options: .regularExpression)
            let line = huge == text ? damaged : Array(huge.utf8)
            let theirs = (try? JSONSerialization.jsonObject(with: Data(line), options: .fragmentsAllowed)) != nil
            let isOurs = decoder.decode(line) != .failure(.badJSON)
            if isOurs, !theirs { disagreements.append(String(decoding: line, as: UTF8.self)) }
        }

        #expect(disagreements.isEmpty, "\(disagreements.prefix(3))")
    }

    @Test func damagedBodiesNeverCrash() {
        var mutator = Mutator(seed: 13)
        var refused = 0
        for _ in 0..<20_000 {
            if case .failure = FrameDecoder.decode(mutator.mutate(mutator.pick(Corpus.bodies))) { refused += 1 }
        }

        #expect((5_000...19_000).contains(refused))
    }
}

struct NumberTests {
    /// Every way to a Double gives the one that the standard library finds.
    @Test func numbersAreRoundedCorrectly() throws {
        var random = SeededGenerator(seed: 5)
        var decoder = ObservationDecoder()
        for _ in 0..<50_000 {
            let digits = Int.random(in: 1...20, using: &random)
            let text = "0123456789".randomElement(using: &random).map(String.init) ?? "0"
            let fraction = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let exponent = Bool.random(using: &random) ? "e\(Int.random(in: -30...7, using: &random))" : ""
            let number = "\(text).\(fraction)\(exponent)"
            let line =
                #"{"kind":"toa","tag":"T1","station":"S1","at":"2021-08-03T13:30:09.227Z","seconds":\#(number)}"#
            let observation = try decoder.decode(Array(line.utf8)).get()
            #expect(observation.reading == .timeOfArrival(seconds: try #require(Double(number))), "\(number)")
        }
    }
}
