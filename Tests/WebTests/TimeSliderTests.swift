import Domain
import Testing

@testable import Web

/// A past minute on the plan: how it is named, and what of the board it changes.
struct TimeSliderTests {
    private func moment(_ text: String) -> String? {
        TimeSlider.moment(text, zone: Sample.zone, now: Sample.now).map { SiteTime($0, in: Sample.zone).text }
    }

    @Test func aMinuteOnTheWallIsTheLastOneOfThatName() {
        #expect(moment("03:05") == "2026-03-02 03:05:00")
        #expect(moment("03:06") == "2026-03-02 03:06:00")
        #expect(moment("03:07") == "2026-03-01 03:07:00")
        #expect(moment("23:59") == "2026-03-01 23:59:00")
        #expect(moment("2026-03-01T19:00:00Z") == "2026-03-02 03:00:00")
    }

    @Test(arguments: ["", "3:5", "24:00", "03:60", "03:05:00", "-1:05", "now", "2026-03-01T19:06:01Z"])
    func whatIsNoMinuteOfTheLastDayIsNone(_ text: String) {
        // 03:06 is now: the last one was a second too early, or is still to come.
        #expect(moment(text) == nil)
    }

    @Test func aMomentBeforeTheLastDayIsNone() {
        #expect(moment("2026-02-28T19:06:00Z") == "2026-03-01 03:06:00")
        #expect(moment("2026-02-28T19:05:59Z") == nil)
    }

    @Test func theSliderBeginsWithTheCentreOrADayAgoAndEndsNow() throws {
        let setting = try Sample.setting()
        let live = TimeSlider(from: Sample.now - .hours(24), now: Sample.now, nil, Sample.plan, setting)
        let past = TimeSlider(from: Sample.now - .minutes(90), now: Sample.now, Sample.past, Sample.plan, setting)

        #expect(live.last - live.first == 1_440)
        #expect(live.minute == live.last && live.past == nil && live.time == "03:06")
        #expect(past.last - past.first == 90 && past.last - past.minute == 26 && past.time == "02:40")
        #expect(past.past?.time.text == "2026-03-02 02:40:00" && past.past?.inArea == "当时在区 2")
        #expect(past.past?.rooms.map { "\($0.name) \($0.codes)" } == ["监控室 P1", "讯问室一 A01"])
    }

    @Test func aPastMinuteChangesThePlanAndNothingElse() throws {
        let live = try Sample.page(Sample.board)
        let past = try Sample.page(Sample.board, past: Sample.past)

        #expect(past.live.roomStates.map(\.state) == ["quiet", "session"])
        #expect(past.live.notDetermined.map(\.code) == ["A04"])
        #expect(past.live.notEntered.map(\.code) == ["A06"])
        #expect(past.live.marks.contains("A01") && !past.live.marks.contains("A03"))
        #expect(past.alarms == live.alarms && past.people == live.people && past.figures == live.figures)
        #expect(past.sessions == live.sessions)
    }
}
