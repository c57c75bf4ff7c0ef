import Domain
import Engine
import Events
import Foundation
import Store
import Synchronization
import Testing

@testable import Centre

/// Wall time as it steps, in text tables: `seconds wall is ahead of the time that passed | recorded, taken over`.
struct ClockWatchTests {
    private static let stories = [
        "a second is nothing": """
        0 | -
        1 | -
        -1 | -
        """,
        "forward is taken over, and then the clocks agree": """
        0 | -
        3600 | 3600, 3600
        3600 | -
        90000 | 86400, 86400
        """,
        "backward is told once, and again when it is set right": """
        -3600 | -3600, 0
        -3600 | -
        -3590 | -3590, 0
        0 | 0, 0
        0 | -
        """,
        "a year is told once and not taken over": """
        34560000 | 34560000, 0
        34560000 | -
        1 | 1, 0
        """,
        "forward by mistake and back again: the site clock stays ahead": """
        3600 | 3600, 3600
        0 | -3600, 0
        0 | -
        3601 | 1, 0
        """,
    ]

    @Test(arguments: stories.keys.sorted())
    func story(_ name: String) throws {
        var watch = ClockWatch()
        var site = Instant(seconds: 1_772_409_600)
        var passed = site
        for line in (Self.stories[name] ?? "").split(separator: "\n") {
            let halves = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let ahead = Duration.seconds(try #require(Int64(halves[0])))
            let before = site
            var told = "-"
            if let news = watch.news(in: .init(before: site, wall: passed + ahead, after: site)) {
                let taken = watch.recorded(news)
                site = site + taken
                told = "\(news.components.seconds), \(taken.components.seconds)"
            }

            #expect(told == halves[1], "\(line)")
            #expect(site >= before, "the site clock never goes back")
            (site, passed) = (site + .seconds(2), passed + .seconds(2))
        }
    }

    @Test func aPausedProcessLearnsNothing() {
        let start = Instant(seconds: 1_772_409_600)
        let reading = ClockWatch.Reading(before: start, wall: start + .seconds(40), after: start + .seconds(40))

        #expect(ClockWatch().news(in: reading) == nil)
    }

    @Test func theSiteClockTakesOverForwardAndGoesOn() {
        let clock = SiteClock(from: Instant(seconds: 1_772_409_600))
        let before = clock.now

        let ahead = clock.ahead(by: .hours(1)).now

        #expect(ahead - before >= .hours(1))
        #expect(ahead - before < .hours(1) + .seconds(60))
    }

    @Test func aStepIsRecordedBeforeItIsTakenOver() async throws {
        let site = try await RunningSite()
        defer { site.remove() }
        let before = site.centre.clock.now

        var watch = ClockWatch()
        try await site.centre.record(.hours(2), &watch)

        let size = try site.centre.store.size()
        let leaf = try #require(try site.centre.store.record(size - 1)).leaf
        #expect(leaf.event == .centre(.clockJumped(by: .hours(2), at: leaf.recorded)))
        #expect(leaf.recorded < before + .hours(1))
        #expect(site.centre.clock.now >= before + .hours(2))
    }
}
