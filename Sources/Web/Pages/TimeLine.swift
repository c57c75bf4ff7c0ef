import Domain

/// Everything of a stay on one axis that begins at the arrival, before the entry. Numbers are units of the drawing.
struct TimeLine: Equatable {
    struct Tick: Equatable {
        let x: Int
        let text: String
    }

    struct Lane: Equatable {
        let y: Int
        let ruleY: Int
        let name: String
    }

    struct Bar: Equatable {
        let kind: String
        let x: Int
        let y: Int
        let width: Int
        let textX: Int
        let textY: Int
        let name: String
        let title: String
    }

    struct Point: Equatable {
        let kind: String
        let shape: String
        let title: String
    }

    private enum Sizes {
        static let left = 96
        static let right = 1_190
        static let laneHeight = 36
        static let top = 28
    }

    let height: Int
    let ticks: [Tick]
    let lanes: [Lane]
    let bars: [Bar]
    let points: [Point]
    let now: Int
    let nowText: String
    let entryX: Int?

    /// The lanes from above: a lane for each clock, then these.
    private enum Track: Int, CaseIterable {
        case room, session, steps, alarms

        var key: String {
            switch self {
            case .room: "room"
            case .session: "session"
            case .steps: "steps"
            case .alarms: "alarms"
            }
        }
    }

    init(_ stay: StayReading, _ setting: PageSetting) {
        let start = (stay.clocks.map(\.arrived) + stay.stretches.map(\.span.start)).min() ?? stay.now
        let end = stay.left ?? stay.now
        let axis = Axis(from: start, to: Self.horizon(stay, from: start))
        let clocks = max(1, stay.clocks.count)
        func lane(_ track: Track) -> Int { clocks + track.rawValue }
        let names =
            (0..<clocks).map { $0 == 0 ? setting.text("stay", "clocks") : "" }
            + Track.allCases.map { setting.text("stay", $0.key) }
        lanes = names.enumerated().map { index, name in
            Lane(y: Self.y(index) + 16, ruleY: Self.y(index) + 29, name: name)
        }
        height = Self.y(names.count) + 2
        now = axis.x(end)
        nowText = setting.time(end, .minute).text
        entryX = stay.entered.map(axis.x)
        ticks = axis.ticks.map { Tick(x: axis.x($0), text: setting.time($0, .minute).text) }
        bars =
            stay.clocks.enumerated().flatMap { index, clock in
                // What is left up to the limit, and over it what is used up, from the arrival before the entry.
                let used = max(min(end, clock.expires), clock.arrived)
                return [("left", clock.expires), ("clock", used)].map { kind, until in
                    Self.bar(kind, clock.name, Span(from: clock.arrived, until: until), index, axis, setting)
                }
            }
            + stay.stretches.map { stretch in
                let until = stretch.span.end ?? max(end, stretch.span.start)
                let span = Span(from: stretch.span.start, until: until)
                let track = lane(stretch.kind == .session ? .session : .room)
                return Self.bar(stretch.kind.rawValue, stretch.label, span, track, axis, setting)
            }
        points = stay.ledger.filter { !$0.isFollowUp }.compactMap { row in
            let title = "\(setting.time(row.at).text) \(setting.language.of(row.text))"
            let x = axis.x(row.at)
            let y = Self.y(lane(row.mark == .step ? .steps : .alarms)) + 3
            let shape: String
            switch row.mark {
            case .fact: return nil
            case .step: shape = "M\(x - 5) \(y + 2)h10v13h-10z"
            case .alarm: shape = "M\(x) \(y)l9 17h-18z"
            case .breach: shape = "M\(x) \(y)l9 9l-9 9l-9-9z"
            }
            return Point(kind: row.mark.rawValue, shape: shape, title: title)
        }
    }

    /// Shows a little of what is to come: up to the first limit, but never more than a quarter of what has been.
    private static func horizon(_ stay: StayReading, from start: Instant) -> Instant {
        if let left = stay.left { return left + .minutes(5) }
        let ahead = Duration.microseconds((stay.now - start).inMicroseconds / 4) + .minutes(10)
        let limit = stay.clocks.map(\.expires).min() ?? stay.now
        return max(stay.now + .minutes(5), min(limit, stay.now + ahead))
    }

    private static func y(_ lane: Int) -> Int { Sizes.top + lane * Sizes.laneHeight }

    private static func bar(
        _ kind: String,
        _ label: Bilingual,
        _ span: Span,
        _ lane: Int,
        _ axis: Axis,
        _ setting: PageSetting
    ) -> Bar {
        let x = axis.x(span.start)
        let width = max(2, axis.x(span.end ?? span.start) - x)
        let name = setting.language.of(label)
        let times = [span.start, span.end ?? span.start].map { setting.time($0, .clock).text }
        return Bar(
            kind: kind,
            x: x,
            y: y(lane),
            width: width,
            textX: x + 4,
            textY: y(lane) + 15,
            name: name.count * 11 < width ? name : "",
            title: "\(name) \(times.joined(separator: " – "))"
        )
    }

    /// From moments to places on the drawing.
    private struct Axis {
        let start: Instant
        let length: Int64

        init(from start: Instant, to end: Instant) {
            self.start = start
            length = max(60_000_000, (end - start).inMicroseconds)
        }

        func x(_ at: Instant) -> Int {
            let along = min(length, max(0, (at - start).inMicroseconds))
            return Sizes.left + Int(along * Int64(Sizes.right - Sizes.left) / length)
        }

        /// Whole quarter hours, hours, or six hours: never more than 14.
        var ticks: [Instant] {
            let hour: Int64 = 3_600_000_000
            let step = [hour / 4, hour, 2 * hour, 6 * hour].first { length / $0 <= 14 } ?? 24 * hour
            let first = (start.microseconds / step + 1) * step
            return stride(from: first, to: start.microseconds + length, by: Int64.Stride(step)).map {
                Instant(microseconds: $0)
            }
        }
    }
}
