import Premises

/// The steps a person can take in a second, from square to square and through doors.
struct CellSteps: Sendable {
    /// Metres that a person who walks about gets on in a second, at a brisk pace.
    static let gait = 1.8
    /// A person stays within a square in so many seconds …
    static let stay = 0.3
    /// … and is heard for the last time in so many.
    static let lost: Float = 1e-5
    /// The share of lost tags that are heard again in a second. Silence must hold longer here than outside, or a tag
    /// that falls silent in a cell would be taken for one that has left the building.
    static let found: Float = 0.02
    /// Of the steps that lead through a door, the share that is taken: most people who pass a door do not go in.
    static let throughDoor = 0.5
    /// Of the steps through a door to outside, the share that is taken: whoever leaves does it once.
    static let leaving = 0.05
    /// Of the steps to a square of a room that no calibration walk entered, the share that is taken. Its strengths are
    /// guessed and spread wide, so that it would explain, for many seconds, what is heard beside it.
    static let unwalked = 0.15

    /// One direction of all steps: of state `s` those in `first[s]..<first[s + 1]`.
    struct List: Sendable {
        var first: [Int32] = [0]
        var other: [Int32] = []
        var weight: [Float] = []

        /// Of each state of a block the sum of `values` (sixteen numbers a block) over its steps, each by its weight.
        func sums(of values: RawSpan, at block: Int, _ start: Float) -> SIMD16<Float> {
            let (first, other, weight) = (first.span, other.span, weight.span)
            var sums = SIMD16<Float>(repeating: start)
            for lane in 0..<CellGrid.lanes {
                let state = block * CellGrid.lanes + lane
                var sum = start
                for step in Int(first[unchecked: state])..<Int(first[unchecked: state + 1]) {
                    // Every step leads to a state of the grid that `values` was made for.
                    let offset = Int(other[unchecked: step]) * MemoryLayout<Float>.size
                    sum += weight[unchecked: step] * values.unsafeLoad(fromUncheckedByteOffset: offset, as: Float.self)
                }
                sums[lane] = sum
            }
            return sums
        }
    }

    /// Where a state is entered from.
    let into: List
    /// Where a state is left to.
    let from: List
    /// Of each block, those that a step leads to, itself left out.
    let neighbours: [[Int32]]

    /// - walked: of each room whether a calibration walk was in it; all of them where there was no walk.
    init(_ plan: FloorPlan, _ cells: [CellGrid.Cell?], spacing: Double, walked: [Bool]) {
        let outside = cells.count - CellGrid.lanes
        let reach = max(Self.gait, spacing * 1.5)
        var out = [[(to: Int, weight: Double)]](repeating: [], count: cells.count)
        let byRoom = Dictionary(grouping: cells.indices.filter { cells[$0] != nil }) { cells[$0]?.room ?? 0 }
        for (_, inside) in byRoom {
            for here in inside {
                for there in inside where there != here {
                    guard let a = cells[here], let b = cells[there] else { continue }
                    let distance = a.at.distance(to: b.at)
                    if distance <= reach { out[here].append((there, Self.ease(distance))) }
                }
            }
        }
        let rooms = Dictionary(plan.rooms.enumerated().map { ($1.id, $0) }) { first, _ in first }
        func nearby(_ side: Door.Side, _ door: Door) -> [(Int, Double)] {
            guard case .room(let id) = side else { return [(outside, 0)] }
            let inside = rooms[id].flatMap { byRoom[$0] } ?? []
            let ways = inside.map { ($0, cells[$0]?.at.distance(to: door.at) ?? .infinity) }
            let close = ways.filter { $0.1 <= reach }
            // Squares may be coarser than the reach: a door always joins its two nearest ones.
            return close.isEmpty ? ways.min { $0.1 < $1.1 }.map { [($0.0, 0)] } ?? [] : close
        }
        for door in plan.doors {
            let to = nearby(door.to, door)
            for (here, before) in nearby(door.from, door) {
                for (there, after) in to where before + after <= reach {
                    let weight = Self.ease(before + after) * Self.throughDoor
                    out[here].append((there, there == outside ? weight * Self.leaving : weight))
                    if !door.oneWay { out[there].append((here, here == outside ? weight * Self.leaving : weight)) }
                }
            }
        }
        for here in out.indices {
            for step in out[here].indices {
                guard let room = cells[out[here][step].to]?.room, !walked[room] else { continue }
                out[here][step].weight *= Self.unwalked
            }
        }
        let moves = Self.normalised(out, outside: outside)
        from = Self.list(moves)
        var turned = [[(to: Int, weight: Float)]](repeating: [], count: cells.count)
        for (here, targets) in moves.enumerated() {
            for (there, weight) in targets { turned[there].append((here, weight)) }
        }
        into = Self.list(turned)
        neighbours = stride(from: 0, to: cells.count, by: CellGrid.lanes).map { block in
            let reached = (block..<block + CellGrid.lanes).flatMap { moves[$0].map { $0.to / CellGrid.lanes } }
            return Set(reached).subtracting([block / CellGrid.lanes]).sorted().map(Int32.init)
        }
    }

    private static func ease(_ metres: Double) -> Double { gait / (gait + 4 * metres) }

    private static func normalised(
        _ out: [[(to: Int, weight: Double)]],
        outside: Int
    ) -> [[(to: Int, weight: Float)]] {
        out.enumerated().map { here, targets in
            let total = targets.reduce(0) { $0 + $1.weight }
            let moving = here == outside ? min(0.05, total) : total > 0 ? 1 - stay : 0
            let stays = (here, Float(1 - moving) * (1 - lost))
            return [stays] + targets.map { ($0.to, Float($0.weight / total * moving) * (1 - lost)) }
        }
    }

    private static func list(_ moves: [[(to: Int, weight: Float)]]) -> List {
        var list = List()
        for targets in moves {
            for (there, weight) in targets {
                list.other.append(Int32(there))
                list.weight.append(weight)
            }
            list.first.append(Int32(list.other.count))
        }
        return list
    }
}
