import Reading

/// Maximum a posteriori weights of a linear model by Newton's method: a quadratic penalty pulls every
/// weight toward its prior. Deterministic; converges in about ten steps.
struct NewtonFit {
    /// The prior weights, and how strongly each holds (1 ≈ one doubtful example).
    var prior: [Double]
    var penalty: [Double]

    static let steps = 25

    /// Derivatives of the log-likelihood at some weights.
    struct Derivatives {
        var likelihood = 0.0
        var gradient: [Double]
        /// Row-major; only the lower triangle is filled.
        var curvature: [Double]

        init(count: Int) {
            gradient = Array(repeating: 0, count: count)
            curvature = Array(repeating: 0, count: count * count)
        }

        /// Adds `weight` · x xᵀ for sparse x.
        mutating func addOuter(_ terms: ArraySlice<Evidence.Term>, _ weight: Double) {
            let count = gradient.count
            for f in terms {
                let row = Int(f.feature) * count
                let scaled = weight * Double(f.value)
                for g in terms where g.feature <= f.feature {
                    curvature[row + Int(g.feature)] += scaled * Double(g.value)
                }
            }
        }
    }

    func fit(_ derivatives: ([Double]) -> Derivatives) -> [Double] {
        var weights = prior
        var current = derivatives(weights)
        var objective = penalized(current.likelihood, weights)
        for _ in 0..<Self.steps {
            guard let step = step(current, weights) else { break }
            var scale = 1.0
            var improved = false
            while scale > 1e-3 {
                let next = zip(weights, step).map { $0 + scale * $1 }
                let tried = derivatives(next)
                let value = penalized(tried.likelihood, next)
                if value > objective {
                    improved = value - objective > 1e-4
                    (weights, current, objective) = (next, tried, value)
                    break
                }
                scale /= 2
            }
            if !improved { break }
        }
        return weights
    }

    private func penalized(_ likelihood: Double, _ weights: [Double]) -> Double {
        var value = likelihood
        for index in weights.indices {
            let distance = weights[index] - prior[index]
            value -= penalty[index] / 2 * distance * distance
        }
        return value
    }

    /// Solves (curvature + penalty) · step = gradient by Cholesky's method.
    private func step(_ derivatives: Derivatives, _ weights: [Double]) -> [Double]? {
        let n = weights.count
        var l = derivatives.curvature
        for i in 0..<n { l[i * n + i] += penalty[i] + 1e-9 }
        for j in 0..<n {
            for k in 0..<j where l[j * n + k] != 0 {
                let factor = l[j * n + k]
                for i in j..<n { l[i * n + j] -= l[i * n + k] * factor }
            }
            guard l[j * n + j] > 0 else { return nil }
            let root = l[j * n + j].squareRoot()
            for i in j..<n { l[i * n + j] /= root }
        }
        var x = derivatives.gradient
        for i in 0..<n { x[i] -= penalty[i] * (weights[i] - prior[i]) }
        for i in 0..<n {
            for k in 0..<i { x[i] -= l[i * n + k] * x[k] }
            x[i] /= l[i * n + i]
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            for k in (i + 1)..<max(n, i + 1) { x[i] -= l[k * n + i] * x[k] }
            x[i] /= l[i * n + i]
        }
        return x
    }
}
