import Domain
import Premises

/// The floor plan as SVG paths in metres, y down the page: what does not change while people move.
struct PlanDrawing: Equatable, Sendable {
    struct RoomShape: Equatable {
        let id, kind, outline: String
        let labels: [RoomLabel.Line]
        /// Where marks of people go, `left top right bottom`, below the name.
        let box: String
        /// The corner that shows the head count, and the middle.
        let corner, middle: Spot
    }

    struct Spot: Equatable {
        let x, y: String
    }

    struct WallShape: Equatable {
        let line, material: String
    }

    struct DoorShape: Equatable {
        let gap: String
        let leaves: [String]
        let arrow: String?
    }

    let viewBox: String
    let rooms: [RoomShape]
    let walls: [WallShape]
    let doors: [DoorShape]
    let furniture: [String]
    let stations: [String: Spot]
    let pen: PlanPen

    init(_ plan: FloorPlan, _ language: Language) {
        let corners = plan.rooms.flatMap(\.outline.corners)
        let left = (corners.map(\.x).min() ?? 0) - 0.6
        let right = (corners.map(\.x).max() ?? 1) + 0.6
        let bottom = (corners.map(\.y).min() ?? 0) - 0.6
        let top = Self.top(of: plan)
        let pen = PlanPen(top: top)
        self.pen = pen
        viewBox = "\(pen.number(left)) 0 \(pen.number(right - left)) \(pen.number(top - bottom))"
        rooms = plan.rooms.map { Self.shape($0, language, pen) }
        walls = plan.walls.map { WallShape(line: pen.line($0.line.a, $0.line.b), material: $0.material.rawValue) }
        doors = plan.doors.map { Self.shape($0, plan, pen) }
        furniture = plan.furniture.map { pen.closed($0.outline.corners) }
        stations = Dictionary(
            plan.baseStations.map { ($0.id.text, pen.spot($0.at)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The upper edge of the drawing, in metres of the plan.
    static func top(of plan: FloorPlan) -> Double {
        (plan.rooms.flatMap(\.outline.corners).map(\.y).max() ?? 1) + 0.6
    }

    private static func shape(_ room: Room, _ language: Language, _ pen: PlanPen) -> RoomShape {
        let (low, high) = room.outline.widestRectangle
        let label = RoomLabel(room.name, language, width: high.x - low.x, height: high.y - low.y)
        let top = pen.top - high.y
        let box = [low.x, top + label.height, high.x, pen.top - low.y].map(pen.number).joined(separator: " ")
        return RoomShape(
            id: room.id.text,
            kind: room.kind.rawValue,
            outline: pen.closed(room.outline.corners),
            labels: label.lines(middle: (low.x + high.x) / 2, top: top, pen),
            box: box,
            corner: Spot(x: pen.number(high.x - 0.55), y: pen.number(pen.top - low.y - 0.5)),
            middle: Spot(x: pen.number((low.x + high.x) / 2), y: pen.number(pen.top - (low.y + high.y) / 2))
        )
    }

    /// A gap in the wall, the leaf with its swing (two of a wide door, none of a gate), an arrow where it is one-way.
    private static func shape(_ door: Door, _ plan: FloorPlan, _ pen: PlanPen) -> DoorShape {
        let along = direction(of: door, plan)
        let half = door.width / 2
        let across = Point(-along.y, along.x)
        func onWall(_ metres: Double) -> Point {
            Point(door.at.x + along.x * metres, door.at.y + along.y * metres)
        }
        func leaf(hinge: Double, width: Double, sweep: Int) -> String {
            let from = onWall(hinge)
            let open = Point(from.x + across.x * width, from.y + across.y * width)
            let closed = onWall(hinge + (hinge < 0 ? width : -width))
            let radius = pen.number(width)
            return pen.line(from, open) + " A\(radius) \(radius) 0 0 \(sweep) \(pen.point(closed))"
        }
        let leaves: [String] =
            switch door.width {
            case ..<1.3: [leaf(hinge: -half, width: door.width, sweep: 1)]
            case ..<2.5: [leaf(hinge: -half, width: half, sweep: 1), leaf(hinge: half, width: half, sweep: 0)]
            case _: []
            }
        return DoorShape(
            gap: pen.line(onWall(-half), onWall(half)),
            leaves: leaves,
            arrow: door.oneWay ? arrow(door, plan, across, pen) : nil
        )
    }

    private static func direction(of door: Door, _ plan: FloorPlan) -> Point {
        let nearest = plan.walls.min {
            Self.distance($0.line, door.at) < Self.distance($1.line, door.at)
        }
        guard let line = nearest?.line else { return Point(1, 0) }
        let length = max(1e-9, line.a.distance(to: line.b))
        return Point((line.b.x - line.a.x) / length, (line.b.y - line.a.y) / length)
    }

    private static func distance(_ line: Segment, _ point: Point) -> Double {
        let dx = line.b.x - line.a.x
        let dy = line.b.y - line.a.y
        let length = max(1e-9, dx * dx + dy * dy)
        let t = min(1, max(0, ((point.x - line.a.x) * dx + (point.y - line.a.y) * dy) / length))
        return point.distance(to: Point(line.a.x + t * dx, line.a.y + t * dy))
    }

    private static func arrow(_ door: Door, _ plan: FloorPlan, _ across: Point, _ pen: PlanPen) -> String {
        var sign = 1.0
        if case .room(let id) = door.to, let room = plan.room(id) {
            let ahead = Point(door.at.x + across.x * 0.3, door.at.y + across.y * 0.3)
            sign = room.outline.contains(ahead) ? 1 : -1
        }
        func along(_ metres: Double) -> Point {
            Point(door.at.x + across.x * metres * sign, door.at.y + across.y * metres * sign)
        }
        return pen.line(along(-0.5), along(0.7))
    }
}

/// Writes points of the plan as SVG, to the centimetre.
struct PlanPen: Equatable, Sendable {
    let top: Double

    func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let text = String(abs(hundredths) % 100 + 100).dropFirst()
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(text)"
    }

    func spot(_ point: Point) -> PlanDrawing.Spot {
        PlanDrawing.Spot(x: number(point.x), y: number(top - point.y))
    }

    func point(_ point: Point) -> String { "\(number(point.x)) \(number(top - point.y))" }
    func line(_ a: Point, _ b: Point) -> String { "M\(point(a)) L\(point(b))" }
    func closed(_ corners: [Point]) -> String { "M" + corners.map(point).joined(separator: " L") + "Z" }
}
