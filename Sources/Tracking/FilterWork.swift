import Domain
import Premises

/// The buffers of the filters, used by one tag after the other.
struct FilterWork: Sendable {
    var evidence: Evidence
    var sums: RoomSums
    /// Stands in for a belief while another is worked out from it.
    var old: [SIMD16<Float>] = []
    /// Zero outside the seconds' blocks, and everywhere between two uses.
    var back: [SIMD16<Float>]
    var ahead: [SIMD16<Float>]
    var rows: [TagTracks.Row] = []
    private var isTaken: [Bool]
    private var taken: [Int32] = []

    init(_ model: RadioModel) {
        evidence = Evidence(model)
        sums = RoomSums(rooms: model.plan.rooms.count)
        back = Array(repeating: SIMD16(repeating: 0), count: model.grid.blocks)
        ahead = back
        isTaken = Array(repeating: false, count: model.grid.blocks)
    }

    mutating func take(_ block: Int32) {
        guard !isTaken[Int(block)] else { return }
        isTaken[Int(block)] = true
        taken.append(block)
    }

    mutating func hand(to blocks: inout [Int32]) {
        blocks.append(contentsOf: taken)
        for block in taken { isTaken[Int(block)] = false }
        taken.removeAll(keepingCapacity: true)
    }
}

/// A belief added up by room: the most probable one, and what else an answer needs.
struct Belief: Sendable {
    /// The most probable room and its probability.
    var best: Int?
    var probability: Float = 0
    /// The probability of the room that was asked for.
    var asked: Float = 0
    var outside: Float = 0
    var noSignal: Float = 0
    var position = Point(0, 0)

    /// The most probable room; nil where outside or no signal is more probable.
    var room: Int? { probability >= max(outside, noSignal) ? best : nil }

    func place(_ room: Int?, probability: Float, coverage: Double, _ model: RadioModel) -> Place {
        guard let room else {
            if max(outside, noSignal) < TagTrack.determined { return .notDetermined }
            return outside > noSignal ? .outside : .noSignal
        }
        let isCovered = coverage >= TagTrack.coverage
        return probability >= TagTrack.determined && isCovered ? .room(model.plan.rooms[room].id) : .notDetermined
    }

    /// The share of the base stations that see the room which are alive.
    static func coverage(_ room: Int, _ model: RadioModel, alive: [Bool]) -> Double {
        let near = model.near[room]
        return near.isEmpty ? 0 : Double(near.count { alive[$0] }) / Double(near.count)
    }
}

/// Adds beliefs up by room.
struct RoomSums: Sendable {
    private var sums: [Float]
    private var touched: [Int] = []

    init(rooms: Int) {
        sums = Array(repeating: 0, count: rooms)
    }

    /// The belief, times `factor` where there is one, scaled to the sum of one.
    mutating func add(
        _ grid: CellGrid,
        _ belief: [SIMD16<Float>],
        _ blocks: [Int32],
        _ factor: [SIMD16<Float>]?,
        asked: Int?
    ) -> Belief {
        var (x, y) = (SIMD16<Float>(repeating: 0), SIMD16<Float>(repeating: 0))
        var inRooms: Float = 0
        var elsewhere = SIMD16<Float>(repeating: 0)
        for block in blocks {
            let values = factor.map { $0[Int(block)] * belief[Int(block)] } ?? belief[Int(block)]
            guard let room = grid.room[Int(block)] else {
                elsewhere = values
                continue
            }
            let sum = values.sum()
            x += values * grid.x[Int(block)]
            y += values * grid.y[Int(block)]
            if sums[room] == 0 { touched.append(room) }
            sums[room] += sum
            inRooms += sum
        }
        var result = Belief()
        let whole = max(.leastNormalMagnitude, inRooms + elsewhere.sum())
        result.outside = elsewhere[CellGrid.outside] / whole
        result.noSignal = elsewhere[CellGrid.noSignal] / whole
        if let asked { result.asked = sums[asked] / whole }
        for room in touched {
            let share = sums[room] / whole
            if share > result.probability || (share == result.probability && room < result.best ?? .max) {
                result.best = room
                result.probability = share
            }
            sums[room] = 0
        }
        touched.removeAll(keepingCapacity: true)
        if inRooms > 0 { result.position = Point(Double(x.sum() / inRooms), Double(y.sum() / inRooms)) }
        return result
    }
}
