import Premises
import RealModule

/// What a base station's samples say of the deviation from the law at other places: simple kriging with an
/// exponential covariance (Gudmundson's shadowing), each sample with the noise of its seconds.
struct Kriging {
    /// More squares than this near each other say the same; the longest listened ones are taken.
    static let most = 250

    private let places: [Point]
    private let lower: [[Double]]
    private let weights: [Double]
    private let law: PathLoss

    init(_ samples: [RadioMap.Sample], deviations: [Double], law: PathLoss) {
        let chosen = samples.indices.sorted { (samples[$1].seconds, $0) < (samples[$0].seconds, $1) }.prefix(Self.most)
        places = chosen.map { samples[$0].at }
        self.law = law
        let noises = chosen.map { law.noise(seconds: samples[$0].seconds) }
        lower = Self.cholesky(places, noises, law)
        weights = Self.solve(lower, chosen.map { deviations[$0] })
    }

    /// The expected deviation in dB and its variance.
    func deviation(at point: Point) -> (mean: Double, variance: Double) {
        let near = places.map { law.covariance($0.distance(to: point)) }
        let half = Self.forward(lower, near)
        let mean = zip(near, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let known = half.reduce(0) { $0 + $1 * $1 }
        return (mean, max(0, law.shadowing * law.shadowing - known))
    }

    private static func cholesky(_ places: [Point], _ noises: [Double], _ law: PathLoss) -> [[Double]] {
        var lower: [[Double]] = []
        for i in places.indices {
            var row: [Double] = []
            for j in 0...i {
                var value = law.covariance(places[i].distance(to: places[j])) + (i == j ? noises[i] : 0)
                let other = j == i ? row : lower[j]
                for k in 0..<j { value -= row[k] * other[k] }
                row.append(j == i ? max(value, 1e-9).squareRoot() : value / other[j])
            }
            lower.append(row)
        }
        return lower
    }

    private static func forward(_ lower: [[Double]], _ right: [Double]) -> [Double] {
        var out: [Double] = []
        for i in right.indices {
            var value = right[i]
            for k in 0..<i { value -= lower[i][k] * out[k] }
            out.append(value / lower[i][i])
        }
        return out
    }

    private static func solve(_ lower: [[Double]], _ right: [Double]) -> [Double] {
        var out = forward(lower, right)
        for i in out.indices.reversed() {
            var value = out[i]
            for k in (i + 1)..<max(i + 1, out.count) { value -= lower[k][i] * out[k] }
            out[i] = value / lower[i][i]
        }
        return out
    }
}
