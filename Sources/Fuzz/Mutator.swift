/// Random numbers from a seed (SplitMix64, G. Steele et al., OOPSLA 2014), so that a found fault can be had again.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Damages good text as a bad line, a bad device or an attacker would.
package struct Mutator {
    private var random: SeededGenerator
    private static let tokens: [[UInt8]] = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "null", "true", "1e999", "-", "0", ".", "1e-400",
        "\"kind\":", "\"kind\":\"button\"", "\"lines\":[", "\"at\":", "\"rssi\":-0", "\u{FEFF}", "\u{0}", "\n", "\r",
        "9007199254740993", "0.000000000000000000000000001", "\"tag\":\"../..\"", "中", "'; --",
    ].map { Array($0.utf8) }

    package init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    package mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    /// One to four damages; one text in sixteen stays whole, so that the good path is walked too.
    package mutating func mutate(_ text: [UInt8]) -> [UInt8] {
        guard Int.random(in: 0..<16, using: &random) > 0 else { return text }
        var damaged = text
        for _ in 0..<Int.random(in: 1...4, using: &random) { damageOnce(&damaged) }
        return damaged
    }

    private mutating func damageOnce(_ text: inout [UInt8]) {
        guard !text.isEmpty else { return text.append(UInt8.random(in: 0...255, using: &random)) }
        let place = Int.random(in: 0..<text.count, using: &random)
        let end = min(text.count, place + Int.random(in: 1...24, using: &random))
        switch Int.random(in: 0..<8, using: &random) {
        case 0: text[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: text[place] = UInt8.random(in: 0...255, using: &random)
        case 2: text.removeSubrange(place..<end)
        case 3: text.insert(contentsOf: text[place..<end], at: place)
        case 4: text.removeLast(text.count - place)
        case 5: text.insert(contentsOf: pick(Self.tokens), at: place)
        case 6: text.replaceSubrange(place..<end, with: pick(Self.tokens))
        case _: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
        }
    }
}

/// Good lines of every kind and good bodies of every form, to be damaged.
package enum Corpus {
    package static let lines: [[UInt8]] = [
        #"{"kind":"rssi","tag":"T1","station":"S1","at":"2021-08-03T13:30:09.227Z","rssi":-71,"receiver":1,"seq":108}"#,
        #"{"kind": "toa", "tag": "T1", "station": "S1", "at": "2021-08-03T13:30:09.227Z", "seq": 108, "#
            + #""seconds": 15.288832864162298}"#,
        #"{"kind": "heartbeat", "station": "S1", "at": "2021-08-03T13:30:09.227Z"}"#,
        #"{"kind":"range","tag":"T1","station":"S2","at":"2021-08-03T13:30:09Z","metres":4.2}"#,
        #"{"kind":"position","tag":"甲1","at":"2021-08-03T21:30:09+08:00","x":4.2,"y":1e1,"accuracy":0.3}"#,
        #"{"kind":"button","tag":"T1","at":"2021-08-03T13:30:09.227Z","v":{"a":[1,"\u4e2d",null,true]}}"#,
        #"{"kind":"tamper","tag":"T1","station":"S1","at":"2021-08-03T13:30:09.227Z"}"#,
        #"{"kind":"battery","tag":"T1","at":"2021-08-03T13:30:09.227Z","battery":37}"#,
        #"{"kind":"card","tag":"C1","station":"R1","at":"2021-08-03T13:30:09.227Z"}"#,
        #"{"kind":"door","station":"R1","at":"2021-08-03T13:30:09.227Z","open":true}"#,
        #"{"kind":"epc","tag":"3034257BF400B7800004CB2F","station":"P1","at":"2021-08-03T13:30:09.227Z"}"#,
        #"{"kind":"climate","station":"K1","at":"2021-08-03T13:30:09.227Z","celsius":4.5,"humidity":60}"#,
    ].map { Array($0.utf8) }

    package static let bodies: [[UInt8]] = {
        let comma = [UInt8(ascii: ",")]
        let all = Array(lines.joined(separator: comma))
        let header = #"{"device":"D1","boot":"b7","frame":812,"sent":"2021-08-03T13:30:10Z","late":false,"lines":["#
        let frame = Array(header.utf8) + all + Array("]}".utf8)
        let array = Array("[".utf8) + all + Array("]".utf8)
        let separate = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        return [frame, frame, array, separate, lines[0], location]
    }()

    package static let location = Array(
        (#"{"position":{"type":"Point","coordinates":[5.7,13.2,1.1]},"source":"uwb-1","provider_type":"uwb","#
            + #""provider_id":"ac:23:3f:11","trackables":[],"timestamp_generated":"2021-08-03T13:30:09.227Z","#
            + #""crs":"local","accuracy":0.3,"floor":0}"#).utf8
    )
}
