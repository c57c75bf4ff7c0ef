import CentreFiles
import Domain
import Events
import Foundation
import Premises
import Testing

@testable import Centre

/// What the ledger says of the server itself.
struct ServerWordsTests {
    private let words: Words

    init() throws {
        let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Examples/linhai")
        let centre = try CentreFiles.load(example.standardizedFileURL.path)
        words = Words(
            plan: centre.plan,
            policy: centre.policyBook,
            staff: centre.staff,
            zone: centre.centre.zone
        )
    }

    private func sentence(_ event: CentreEvent) throws -> Bilingual {
        let now = Instant(seconds: 1_772_409_600)
        let leaf = Leaf(
            id: ID(1),
            occurred: now,
            recorded: now,
            received: nil,
            by: nil,
            contents: [],
            event: .centre(event)
        )
        return try #require(
            words.ledger(leaf) { _ in
                nil
            } told: { _ in
                .erased
            }
        ).text
    }

    private static let steps: [(wallAhead: Duration, zh: String, en: String)] = [
        (.seconds(1), "系统时间与站内时钟恢复一致", "Wall time agrees with the site clock again"),
        (.hours(1), "系统时间比站内时钟快 1 小时，站内时钟已跟上", "Wall time ahead of the site clock by 1 h; the site clock follows"),
        (
            .seconds(-90), "系统时间比站内时钟慢 1 分钟 30 秒，站内时钟照常走，不跟随",
            "Wall time behind the site clock by 1 min 30 s; the site clock runs on"
        ),
        (
            .hours(9_600), "系统时间比站内时钟快 9600 小时，站内时钟照常走，不跟随",
            "Wall time ahead of the site clock by 9600 h; the site clock runs on"
        ),
    ]

    @Test(arguments: steps)
    func aStepOfWallTimeSaysWhatTheSiteClockDoes(wallAhead: Duration, zh: String, en: String) throws {
        let sentence = try sentence(.clockJumped(by: wallAhead, at: Instant(seconds: 1_772_409_600)))

        #expect(sentence == Bilingual(zh: zh, en: en))
    }

    @Test func eachStateOfTheDiskIsASentenceOfItsOwn() throws {
        let sentences = try DiskState.allCases.map {
            try sentence(.diskChanged($0, freePerMille: 97, at: Instant(seconds: 1_772_409_600)))
        }

        #expect(sentences.map(\.zh) == ["磁盘空间恢复，剩余 9%", "磁盘将满，剩余 9%", "磁盘已满，暂不接收位置"])
        #expect(Set(sentences.map(\.en)).count == 3)
    }
}
