import Domain
import Premises

/// The floor plan as SVG paths in metres, y down the page.
struct PlanDrawing: Equatable {
    struct RoomShape: Equatable {
        let id, kind, outline, zh, en, x, y, labelY, secondY, headsY, size, secondSize: String
        let heads: Int?
    }

    struct WallShape: Equatable {
        let line, material: String
    }

    struct DoorShape: Equatable {
        let gap, leaf: String
        let arrow: String?
    }

    let viewBox: String
    let rooms: [RoomShape]
    let walls: [WallShape]
    let doors: [DoorShape]
    let furniture: [String]

    init(_ plan: FloorPlan, heads: [Room.ID: Int]) {
        let corners = plan.rooms.flatMap(\.outline.corners)
        let left = (corners.map(\.x).min() ?? 0) - 1
        let right = (corners.map(\.x).max() ?? 1) + 1
        let bottom = (corners.map(\.y).min() ?? 0) - 1
        let top = (corners.map(\.y).max() ?? 1) + 1
        let pen = PlanPen(top: top)
        viewBox = "\(pen.number(left)) 0 \(pen.number(right - left)) \(pen.number(top - bottom))"
        rooms = plan.rooms.map { Self.shape($0, heads: heads[$0.id], pen) }
        walls = plan.walls.map { WallShape(line: pen.line($0.line.a, $0.line.b), material: $0.material.rawValue) }
        doors = plan.doors.map { Self.shape($0, plan, pen) }
        furniture = plan.furniture.map { pen.closed($0.outline.corners) }
    }

    private static func shape(_ room: Room, heads: Int?, _ pen: PlanPen) -> RoomShape {
        let middle = room.outline.innermost
        let (low, high) = room.outline.bounds
        let widest = Double(max(room.name.zh.count, room.name.en.count / 2))
        let size = min(0.72, max(0.3, (high.x - low.x - 0.4) / max(3, widest)))
        let y = pen.top - middle.y
        return RoomShape(
            id: room.id.text,
            kind: room.kind.rawValue,
            outline: pen.closed(room.outline.corners),
            zh: room.name.zh,
            en: room.name.en,
            x: pen.number(middle.x),
            y: pen.number(y),
            labelY: pen.number(y - (high.y - low.y) * 0.5 + 0.95),
            secondY: pen.number(y - (high.y - low.y) * 0.5 + 0.95 + size * 0.85),
            headsY: pen.number(y + (high.y - low.y) * 0.5 - 0.3),
            size: pen.number(size),
            secondSize: pen.number(size * 0.62),
            heads: heads
        )
    }

    /// A gap in the wall, the leaf with its swing, and an arrow where it is one-way.
    private static func shape(_ door: Door, _ plan: FloorPlan, _ pen: PlanPen) -> DoorShape {
        let along = direction(of: door, plan)
        let half = door.width / 2
        let a = Point(door.at.x - along.x * half, door.at.y - along.y * half)
        let b = Point(door.at.x + along.x * half, door.at.y + along.y * half)
        let across = Point(-along.y, along.x)
        let open = Point(a.x + across.x * door.width, a.y + across.y * door.width)
        let radius = pen.number(door.width)
        let leaf = pen.line(a, open) + " A\(radius) \(radius) 0 0 1 \(pen.point(b))"
        return DoorShape(gap: pen.line(a, b), leaf: leaf, arrow: door.oneWay ? arrow(door, plan, across, pen) : nil)
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
struct PlanPen {
    let top: Double

    func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let text = String(abs(hundredths) % 100 + 100).dropFirst()
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(text)"
    }

    func point(_ point: Point) -> String { "\(number(point.x)) \(number(top - point.y))" }
    func line(_ a: Point, _ b: Point) -> String { "M\(point(a)) L\(point(b))" }
    func closed(_ corners: [Point]) -> String { "M" + corners.map(point).joined(separator: " L") + "Z" }
}
