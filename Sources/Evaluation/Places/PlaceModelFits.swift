import Foundation
import Reading

/// Yes-or-no decisions to learn from.
struct GateExamples {
    var evidence = Evidence()
    var ranges: [Range<Int>] = []
    var isPlace: [Bool] = []

    mutating func add(_ source: Evidence, _ range: Range<Int>, isPlace: Bool) {
        let start = evidence.count
        evidence.append(source, range)
        ranges.append(start..<evidence.count)
        self.isPlace.append(isPlace)
    }

    func fit(prior: [Float], penalty: [Double]) -> LinearModel {
        let newton = NewtonFit(prior: prior.map(Double.init), penalty: penalty)
        return LinearModel(weights: newton.fit(derivatives).map { Float($0) })
    }

    private func derivatives(_ weights: [Double]) -> NewtonFit.Derivatives {
        var result = NewtonFit.Derivatives(count: weights.count)
        for (range, isPlace) in zip(ranges, isPlace) {
            let terms = evidence.terms[range]
            let score = terms.reduce(0) { $0 + weights[Int($1.feature)] * Double($1.value) }
            let probability = 1 / (1 + exp(-score))
            result.likelihood -= isPlace ? log1p(exp(-score)) : score + log1p(exp(-score))
            let residual = (isPlace ? 1 : 0) - probability
            for term in terms {
                result.gradient[Int(term.feature)] += residual * Double(term.value)
            }
            result.addOuter(terms, probability * (1 - probability))
        }
        return result
    }
}

/// Choices among candidates to learn from; several candidates may be right.
struct ChoiceExamples {
    var evidence = Evidence()
    /// Per choice: the candidates' evidence, and which are right.
    var choices: [[(range: Range<Int>, isRight: Bool)]] = []

    mutating func add(_ source: Evidence, _ candidates: [(range: Range<Int>, isRight: Bool)]) {
        choices.append(
            candidates.map { candidate in
                let start = evidence.count
                evidence.append(source, candidate.range)
                return (start..<evidence.count, candidate.isRight)
            })
    }

    func fit(prior: [Float], penalty: [Double]) -> LinearModel {
        let newton = NewtonFit(prior: prior.map(Double.init), penalty: penalty)
        return LinearModel(weights: newton.fit(derivatives).map { Float($0) })
    }

    /// Of ln Σ p(right candidates). The curvature is that of choosing at all (Fisher information), which
    /// is positive where the exact one need not be.
    private func derivatives(_ weights: [Double]) -> NewtonFit.Derivatives {
        let count = weights.count
        var result = NewtonFit.Derivatives(count: count)
        var mean = [Double](repeating: 0, count: count)
        for choice in choices {
            let scores = choice.map { score($0.range, weights) }
            let highest = scores.max() ?? 0
            let powers = scores.map { exp($0 - highest) }
            let sum = powers.reduce(0, +)
            let right = zip(powers, choice).reduce(0) { $0 + ($1.1.isRight ? $1.0 : 0) }
            result.likelihood += log(max(right, 1e-300) / sum)
            for (power, candidate) in zip(powers, choice) {
                let p = power / sum
                let q = candidate.isRight ? power / max(right, 1e-300) : 0
                let terms = evidence.terms[candidate.range]
                for term in terms {
                    result.gradient[Int(term.feature)] += (q - p) * Double(term.value)
                    mean[Int(term.feature)] += p * Double(term.value)
                }
                if p > 1e-6 { result.addOuter(terms, p) }
            }
            subtractMean(&mean, from: &result)
        }
        return result
    }

    private func subtractMean(_ mean: inout [Double], from result: inout NewtonFit.Derivatives) {
        let count = mean.count
        let used = mean.indices.filter { mean[$0] != 0 }
        for f in used {
            for g in used where g <= f { result.curvature[f * count + g] -= mean[f] * mean[g] }
        }
        for f in used { mean[f] = 0 }
    }

    private func score(_ range: Range<Int>, _ weights: [Double]) -> Double {
        evidence.terms[range].reduce(0) { $0 + weights[Int($1.feature)] * Double($1.value) }
    }
}
