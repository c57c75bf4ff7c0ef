import Domain
import Premises

/// The hidden-Markov filter of one tag: belief over squares, outside and no signal, one step a second.
///
/// Forward algorithm for the live answer, forward-backward over the last seconds for the confirmed one (Rabiner,
/// "A tutorial on hidden Markov models", Proc. IEEE 77, 1989, III). Only blocks with some belief, those a step away and
/// those that the readings propose are reckoned; all others hold nothing.
public struct RoomFilter: Sendable {
    /// Seconds until the confirmed answer.
    public static let lag = 5
    /// One in a million may be anywhere: what no person can do must be seen, not explained away.
    static let anywhere: Float = 1e-6
    /// A block with less belief is let go; one with more is left to its neighbours too.
    static let kept: Float = 1e-5
    static let spreading: Float = 1e-3
    /// Seconds each of which is so sure of one and the same room need not be looked back over.
    static let certain: Float = 0.99
    /// In a plan with fewer blocks all of them are reckoned always.
    static let few = 24

    /// One second of the window; states outside its blocks are zero.
    struct Second: Sendable {
        var belief: [SIMD16<Float>]
        var likelihood: [SIMD16<Float>]
        var blocks: [Int32] = []
        /// What was said at once.
        var live = Belief()

        init(blocks: Int) {
            belief = Array(repeating: SIMD16(repeating: 0), count: blocks)
            likelihood = belief
        }

        /// The belief times its likelihood, scaled to the sum of one.
        mutating func weigh() {
            var sums = SIMD16<Float>(repeating: 0)
            for block in blocks {
                belief[Int(block)] *= likelihood[Int(block)]
                sums += belief[Int(block)]
            }
            let scale = 1 / max(sums.sum(), .leastNormalMagnitude)
            for block in blocks { belief[Int(block)] *= scale }
        }

        mutating func clear() {
            for block in blocks {
                belief[Int(block)] = SIMD16(repeating: 0)
                likelihood[Int(block)] = SIMD16(repeating: 0)
            }
            blocks.removeAll(keepingCapacity: true)
        }
    }

    private var seconds: [Second]
    private var newest = 0
    private(set) var count = 0
    /// How many of the last seconds were certain of the same room.
    private var steady = 0

    init(_ model: RadioModel) {
        seconds = Array(repeating: Second(blocks: model.grid.blocks), count: Self.lag + 1)
    }

    var isFull: Bool { count == seconds.count }

    /// The window's seconds, 0 the oldest.
    private func index(_ age: Int) -> Int { (newest + seconds.count - count + 1 + age) % seconds.count }

    /// One second on: `readings` is nil where nobody heard the tag.
    mutating func step(_ model: RadioModel, _ readings: SecondReadings?, alive: [Bool], _ work: inout FilterWork) {
        let last = newest
        newest = (newest + 1) % seconds.count
        seconds[newest].clear()
        choose(model, readings, alive: alive, from: count == 0 ? nil : last, work: &work)
        work.evidence.weigh(
            model,
            readings,
            alive: alive,
            blocks: seconds[newest].blocks,
            into: &seconds[newest].likelihood
        )
        if count == 0 {
            for block in seconds[newest].blocks {
                seconds[newest].belief[Int(block)] = model.grid.exists[Int(block)]
            }
            seconds[newest].belief[model.grid.elsewhere][CellGrid.noSignal] = 1
        } else {
            swap(&work.old, &seconds[last].belief)
            Self.forward(model.grid, work.old, seconds[newest].blocks, &seconds[newest].belief)
            swap(&work.old, &seconds[last].belief)
        }
        seconds[newest].weigh()
        count = min(count + 1, seconds.count)
    }

    /// The blocks of the new second.
    private mutating func choose(
        _ model: RadioModel,
        _ readings: SecondReadings?,
        alive: [Bool],
        from last: Int?,
        work: inout FilterWork
    ) {
        let isRadioOnly = readings.map { $0.arrivals.isEmpty && $0.position == nil } ?? true
        guard let last, model.grid.blocks > Self.few, isRadioOnly else {
            seconds[newest].blocks.append(contentsOf: 0..<Int32(model.grid.blocks))
            return
        }
        work.take(Int32(model.grid.elsewhere))
        for block in seconds[last].blocks {
            let sum = seconds[last].belief[Int(block)].sum()
            if sum > Self.kept { work.take(block) }
            if sum > Self.spreading { for next in model.grid.steps.neighbours[Int(block)] { work.take(next) } }
        }
        if let readings {
            work.evidence.propose(model, readings, alive: alive)
            for block in work.evidence.proposed { work.take(block) }
        }
        work.hand(to: &seconds[newest].blocks)
    }

    private static func forward(
        _ grid: CellGrid,
        _ old: [SIMD16<Float>],
        _ blocks: [Int32],
        _ belief: inout [SIMD16<Float>]
    ) {
        let gone = old[grid.elsewhere][CellGrid.noSignal]
        let even = (anywhere + gone * CellSteps.found) / Float(grid.states)
        let source = old.span.bytes
        for block in blocks {
            belief[Int(block)] = grid.steps.into.sums(of: source, at: Int(block), even) * grid.exists[Int(block)]
        }
        belief[grid.elsewhere][CellGrid.noSignal] = gone * (1 - CellSteps.found) + CellSteps.lost * (1 - gone)
    }

