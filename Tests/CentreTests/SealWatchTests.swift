import Testing

@testable import Centre

struct SealWatchTests {
    /// Looks once a second; what was told, by second.
    private func told(_ looks: [(second: Int, isStopped: Bool)]) -> [Int: Bool] {
        var watch = SealWatch()
        var told: [Int: Bool] = [:]
        for look in looks {
            guard let news = watch.look(isStopped: look.isStopped, at: .seconds(look.second)) else { continue }
            watch.told(isStopped: news)
            told[look.second] = news
        }
        return told
    }

    @Test func aStopIsToldAtOnceAndItsEndOnceItLasts() {
        #expect(told((0..<20).map { ($0, (3..<8).contains($0)) }) == [3: true, 13: false])
    }

    @Test func whatComesAndGoesIsOneStop() {
        let flickering = (0..<40).map { (second: $0, isStopped: (3..<20).contains($0) && $0.isMultiple(of: 3)) }
        #expect(told(flickering) == [3: true, 24: false])
    }

    @Test func aPauseOfTheProcessIsNoStop() {
        let seconds = Array(0..<5) + Array(30..<40)
        #expect(told(seconds.map { ($0, (30..<32).contains($0)) }) == [:])
        #expect(told(seconds.map { ($0, $0 >= 30) }) == [34: true], "a signer that does not come back is missed")
    }
}
