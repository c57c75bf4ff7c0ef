import Domain
import Events
import Store
import Testing

@testable import Engine

struct ChargeBookTests {
    private static let tag = Code<Kind.Tag>(checked: "T101")

    private func told(_ percent: Int, at moment: Instant) -> TagAct {
        TagAct(
            ids: [ID(UInt128(percent))],
            event: .battery(Self.tag, percent: percent, at: moment),
            received: moment,
            isLate: false
        )
    }

    /// Two messages are decided side by side: both find that the tag was well before.
    @Test func whatTwoBaseStationsTellAtOnceIsOneCrossing() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        let book = ChargeBook(store: engine.store, setting: fixture.setting)
        let low = told(15, at: fixture.now)

        let one = try book.crossings(in: [low])
        let other = try book.crossings(in: [low])
        #expect(one.count == 1 && other.count == 1)
        book.note(one)
        book.note(other)

        #expect(try book.crossings(in: [told(14, at: fixture.now + .minutes(1))]).isEmpty, "low already")
        #expect(try book.crossings(in: [told(90, at: fixture.now + .minutes(2))]).count == 1, "charged")
    }

    @Test func olderNewsChangesNothing() async throws {
        let fixture = try EngineFixture()
        let engine = try await fixture.start()
        let book = ChargeBook(store: engine.store, setting: fixture.setting)
        let late = try book.crossings(in: [told(15, at: fixture.now)])
        let first = try book.crossings(in: [told(12, at: fixture.now + .minutes(1))])

        book.note(first)
        book.note(late)

        #expect(try book.crossings(in: [told(11, at: fixture.now + .seconds(30))]).isEmpty)
    }
}
