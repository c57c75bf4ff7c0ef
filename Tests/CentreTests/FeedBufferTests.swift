import Testing

@testable import Centre
@testable import Web

struct FeedBufferTests {
    private let buffer = FeedBuffer()

    @Test func eventsKeepTheirOrderAndOfAStateTheLatestCounts() async {
        buffer.put(FeedItem(.position, json: "1"))
        buffer.put(FeedItem(.stay, id: "a", json: "2"))
        buffer.put(FeedItem(.position, json: "3"))
        buffer.put(FeedItem(.alarm, id: "b", json: "4"))

        #expect(await (1...3).asyncMap { await buffer.next() } == ["2", "4", "3"])
    }

    /// Whoever has just come learns the time before anything that is shown by it, in whatever order both came.
    @Test func theClockComesBeforePositions() async {
        for _ in 0..<20 {
            let buffer = FeedBuffer()
            buffer.put(FeedItem(.clock, json: "1"))
            buffer.put(FeedItem(.position, json: "2"))
            #expect(await [buffer.next()?.name, buffer.next()?.name] == [.clock, .position])
        }
    }

    @Test func aConsoleThatIsTooSlowBeginsAnewAndHoldsLittle() async {
        let long = String(repeating: "x", count: 10_000)
        for number in 0..<200 { buffer.put(FeedItem(.stay, id: "\(number)", json: long)) }

        #expect(await buffer.next()?.name == .resync)
        var left = 0
        buffer.finish()
        while await buffer.next() != nil { left += 1 }
        #expect(left * 10_000 <= 512 * 1024)
    }

    @Test func whoWaitsIsWokenByTheNextItemAndByTheEnd() async {
        async let first = buffer.next()
        buffer.put(FeedItem(.stay, id: "a", json: "1"))
        #expect(await first?.json == "1")

        async let second = buffer.next()
        buffer.finish()
        #expect(await second == nil)
        buffer.put(FeedItem(.stay, id: "b", json: "2"))
        #expect(await buffer.next() == nil)
    }
}

extension ClosedRange<Int> {
    /// The texts of so many items, one after the other.
    fileprivate func asyncMap(_ next: () async -> FeedItem?) async -> [String?] {
        var found: [String?] = []
        for _ in self { found.append(await next()?.json) }
        return found
    }
}
