import DeviceFormats
public import Domain
public import Premises
public import Tracking

/// A walk through every room with one tag, as an installer does it: observations with where each was made.
public struct CalibrationWalk: Sendable {
    public let observations: [Observation]
    public let truth: [TruthRow]

    /// - metres: between the places where the walker stops; seconds: how long at each, turning about.
    public init(plan: FloorPlan, seed: UInt64, start: Instant, metres: Double = 0.9, seconds: Int = 12) {
        var radio = Radio(plan: plan, seed: seed)
        var observations: [Observation] = []
        var truth: [TruthRow] = []
        var second = 0
        var walker = Actor(
            role: .auxiliary,
            sex: .unknown,
            tag: Code(checked: "walk"),
            pace: 1,
            traveller: .staff,
            place: Point(0, 0),
            side: .outside
        )
        walker.isOnAir = true
        for room in plan.rooms {
            walker.side = .room(room.id)
            for place in Self.stops(in: room.outline, metres: metres) {
                walker.place = place
                for turn in 0..<seconds {
                    walker.heading = [Point(1, 0), Point(0, 1), Point(-1, 0), Point(0, -1)][turn % 4]
                    let now = start + .seconds(Int64(second))
                    truth.append(TruthRow(at: now, tag: walker.tag, place: place, room: room.id))
                    let frames = radio.second(of: [walker], at: now, second: second)
                    observations += frames.flatMap(\.lines)
                    second += 1
                }
            }
        }
        self.observations = observations.sorted { $0.at < $1.at }
        self.truth = truth
    }

    private static func stops(in outline: Polygon, metres: Double) -> [Point] {
        let (low, high) = outline.bounds
        var stops: [Point] = []
        var y = low.y + metres / 2
        while y < high.y {
            var x = low.x + metres / 2
            while x < high.x {
                if outline.contains(Point(x, y)) { stops.append(Point(x, y)) }
                x += metres
            }
            y += metres
        }
        return stops.isEmpty ? [outline.innermost] : stops
    }
}
