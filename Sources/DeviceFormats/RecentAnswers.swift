/// What was answered to the last messages, by their number or key.
struct RecentAnswers<Name: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        let name: Name
        let answer: FrameAnswer

        init(name: Name, answer: FrameAnswer) {
            self.name = name
            self.answer = answer
        }

        /// `[name, accepted]`, and the refused lines behind them where there are any: a site keeps thousands.
        init(from decoder: any Decoder) throws {
            var parts = try decoder.unkeyedContainer()
            name = try parts.decode(Name.self)
            let accepted = try parts.decode(Int.self)
            let refused = parts.isAtEnd ? [] : try parts.decode([FrameAnswer.RefusedLine].self)
            answer = FrameAnswer(accepted: accepted, refused: refused)
        }

        func encode(to encoder: any Encoder) throws {
            var parts = encoder.unkeyedContainer()
            try parts.encode(name)
            try parts.encode(answer.accepted)
            if !answer.refused.isEmpty { try parts.encode(answer.refused) }
        }
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

    init(from decoder: any Decoder) throws {
        entries = try decoder.singleValueContainer().decode([Entry].self)
        refusedLines = entries.reduce(0) { $0 + $1.answer.refused.count }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Array(entries[start...]))
    }
}
