internal import Domain

/// What was answered to the last messages that came with a key instead of a number.
struct KeyedAnswers: Hashable, Sendable, Codable {
    private struct Entry: Hashable, Sendable, Codable {
        let key: Code<IncomingFrame.Key>
        let answer: FrameAnswer
    }

    /// Oldest first.
    private var entries: [Entry] = []
    private var refusedLines = 0

    func answer(to key: Code<IncomingFrame.Key>) -> FrameAnswer? {
        entries.first { $0.key == key }?.answer
    }

    mutating func remember(_ answer: FrameAnswer, to key: Code<IncomingFrame.Key>) {
        entries.append(Entry(key: key, answer: answer))
        refusedLines += answer.refused.count
        while entries.count > IntakeLimits.keyedAnswers || refusedLines > IntakeLimits.keyedRefusals {
            refusedLines -= entries.removeFirst().answer.refused.count
        }
    }
}
