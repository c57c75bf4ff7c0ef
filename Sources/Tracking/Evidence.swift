import Premises
import RealModule

/// How well one second's readings fit each state. Owns the buffers that every tag uses in turn.
struct Evidence: Sendable {
    /// Metres, one sigma, of an ultra-wideband time of arrival with obstacles; squared misfits count up to `worst`.
    static let arrivalSigma: Float = 0.6
    static let rangeSigma: Float = 0.8
    /// What all base stations hear a tag stronger or weaker by, one sigma in dB: tags of one kind and wrists differ.
    /// Ten would explain any neighbouring room by a loud tag.
    static let bias: Float = 2

    /// A block is proposed when its middle's ln likelihood is within this of the best one's.
    static let worthTrying: Float = 4

    /// The blocks that the last readings proposed.
    private(set) var proposed: [Int32] = []
    /// Of each base station that heard the tag by radio: its index and the mean of its readings.
    private var heard: [(baseStation: Int, dBm: Float)] = []
    private var ranges: [(baseStation: Int, metres: Float)] = []
    /// By block: ln P(silence) of all base stations that are alive, which only changes with them.
    private var silence: [SIMD16<Float>]
    private var middleSilence: [SIMD16<Float>]
    /// By block: how many of the base stations that are alive should hear a tag there in one second.
    private var listeners: [SIMD16<Float>]
    private var silenceOf: [Bool] = []
    private var fits: [Float]
    private var misfits: [Float] = []
    private var log: [SIMD16<Float>]

    init(_ model: RadioModel) {
        silence = Array(repeating: SIMD16(repeating: 0), count: model.grid.blocks)
        listeners = silence
        let groups = (model.grid.blocks + CellGrid.lanes - 1) / CellGrid.lanes
        middleSilence = Array(repeating: SIMD16(repeating: 0), count: groups)
        fits = Array(repeating: 0, count: groups * CellGrid.lanes)
        log = silence
    }

    /// Fills `likelihood` in the blocks, scaled so that the best state has 1.
    ///
    /// Silence speaks only where the base station is alive.
    mutating func weigh(
        _ model: RadioModel,
        _ readings: SecondReadings?,
        alive: [Bool],
        blocks: [Int32],
        into likelihood: inout [SIMD16<Float>]
    ) {
        guard let readings else {
            unheard(model, blocks, anyAlive: alive.contains(true), &likelihood)
            return
        }
        gather(model, readings, alive)
        for block in blocks {
            log[Int(block)] = strengths(model.links, silence[Int(block)], Int(block), alive)
        }
        if !ranges.isEmpty { for block in blocks { addRanges(model, Int(block)) } }
        addArrivals(model, readings.arrivals, blocks)
        addPosition(model, readings.position, blocks)
        finish(model, blocks, &likelihood)
    }

    /// Names the blocks whose middle fits the readings almost as well as the best one does.
    mutating func propose(_ model: RadioModel, _ readings: SecondReadings, alive: [Bool]) {
        proposed.removeAll(keepingCapacity: true)
        gather(model, readings, alive)
        guard !heard.isEmpty else { return }
        var best = -Float.infinity
        for group in 0..<model.middles.count / max(1, alive.count) {
            let sum = strengths(model.middles, middleSilence[group], group, alive)
            for lane in 0..<min(CellGrid.lanes, model.grid.elsewhere - group * CellGrid.lanes) {
                fits[group * CellGrid.lanes + lane] = sum[lane]
                best = max(best, sum[lane])
            }
        }
        for block in 0..<model.grid.elsewhere where fits[block] > best - Self.worthTrying {
            proposed.append(Int32(block))
        }
    }

    private mutating func gather(_ model: RadioModel, _ readings: SecondReadings, _ alive: [Bool]) {
        heard.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for index in readings.heard.indices {
            if readings.heard[index] > 0 {
                heard.append((index, readings.sum[index] / Float(readings.heard[index])))
            }
            if readings.ranged[index] > 0 {
                ranges.append((index, readings.rangeSum[index] / Float(readings.ranged[index])))
            }
        }
        guard !heard.isEmpty, silenceOf != alive else { return }
        Self.addUp(model.links, alive, into: &silence)
        Self.addUp(model.middles, alive, into: &middleSilence)
        for block in listeners.indices {
            var sum = SIMD16<Float>(repeating: 0)
            for station in alive.indices where alive[station] {
                sum += 1 - model.links[block * alive.count + station].logSilence.exponential
            }
            listeners[block] = sum
        }
        silenceOf = alive
    }

    /// How many base stations heard the tag by radio in the second weighed last, and how many that are alive should
    /// have, where it is believed to be; nil where none did.
    func reach(_ belief: [SIMD16<Float>], _ blocks: [Int32]) -> (heard: Float, expected: Float)? {
        guard !heard.isEmpty else { return nil }
        var sum = SIMD16<Float>(repeating: 0)
        for block in blocks { sum += belief[Int(block)] * listeners[Int(block)] }
        return (Float(heard.count), sum.sum())
    }

    private static func addUp(_ links: [RadioModel.Link], _ alive: [Bool], into silence: inout [SIMD16<Float>]) {
        for block in silence.indices {
            var sum = SIMD16<Float>(repeating: 0)
            for station in alive.indices where alive[station] {
                sum += links[block * alive.count + station].logSilence
            }
            silence[block] = sum
        }
    }

