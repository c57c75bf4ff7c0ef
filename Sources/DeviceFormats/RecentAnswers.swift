/// What was answered to the last messages, by their number or key.
struct RecentAnswers<Name: Hashable & Sendable & LosslessStringConvertible>: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable {
        let name: Name
        let answer: FrameAnswer
    }

    /// Oldest first from `start` on; before it lies what was given up and is cut now and then.
    private var entries: [Entry] = []
    private var start = 0
    private var refusedLines = 0

    func answer(to name: Name) -> FrameAnswer? {
        entries[start...].last { $0.name == name }?.answer
    }

    mutating func remember(_ answer: FrameAnswer, to name: Name) {
        entries.append(Entry(name: name, answer: answer))
        refusedLines += answer.refused.count
        while entries.count - start > IntakeLimits.answersKept || refusedLines > IntakeLimits.keyedRefusals {
            refusedLines -= entries[start].answer.refused.count
            start += 1
        }
        guard start >= IntakeLimits.answersKept else { return }
        entries.removeFirst(start)
        start = 0
    }

    static func == (left: RecentAnswers, right: RecentAnswers) -> Bool {
        left.entries[left.start...] == right.entries[right.start...]
    }

    func hash(into hasher: inout Hasher) { hasher.combine(entries[start...]) }

    init() {}

    /// `NAME ACCEPTED,` for each answer, with a star before the comma where lines were refused, and those lines beside
    /// it: a site saves thousands of answers each minute, and containers within containers are slow to write.
    private struct Saved: Codable {
        let answers: String
        let refused: [[FrameAnswer.RefusedLine]]
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let saved = try container.decode(Saved.self)
        var refused = saved.refused[...]
        entries = try saved.answers.split(separator: ",").map { line in
            let parts = line.split(separator: " ")
            guard parts.count >= 2, let name = Name(String(parts[0])), let accepted = Int(parts[1]),
                parts.count == 2 || !refused.isEmpty
            else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "no answer: \(line)") }
            let lines = parts.count == 2 ? [] : refused.removeFirst()
            return Entry(name: name, answer: FrameAnswer(accepted: accepted, refused: lines))
        }
        refusedLines = entries.reduce(0) { $0 + $1.answer.refused.count }
    }

    func encode(to encoder: any Encoder) throws {
        let kept = entries[start...]
        var text: [UInt8] = []
        text.reserveCapacity(16 * kept.count)
        for entry in kept {
            if let number = entry.name as? Int, number >= 0 {
                text.append(decimal: number)
            } else {
                text += entry.name.description.utf8
            }
            text.append(UInt8(ascii: " "))
            text.append(decimal: entry.answer.accepted)
            if !entry.answer.refused.isEmpty { text += " *".utf8 }
            text.append(UInt8(ascii: ","))
        }
        let refused = kept.lazy.map(\.answer.refused).filter { !$0.isEmpty }
        var container = encoder.singleValueContainer()
        try container.encode(Saved(answers: String(decoding: text, as: UTF8.self), refused: Array(refused)))
    }
}
