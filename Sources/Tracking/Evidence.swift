import Premises
import RealModule

/// How well one second's readings fit each state.
enum Evidence {
    /// Metres, one sigma, of an ultra-wideband time of arrival with obstacles; squared misfits count up to `worst`.
    static let arrivalSigma = 0.6

    /// Scaled so that the best state has 1. Silence speaks only where the base station is alive.
    static func likelihood(_ model: RadioModel, _ readings: SecondReadings?, alive: [Bool]) -> [Float] {
        let states = model.grid.cells.count + 1
        var log = [Float](repeating: 0, count: states)
        guard let readings else { return unheard(states, anyAlive: alive.contains(true)) }
        addStrengths(model, readings, &log)
        let hearsRadio = readings.heard.contains { $0 > 0 }
        for station in alive.indices {
            let row = station * states
            if readings.heard[station] == 0, hearsRadio, alive[station] {
                for state in 0..<states { log[state] += RadioModel.temper * model.logSilence[row + state] }
            }
            if readings.ranged[station] > 0 {
                let value = readings.rangeSum[station] / Float(readings.ranged[station])
                for state in 0..<states {
                    let misfit = (value - model.distance[row + state]) / 0.8
                    log[state] -= min(misfit * misfit, RadioModel.worst) / 2
                }
            }
        }
        addArrivals(model, readings.arrivals, &log)
        addPosition(model, readings.position, &log)
        let best = log.max() ?? 0
        return log.map { Float.exp(max(-30, $0 - best)) } + [1e-6]
    }

    /// What all base stations hear a tag stronger or weaker by, one sigma in dB: tags, wrists and bodies differ.
    static let bias: Float = 10

    /// The bias of each state is its most probable one, and has its own price.
    private static func addStrengths(_ model: RadioModel, _ readings: SecondReadings, _ log: inout [Float]) {
        let states = log.count
        let tilt = 1 / (bias * bias)
        var pull = [Float](repeating: 0, count: states)
        var weight = [Float](repeating: tilt, count: states)
        for station in readings.heard.indices where readings.heard[station] > 0 {
            let row = station * states
            let value = readings.sum[station] / Float(readings.heard[station])
            for state in 0..<states {
                let precision = model.precision[row + state]
                let square = precision * precision
                pull[state] += (value - model.mean[row + state]) * square
                weight[state] += square
            }
        }
        for state in 0..<states {
            pull[state] /= weight[state]
            log[state] -= RadioModel.temper * pull[state] * pull[state] * tilt / 2
        }
        for station in readings.heard.indices where readings.heard[station] > 0 {
            let row = station * states
            let value = readings.sum[station] / Float(readings.heard[station])
            for state in 0..<states {
                let misfit = (value - model.mean[row + state] - pull[state]) * model.precision[row + state]
                log[state] -=
                    RadioModel.temper * (min(misfit * misfit, RadioModel.worst) / 2 + model.logSigma[row + state])
            }
        }
    }

    /// Nobody heard it: a tag in a room is missed in one second of three, one that is gone always.
    private static func unheard(_ states: Int, anyAlive: Bool) -> [Float] {
        [Float](repeating: anyAlive ? 0.33 : 1, count: states - 1) + [anyAlive ? 0.8 : 1, 1]
    }

    /// The blink's own moment is unknown: of each cell the median misfit stands for it, which outliers cannot move.
    private static func addArrivals(_ model: RadioModel, _ arrivals: [SecondReadings.Arrival], _ log: inout [Float]) {
        guard arrivals.count >= 3 else { return }
        let states = log.count
        let blinks = Dictionary(grouping: arrivals, by: \.blink).sorted { $0.key < $1.key }.map(\.value)
        for blink in blinks where blink.count >= 3 {
            for state in 0..<states {
                let misfits = blink.map { $0.metres - Double(model.distance[$0.baseStation * states + state]) }
                let sorted = misfits.sorted()
                let middle = sorted[sorted.count / 2]
                for misfit in misfits {
                    let scaled = Float((misfit - middle) / arrivalSigma)
                    log[state] -= RadioModel.temper * min(scaled * scaled, RadioModel.worst) / 2
                }
            }
        }
    }

    private static func addPosition(
        _ model: RadioModel,
        _ position: (at: Point, accuracy: Double)?,
        _ log: inout [Float]
    ) {
        guard let position else { return }
        let sigma = max(0.3, position.accuracy)
        for (state, cell) in model.grid.cells.enumerated() {
            let misfit = Float(cell.distance(to: position.at) / sigma)
            log[state] -= min(misfit * misfit, RadioModel.worst) / 2
        }
        log[model.grid.outside] -= RadioModel.worst / 2
    }
}
