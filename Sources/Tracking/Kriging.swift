import Premises
import RealModule

/// What the squares around a block say of a base station's deviation from the law: simple kriging with an exponential
/// covariance (Gudmundson's shadowing), each square with the noise of its seconds.
struct Kriging {
    /// Squares farther off than the nearest of this many add nothing.
    static let most = 40

    private let places: [Point]
    /// Row by row the lower half of the covariances' root.
    private let lower: [Double]
    private let weights: [Double]
    private let law: PathLoss

    init(_ samples: [(at: Point, deviation: Double, seconds: Int)], law: PathLoss) {
        places = samples.map(\.at)
        self.law = law
        lower = Self.cholesky(places, samples.map { law.noise(seconds: $0.seconds) }, law)
        weights = Self.solve(lower, samples.map(\.deviation))
    }

    /// The expected deviation in dB and its variance.
    func deviation(at point: Point) -> (mean: Double, variance: Double) {
        let near = places.map { law.covariance($0.distance(to: point)) }
        let half = Self.forward(lower, near)
        let mean = zip(near, weights).reduce(0) { $0 + $1.0 * $1.1 }
        let known = half.reduce(0) { $0 + $1 * $1 }
        return (mean, max(0, law.shadowing * law.shadowing - known))
    }

    private static func cholesky(_ places: [Point], _ noises: [Double], _ law: PathLoss) -> [Double] {
        let count = places.count
        var lower = [Double](repeating: 0, count: count * count)
        for i in 0..<count {
            for j in 0...i {
                var value = law.covariance(places[i].distance(to: places[j])) + (i == j ? noises[i] : 0)
                for k in 0..<j { value -= lower[i * count + k] * lower[j * count + k] }
                lower[i * count + j] = j == i ? max(value, 1e-9).squareRoot() : value / lower[j * count + j]
            }
        }
        return lower
    }

    private static func forward(_ lower: [Double], _ right: [Double]) -> [Double] {
        var out = right
        let count = right.count
        for i in 0..<count {
            var value = right[i]
            for k in 0..<i { value -= lower[i * count + k] * out[k] }
            out[i] = value / lower[i * count + i]
        }
        return out
    }

    private static func solve(_ lower: [Double], _ right: [Double]) -> [Double] {
        var out = forward(lower, right)
        let count = out.count
        for i in out.indices.reversed() {
            var value = out[i]
            for k in (i + 1)..<max(i + 1, count) { value -= lower[k * count + i] * out[k] }
            out[i] = value / lower[i * count + i]
        }
        return out
    }
}
