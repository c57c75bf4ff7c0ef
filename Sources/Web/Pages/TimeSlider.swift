import Domain
import Premises

/// The slider under the plan: which minutes can be shown again, and which one is.
struct TimeSlider: Equatable {
    struct Past: Equatable {
        let time: SiteTime
        /// People in the area then; nil where there was no record yet.
        let inArea: String?
        let noRecord: String?
        /// The plan in words, for whoever cannot see its marks.
        let rooms: [RoomLine]
    }

    struct RoomLine: Equatable {
        let name: String
        let codes: String
    }

    /// Minutes since 1970 UTC: the first one, that of now, and the one that is shown.
    let first: Int64
    let last: Int64
    let minute: Int64
    /// The shown one on the site's clock, `03:12`.
    let time: String
    /// Nil while the plan is live.
    let past: Past?

    init(from since: Instant, now: Instant, _ past: PastReading?, _ plan: FloorPlan, _ setting: PageSetting) {
        let shown = past?.at ?? now
        first = Self.minute(of: since)
        last = Self.minute(of: now)
        minute = Self.minute(of: shown)
        time = setting.time(shown, .minute).text
        self.past = past.map {
            Past(
                time: setting.time($0.at),
                inArea: $0.firstRecord == nil ? Self.inArea($0, setting) : nil,
                noRecord: $0.firstRecord.map { "\(setting.text("board", "noRecordYet")) \(setting.time($0).text)" },
                rooms: Self.rooms($0, plan, setting)
            )
        }
    }

    private static func inArea(_ past: PastReading, _ setting: PageSetting) -> String {
        "\(setting.text("board", "inAreaThen")) \(past.people.count { $0.place != .notEntered })"
    }

    private static func rooms(_ past: PastReading, _ plan: FloorPlan, _ setting: PageSetting) -> [RoomLine] {
        var codes: [Room.ID: [String]] = [:]
        for person in past.people {
            if case .room(let id) = person.place { codes[id, default: []].append(person.code) }
        }
        for other in past.others { codes[other.room, default: []].append(other.code) }
        return plan.rooms.compactMap { room in
            codes[room.id].map { RoomLine(name: setting.language.of(room.name), codes: $0.joined(separator: " ")) }
        }
    }

    private static func minute(of moment: Instant) -> Int64 { moment.microseconds / 60_000_000 }

    /// The moment that `03:12` (the last such minute on the site's clock) or RFC 3339 names; nil where it is none of
    /// the last day.
    static func moment(_ text: String, zone: Zone, now: Instant) -> Instant? {
        guard let named = Instant(rfc3339: text) ?? wall(text, zone, now) else { return nil }
        return (now - PastReading.window...now).contains(named) ? named : nil
    }

    private static func wall(_ text: String, _ zone: Zone, _ now: Instant) -> Instant? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        func on(_ day: Instant) -> Instant {
            let civil = zone.civil(day)
            return zone.instant(
                CivilTime(year: civil.year, month: civil.month, day: civil.day, hour: hour, minute: minute)
            )
        }
        let today = on(now)
        return today <= now ? today : on(zone.startOfDay(now) - .seconds(1))
    }
}