    /// The answer at once; see ``reckoned(_:_:asked:)``.
    mutating func live(_ model: RadioModel, _ work: inout FilterWork, asked: Int?) -> Belief {
        let before = seconds[index(max(0, count - 2))].live
        let now = reckoned(model, &work, asked: asked)
        seconds[newest].live = now
        steady = now.probability < Self.certain ? 0 : now.best == before.best ? steady + 1 : 1
        return now
    }

    /// See ``Evidence/reach(_:_:)``; the evidence is still that of the newest second.
    func reach(_ evidence: Evidence) -> (heard: Float, expected: Float)? {
        evidence.reach(seconds[newest].belief, seconds[newest].blocks)
    }

    /// The belief now, added up by room; where it leaves the room open, carried on by the steps of the seconds by which
    /// its readings speak of the past.
    ///
    /// The last reading counts once more: it is tempered as one that fades like those on both sides of it, and
    /// at the end there is none on the other side.
    private func reckoned(_ model: RadioModel, _ work: inout FilterWork, asked: Int?) -> Belief {
        let (belief, blocks) = (seconds[newest].belief, seconds[newest].blocks)
        let late = work.sums.add(model.grid, belief, blocks, seconds[newest].likelihood, asked: asked)
        guard model.delay > 0, late.probability < TagTrack.determined else { return late }
        var sum = SIMD16<Float>(repeating: 0)
        for block in blocks {
            work.ahead[Int(block)] = belief[Int(block)] * seconds[newest].likelihood[Int(block)]
            sum += work.ahead[Int(block)]
        }
        let scale = 1 / max(sum.sum(), .leastNormalMagnitude)
        for block in blocks { work.ahead[Int(block)] *= scale }
        for _ in 0..<model.delay {
            Self.forward(model.grid, work.ahead, blocks, &work.back)
            swap(&work.ahead, &work.back)
        }
        let carried = work.sums.add(model.grid, work.ahead, blocks, nil, asked: asked)
        for block in blocks {
            work.ahead[Int(block)] = SIMD16(repeating: 0)
            work.back[Int(block)] = SIMD16(repeating: 0)
        }
        return carried
    }

    /// The smoothed beliefs of the oldest three seconds of the window that speak of the confirmed one, oldest first.
    ///
    /// Where all seconds of the window were certain of one room, what came later has confirmed what each of them said
    /// at once. A look back costs more than all else and finds no other room (design note 0003).
    func smoothed(_ model: RadioModel, _ work: inout FilterWork) -> (Belief, Belief, Belief) {
        let first = model.delay
        if steady >= count {
            return (seconds[index(first)].live, seconds[index(first + 1)].live, seconds[index(first + 2)].live)
        }
        var beliefs = (Belief(), Belief(), Belief())
        // The last reading counts once more, as in `live`.
        for block in seconds[newest].blocks { work.back[Int(block)] = seconds[newest].likelihood[Int(block)] }
        for age in (first..<count).reversed() {
            let second = index(age)
            if age <= first + 2 {
                let (belief, blocks) = (seconds[second].belief, seconds[second].blocks)
                let sums = work.sums.add(model.grid, belief, blocks, work.back, asked: nil)
                switch age - first {
                case 0: beliefs.0 = sums
                case 1: beliefs.1 = sums
                case _: beliefs.2 = sums
                }
            }
            if age > first {
                Self.backward(model.grid, seconds[second], seconds[index(age - 1)].blocks, &work.ahead, &work.back)
            } else {
                for block in seconds[second].blocks { work.back[Int(block)] = SIMD16(repeating: 0) }
            }
        }
        return beliefs
    }

    /// `back` one second earlier, in the blocks of that second; zero everywhere else. `ahead` is zero before and after.
    private static func backward(
        _ grid: CellGrid,
        _ second: Second,
        _ before: [Int32],
        _ ahead: inout [SIMD16<Float>],
        _ back: inout [SIMD16<Float>]
    ) {
        var sums = SIMD16<Float>(repeating: 0)
        for block in second.blocks {
            ahead[Int(block)] = back[Int(block)] * second.likelihood[Int(block)]
            sums += ahead[Int(block)]
            back[Int(block)] = SIMD16(repeating: 0)
        }
        // Only the proportions count.
        let scale = 1 / max(sums.sum(), .leastNormalMagnitude)
        for block in second.blocks { ahead[Int(block)] *= scale }
        let gone = ahead[grid.elsewhere][CellGrid.noSignal]
        let even = (1 - gone) / Float(grid.states)
        let alike = CellSteps.lost * gone + anywhere * even
        do {
            let source = ahead.span.bytes
            for block in before {
                back[Int(block)] = grid.steps.from.sums(of: source, at: Int(block), alike) * grid.exists[Int(block)]
            }
        }
        back[grid.elsewhere][CellGrid.noSignal] = gone * (1 - CellSteps.found) + even * CellSteps.found
        for block in second.blocks { ahead[Int(block)] = SIMD16(repeating: 0) }
    }
}