    /// How well the strengths and the silences fit sixteen states.
    ///
    /// The bias of each state is its most probable one, and has its own price.
    private func strengths(
        _ table: [RadioModel.Link],
        _ silence: SIMD16<Float>,
        _ block: Int,
        _ alive: [Bool]
    ) -> SIMD16<Float> {
        guard !heard.isEmpty else { return SIMD16(repeating: 0) }
        let links = table.span
        let row = block * alive.count
        let tilt = 1 / (Self.bias * Self.bias)
        var pull = SIMD16<Float>(repeating: 0)
        var weight = SIMD16<Float>(repeating: tilt)
        for (station, dBm) in heard {
            let precision = links[row + station].precision
            pull += (dBm - links[row + station].mean) * precision
            weight += precision
        }
        pull /= weight
        var loss = pull * pull * tilt
        var quiet = silence
        for (station, dBm) in heard {
            let misfit = dBm - links[row + station].mean - pull
            let square = misfit * misfit * links[row + station].precision
            loss += square.replacing(with: RadioModel.worst, where: square .> RadioModel.worst)
            loss += 2 * links[row + station].logSigma
            if alive[station] { quiet -= links[row + station].logSilence }
        }
        return RadioModel.temper * (quiet - loss / 2)
    }

    private mutating func addRanges(_ model: RadioModel, _ block: Int) {
        let row = block * model.plan.baseStations.count
        var sum = SIMD16<Float>(repeating: 0)
        for (station, metres) in ranges {
            let misfit = (metres - model.links[row + station].distance) / Self.rangeSigma
            let square = misfit * misfit
            sum += square.replacing(with: RadioModel.worst, where: square .> RadioModel.worst) / 2
        }
        log[block] -= sum
    }

    /// The blink's own moment is unknown: of each cell the median misfit stands for it, which outliers cannot move.
    private mutating func addArrivals(_ model: RadioModel, _ arrivals: [SecondReadings.Arrival], _ blocks: [Int32]) {
        guard arrivals.count >= 3 else { return }
        let sorted = arrivals.sorted { ($0.blink, $0.baseStation) < ($1.blink, $1.baseStation) }
        var first = 0
        while first < sorted.count {
            var end = first
            while end < sorted.count, sorted[end].blink == sorted[first].blink { end += 1 }
            if end - first >= 3 { for block in blocks { addBlink(model, sorted[first..<end], Int(block)) } }
            first = end
        }
    }

    private mutating func addBlink(_ model: RadioModel, _ blink: ArraySlice<SecondReadings.Arrival>, _ block: Int) {
        let row = block * model.plan.baseStations.count
        for lane in 0..<CellGrid.lanes where model.grid.exists[block][lane] > 0 {
            misfits.removeAll(keepingCapacity: true)
            for arrival in blink {
                // Light's way since the clocks' zero has ten digits: only differences fit into a Float.
                let later = Float(arrival.metres - blink[blink.startIndex].metres)
                misfits.append(later - model.links[row + arrival.baseStation].distance[lane])
            }
            misfits.sort()
            let middle = misfits[misfits.count / 2]
            var sum: Float = 0
            for misfit in misfits {
                let scaled = (misfit - middle) / Self.arrivalSigma
                sum += min(scaled * scaled, RadioModel.worst)
            }
            log[block][lane] -= RadioModel.temper * sum / 2
        }
    }

    private mutating func addPosition(
        _ model: RadioModel,
        _ position: (at: Point, accuracy: Double)?,
        _ blocks: [Int32]
    ) {
        guard let position else { return }
        let sigma = Float(max(0.3, position.accuracy))
        let (x, y) = (Float(position.at.x), Float(position.at.y))
        for block in blocks where Int(block) != model.grid.elsewhere {
            let (dx, dy) = ((model.grid.x[Int(block)] - x) / sigma, (model.grid.y[Int(block)] - y) / sigma)
            let square = dx * dx + dy * dy
            log[Int(block)] -= square.replacing(with: RadioModel.worst, where: square .> RadioModel.worst) / 2
        }
        log[model.grid.elsewhere] -= RadioModel.worst / 2
    }

    private func finish(_ model: RadioModel, _ blocks: [Int32], _ likelihood: inout [SIMD16<Float>]) {
        let (log, exists) = (log.span, model.grid.exists.span)
        var likelihood = likelihood.mutableSpan
        var best = SIMD16<Float>(repeating: -.infinity)
        for block in blocks {
            let row = log[Int(block)].replacing(with: -.infinity, where: exists[Int(block)] .== 0)
            best.replace(with: row, where: row .> best)
        }
        let most = best.max()
        for block in blocks {
            let row = log[Int(block)] - most
            likelihood[Int(block)] = exists[Int(block)] * row.replacing(with: -30, where: row .< -30).exponential
        }
        likelihood[model.grid.elsewhere][CellGrid.noSignal] = 1e-6
    }

    /// Nobody heard it: a tag in a room is missed in one second of three, one that is gone always.
    private func unheard(
        _ model: RadioModel,
        _ blocks: [Int32],
        anyAlive: Bool,
        _ likelihood: inout [SIMD16<Float>]
    ) {
        for block in blocks { likelihood[Int(block)] = model.grid.exists[Int(block)] * (anyAlive ? 0.33 : 1) }
        likelihood[model.grid.elsewhere][CellGrid.outside] = anyAlive ? 0.8 : 1
        likelihood[model.grid.elsewhere][CellGrid.noSignal] = 1
    }
}
