import Domain
import Testing

/// A zone that is 8 h east, puts its clock forward one hour at midnight and back again half a year later.
struct ZoneTests {
    private let forward = CivilTime(year: 2026, month: 3, day: 1).instant(offset: 8 * 3_600)
    private let back = CivilTime(year: 2026, month: 9, day: 1).instant(offset: 9 * 3_600)
    private var zone: Zone {
        Zone(
            name: "Test/Summer",
            version: "invented",
            initialOffset: 8 * 3_600,
            transitions: [
                .init(at: forward, offset: 9 * 3_600),
                .init(at: back, offset: 8 * 3_600),
            ]
        )
    }

    @Test func aTransitionHoldsFromItsMomentOn() {
        #expect(zone.offset(at: forward - .microseconds(1)) == 8 * 3_600)
        #expect(zone.offset(at: forward) == 9 * 3_600)
        #expect(zone.offset(at: back - .microseconds(1)) == 9 * 3_600)
        #expect(zone.offset(at: back) == 8 * 3_600)
    }

    @Test func everyTimeTheWallShowsLeadsBackToAMomentThatShowsIt() {
        for minute in stride(from: -3 * 1_440, to: 190 * 1_440, by: 10) {
            let moment = forward + .minutes(Int64(minute))
            let shown = zone.civil(moment)
            let answer = zone.instant(shown)
            guard zone.civil(answer) == shown, answer <= moment else {
                Issue.record("\(moment.rfc3339) shows \(shown.date) \(shown.time), read as \(answer.rfc3339)")
                return
            }
        }
    }

    @Test func ofTwoMomentsThatTheWallShowsTheEarlierIsMeant() {
        let twice = CivilTime(year: 2026, month: 8, day: 31, hour: 23, minute: 30)

        #expect(zone.instant(twice) == back - .minutes(30))
        #expect(zone.civil(back + .minutes(30)) == twice)
    }

    @Test func aTimeThatTheWallSkipsIsTheMomentOfTheChange() {
        #expect(zone.instant(CivilTime(year: 2026, month: 3, day: 1, hour: 0, minute: 30)) == forward)
        #expect(zone.instant(CivilTime(year: 2026, month: 3, day: 1, hour: 1)) == forward)
    }

    @Test func aDayWhoseMidnightIsSkippedBeginsWithTheChange() {
        #expect(zone.startOfDay(forward + .hours(5)) == forward)
        #expect(zone.startOfDay(forward - .minutes(1)) == forward - .hours(24))
    }

    @Test func aDayThatGoesBackOverItsMidnightBeginsOnce() {
        let eve = zone.startOfDay(back - .minutes(1))

        #expect(eve == back - .hours(24))
        #expect(zone.startOfDay(back + .minutes(30)) == eve)
        #expect(zone.startOfDay(back + .hours(2)) == back + .hours(1))
    }

    @Test func shanghaiWithoutTransitionsIsEightHoursAhead() {
        let shanghai = Zone(name: "Asia/Shanghai", version: "since 1991", initialOffset: 8 * 3_600)
        let moment = CivilTime(year: 2026, month: 3, day: 2, hour: 0, minute: 30).instant(offset: 8 * 3_600)

        #expect(shanghai.civil(moment).date == "2026-03-02")
        #expect(shanghai.startOfDay(moment) == moment - .minutes(30))
    }
}
