public import Domain

/// The building: rooms, the doors that join them, walls, base stations and cameras.
///
/// A value that has been checked by ``PlanDraft/checked(as:)``; everything below may rely on what that promises.
public struct FloorPlan: Hashable, Sendable, Codable {
    public let name: Bilingual
    public let rooms: [Room]
    public let doors: [Door]
    public let walls: [Wall]
    public let baseStations: [BaseStation]
    public let cameras: [Camera]
    public let furniture: [Furniture]

    /// Without walls, they are derived from the outlines of the rooms.
    public init(
        name: Bilingual,
        rooms: [Room],
        doors: [Door],
        walls: [Wall],
        baseStations: [BaseStation],
        cameras: [Camera],
        furniture: [Furniture] = []
    ) {
        self.name = name
        self.rooms = rooms
        self.doors = doors
        self.walls = walls.isEmpty ? Wall.around(rooms) : walls
        self.baseStations = baseStations
        self.cameras = cameras
        self.furniture = furniture
    }

    public func room(_ id: Room.ID) -> Room? {
        rooms.first { $0.id == id }
    }

    /// The room that holds the point; on a shared wall the first of the plan.
    public func room(at point: Point) -> Room? {
        rooms.first { $0.outline.contains(point) }
    }

    /// The places one step away through a door that may be passed in that direction.
    public func neighbours(of side: Door.Side) -> [Door.Side] {
        doors.compactMap { door in
            if door.from == side { return door.to }
            return door.to == side && !door.oneWay ? door.from : nil
        }
    }

    /// The doors to pass on the shortest way from one place to another, fewest doors first; nil where there is none.
    ///
    /// Only rooms that `allowed` accepts are passed, and never the outside; the goal is reached in any case.
    public func way(
        from start: Door.Side,
        to goal: Door.Side,
        through allowed: (Room) -> Bool = { _ in true }
    ) -> [Door]? {
        let open = Set(rooms.filter(allowed).map { Door.Side.room($0.id) })
        var arrivedBy: [Door.Side: Door] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count, queue[next] != goal {
            let here = queue[next]
            next += 1
            for door in doors {
                let there: Door.Side
                if door.from == here {
                    there = door.to
                } else if door.to == here, !door.oneWay {
                    there = door.from
                } else {
                    continue
                }
                guard there != start, arrivedBy[there] == nil,
                    there == goal || open.contains(there)
                else { continue }
                arrivedBy[there] = door
                queue.append(there)
            }
        }
        guard start == goal || arrivedBy[goal] != nil else { return nil }
        var way: [Door] = []
        var here = goal
        while here != start, let door = arrivedBy[here] {
            way.append(door)
            here = door.from == here ? door.to : door.from
        }
        return way.reversed()
    }
}
