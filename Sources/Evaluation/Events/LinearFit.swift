import Foundation
import Reading

/// Examples of present-or-absent features, one row after another.
struct SparseRows {
    /// How much the presence of each feature counts, so that a penalty holds it more or less; empty = 1.
    var scales: [Double] = []
    private(set) var starts = [0]
    private(set) var features: [Int32] = []
    /// How much each example counts.
    private(set) var weights: [Double] = []

    var count: Int { starts.count - 1 }

    mutating func append(_ row: some Sequence<Int>, weight: Double = 1) {
        weights.append(weight)
        features.append(contentsOf: row.map(Int32.init))
        starts.append(features.count)
    }
}

/// A linear model with a quadratic penalty, by the limited-memory BFGS method. Deterministic.
///
/// - Source: D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization",
///   1989.
struct LinearFit {
    enum Loss {
        /// Logistic regression: scores are log-odds.
        case logistic
        /// A support vector machine: scores tell the classes apart with a margin of 1.
        case squaredHinge
    }

    var loss = Loss.logistic
    /// How strongly weights are held to zero; the bias is free.
    var penalty = 6.0
    var steps = 60
    private static let memory = 8

    /// The table of weights of the features in use.
    ///
    /// - Parameters:
    ///   - names: the features of each example.
    ///   - least: features that occur less often are not learned.
    ///   - smallest: weights nearer to zero are dropped.
    func table(_ names: [[String]], labels: [Bool], least: Int, smallest: Double) -> String {
        let index = FeatureIndex(names, least: least)
        var rows = SparseRows()
        for row in names { rows.append(index.row(row)) }
        let weights = fit(rows, labels: labels, features: index.names.count)
        return FeatureWeights.table(
            zip(index.names + ["bias"], weights)
                .filter { abs($1) >= smallest || $0 == "bias" }
                .map { (name: $0, weights: [Float($1)]) })
    }

    /// - Returns: one weight per feature, and last the bias; for features that are scaled, weights of
    ///   what is scaled.
    func fit(_ rows: SparseRows, labels: [Bool], features: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: features + 1)
        var (value, gradient) = objective(rows, labels, weights)
        var moves: [(s: [Double], y: [Double], rho: Double)] = []
        for _ in 0..<steps {
            let direction = descent(gradient, moves)
            let slope = dot(direction, gradient)
            guard slope < -1e-9 else { break }
            var scale = moves.isEmpty ? min(1, 1 / max(dot(gradient, gradient).squareRoot(), 1)) : 1
            var isDone = true
            while scale > 1e-8 {
                let next = zip(weights, direction).map { $0 + scale * $1 }
                let (tried, slopes) = objective(rows, labels, next)
                if tried <= value + 1e-4 * scale * slope {
                    let s = zip(next, weights).map(-)
                    let y = zip(slopes, gradient).map(-)
                    let curvature = dot(s, y)
                    if curvature > 1e-10 { moves.append((s, y, 1 / curvature)) }
                    if moves.count > Self.memory { moves.removeFirst() }
                    isDone = value - tried < 1e-6 * abs(value)
                    (weights, value, gradient) = (next, tried, slopes)
                    break
                }
                scale /= 2
            }
            if isDone { break }
        }
        return weights
    }

    /// Two loops over the remembered moves.
    private func descent(
        _ gradient: [Double], _ moves: [(s: [Double], y: [Double], rho: Double)]
    ) -> [Double] {
        var q = gradient
        var alphas: [Double] = []
        for move in moves.reversed() {
            let alpha = move.rho * dot(move.s, q)
            alphas.append(alpha)
            add(-alpha, move.y, to: &q)
        }
        if let last = moves.last {
            let scale = 1 / (last.rho * dot(last.y, last.y))
            for index in q.indices { q[index] *= scale }
        }
        for (move, alpha) in zip(moves, alphas.reversed()) {
            add(alpha - move.rho * dot(move.y, q), move.s, to: &q)
        }
        return q.map { -$0 }
    }

    /// The negative log-likelihood with its penalty, and its gradient.
    private func objective(
        _ rows: SparseRows, _ labels: [Bool], _ weights: [Double]
    ) -> (Double, [Double]) {
        let bias = weights.count - 1
        let isScaled = !rows.scales.isEmpty
        var value = 0.0
        var gradient = weights.map { penalty * $0 }
        gradient[bias] = 0
        for index in 0..<bias { value += penalty / 2 * weights[index] * weights[index] }
        for row in 0..<rows.count {
            let range = rows.starts[row]..<rows.starts[row + 1]
            var score = weights[bias]
            for index in range {
                let feature = Int(rows.features[index])
                score += weights[feature] * (isScaled ? rows.scales[feature] : 1)
            }
            let (cost, slope) = cost(ofMargin: labels[row] ? score : -score)
            value += rows.weights[row] * cost
            guard slope != 0 else { continue }
            let pull = rows.weights[row] * (labels[row] ? slope : -slope)
            for index in range {
                let feature = Int(rows.features[index])
                gradient[feature] += pull * (isScaled ? rows.scales[feature] : 1)
            }
            gradient[bias] += pull
        }
        return (value, gradient)
    }

    private func cost(ofMargin margin: Double) -> (cost: Double, slope: Double) {
        switch loss {
        case .logistic:
            (
                margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin,
                -1 / (1 + exp(margin))
            )
        case .squaredHinge: margin < 1 ? ((1 - margin) * (1 - margin), 2 * (margin - 1)) : (0, 0)
        }
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }

    private func add(_ factor: Double, _ a: [Double], to b: inout [Double]) {
        for index in a.indices { b[index] += factor * a[index] }
    }
}

/// Numbers features by name: those that occur often enough, in alphabetical order.
struct FeatureIndex {
    let names: [String]
    private let numbers: [String: Int]

    init(_ rows: some Sequence<[String]>, least: Int) {
        var counts: [String: Int] = [:]
        for row in rows {
            for name in row { counts[name, default: 0] += 1 }
        }
        names = counts.filter { $0.value >= least }.keys.sorted()
        numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    func row(_ names: [String]) -> [Int] { names.compactMap { numbers[$0] } }
}
