import Domain

/// Everything of a stay on one axis that begins at the arrival, before the entry. Numbers are units of the drawing.
struct TimeLine: Equatable {
    struct Tick: Equatable {
        let x: Int
        let text: String
    }

    struct Lane: Equatable {
        let y: Int
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
        static let left = 92
        static let right = 1_190
        static let laneHeight = 34
        static let top = 26
    }

    let height: Int
    let ticks: [Tick]
    let lanes: [Lane]
    let bars: [Bar]
    let points: [Point]
    let now: Int

    init(_ stay: StayReading, _ setting: PageSetting) {
        let starts = stay.clocks.map(\.arrived) + stay.stretches.map(\.span.start)
        let axis = Axis(from: starts.min() ?? stay.now, to: (stay.left ?? stay.now) + .minutes(10))
        let names = [("stay", "clocks"), ("stay", "room"), ("stay", "session"), ("stay", "steps"), ("stay", "alarms")]
        lanes = names.enumerated().map { index, key in
            Lane(y: Self.y(index) + 15, name: setting.text(key.0, key.1))
        }
        height = Self.y(names.count) + 4
        now = axis.x(stay.left ?? stay.now)
        ticks = axis.ticks.map { Tick(x: axis.x($0), text: setting.time($0, .minute).text) }
        let end = stay.left ?? stay.now
        let clocks = stay.clocks.map { clock in
            Self.bar("clock", clock.name, Span(from: clock.arrived, until: max(end, clock.arrived)), 0, axis, setting)
        }
        let stretches = stay.stretches.map { stretch in
            let until = stretch.span.end ?? max(end, stretch.span.start)
            let span = Span(from: stretch.span.start, until: until)
            return Self.bar(stretch.kind.rawValue, stretch.label, span, stretch.kind == .session ? 2 : 1, axis, setting)
        }
        bars = clocks + stretches
        points = stay.ledger.compactMap { row in
            let lane =
                switch row.mark {
                case .fact: 0
                case .step: 3
                case .alarm, .breach: 4
                }
            guard lane > 0 else { return nil }
            let x = axis.x(row.at)
            let y = Self.y(lane) + 3
            let shape = lane == 3 ? "M\(x) \(y)h10v16h-10z" : "M\(x) \(y)l9 17h-18z"
            let title = "\(setting.time(row.at).text) \(setting.language.of(row.text))"
            return Point(kind: row.mark.rawValue, shape: shape, title: title)
        }
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
