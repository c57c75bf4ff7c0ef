import Domain
import Foundation
import Premises

/// Fills the table of a zone from full Foundation, the only place that knows zones by name.
enum ZoneTable {
    /// 2000 … 2100: from before any record of a centre to after the last.
    private static let first = Date(timeIntervalSince1970: 946_684_800)
    private static let last = Date(timeIntervalSince1970: 4_102_444_800)
    /// Two changes a year.
    private static let mostTransitions = 240

    static func zone(named name: String) -> Zone? {
        guard TimeZone.knownTimeZoneIdentifiers.contains(name) || name == "UTC",
            let source = TimeZone(identifier: name)
        else { return nil }
        var transitions: [Zone.Transition] = []
        var moment = first
        while transitions.count < mostTransitions, let next = source.nextDaylightSavingTimeTransition(after: moment),
            next > moment, next < last
        {
            let at = Instant(seconds: Int64(next.timeIntervalSince1970.rounded()))
            transitions.append(Zone.Transition(at: at, offset: source.secondsFromGMT(for: next)))
            moment = next
        }
        return Zone(
            name: name,
            version: "Foundation, 2000–2100",
            initialOffset: source.secondsFromGMT(for: first),
            transitions: transitions
        )
    }

    static func nearest(to name: String) -> String? {
        Spelling.nearest(to: name, in: TimeZone.knownTimeZoneIdentifiers.sorted())
    }
}
