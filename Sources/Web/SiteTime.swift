public import Domain

/// Times as screens show them: `2026-11-22 14:05:09`, 24 h, the site's zone; the exact value for hover and copy.
public struct SiteTime: Equatable, Sendable {
    /// What is read.
    public let text: String
    /// RFC 3339 in UTC, for `datetime` and the ticking of relative times.
    public let exact: String
    /// The full date and time, for the hover.
    public let full: String

    public enum Form: Sendable {
        case full
        case clock
        case minute
    }

    public init(_ instant: Instant, in zone: Zone, _ form: Form = .full) {
        let civil = zone.civil(instant)
        let date = "\(civil.year)-\(Self.two(civil.month))-\(Self.two(civil.day))"
        let minute = "\(Self.two(civil.hour)):\(Self.two(civil.minute))"
        let clock = "\(minute):\(Self.two(civil.second))"
        full = "\(date) \(clock)"
        text =
            switch form {
            case .full: full
            case .clock: clock
            case .minute: minute
            }
        let utc = CivilTime(instant)
        let milliseconds = String(1_000 + utc.microsecond / 1_000).dropFirst()
        exact =
            "\(utc.year)-\(Self.two(utc.month))-\(Self.two(utc.day))T\(Self.two(utc.hour)):\(Self.two(utc.minute))"
            + ":\(Self.two(utc.second)).\(milliseconds)Z"
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
