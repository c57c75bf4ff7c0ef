import Clients
import Domain
import Testing

struct ServerClockTests {
    private static let start = Instant(seconds: 1_772_409_600)

    @Test func aClockRunsAsManyTimesAsFastAsItWasTold() {
        let clock = ServerClock(site: Self.start, speed: 1_000)
        let before = clock.now
        let began = ContinuousClock.now
        while ContinuousClock.now - began < .milliseconds(5) {}
        let passed = clock.now - before
        #expect(passed >= .seconds(5))
        #expect(passed < .seconds(60))
    }

    @Test func aCorrectionIsTakenAtTheMiddleOfTheReading() throws {
        let clock = ServerClock(site: Self.start, speed: 1)
        let asked = ContinuousClock.now
        let told = Self.start - .seconds(40)
        let error = try #require(
            clock.correct(ClockReading(told: told, asked: asked, heard: asked + .milliseconds(200)))
        )
        #expect(error < .seconds(-39))
        // The reading was made a tenth of a second after the question.
        #expect(clock.now - told < .seconds(5))
        #expect(clock.now - told >= .milliseconds(-100))
    }

    @Test func aSlowAnswerTellsNothing() {
        let clock = ServerClock(site: Self.start, speed: 1)
        let asked = ContinuousClock.now
        let error = clock.correct(ClockReading(told: Self.start + .hours(1), asked: asked, heard: asked + .seconds(1)))
        #expect(error == nil)
        #expect(clock.now < Self.start + .minutes(1))
    }

    @Test func nobodyWaitsLongerThanUntilTheNextCorrection() {
        let clock = ServerClock(site: Self.start, speed: 10)
        #expect(clock.wait(until: Self.start) == .zero)
        #expect(clock.wait(until: Self.start + .hours(1)) == .milliseconds(500))
        #expect(clock.wait(until: Self.start + .seconds(2)) <= .milliseconds(200))
    }
}
