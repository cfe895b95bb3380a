internal import Earth

/// The two-sided probability of a standard normal value at least this far from 0.
package func twoSidedProbability(z: Double) -> Double {
    Trigonometry.errorFunctionComplement(abs(z) / 2.0.squareRoot())
}

/// Which of many tests are significant when at most a share `level` of those found may be false.
///
/// - Source: Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", J. R. Stat. Soc. B 57
///   (1995), 289–300.
public func significant(_ probabilities: [Double], level: Double) -> [Bool] {
    let sorted = probabilities.sorted()
    let count = Double(probabilities.count)
    var threshold = -1.0
    for (rank, p) in sorted.enumerated() where p <= level * Double(rank + 1) / count {
        threshold = p
    }
    return probabilities.map { $0 <= threshold }
}

/// Whether a series tends up or down, whatever the shape.
public struct Trend: Hashable, Sendable {
    /// Rising pairs less falling pairs.
    public let score: Int
    public let z: Double
    /// Two-sided.
    public let probability: Double
}

/// The Mann–Kendall test, with the correction for ties and for continuity.
///
/// - Returns: `nil` for fewer than three values or when all are equal.
/// - Complexity: O(*n*²).
/// - Source: H. B. Mann, Econometrica 13 (1945), 245–259; M. G. Kendall, "Rank Correlation Methods"
///   (1975).
public func mannKendall(_ values: [Double]) -> Trend? {
    let n = Double(values.count)
    guard values.count >= 3 else { return nil }
    var score = 0
    for (i, a) in values.enumerated() {
        for b in values[(i + 1)...] { score += b > a ? 1 : b < a ? -1 : 0 }
    }
    // Each group of t equal values takes t(t−1)(2t+5) off the variance.
    let groups = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +).values
    let ties = Double(groups.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) })
    let variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    guard variance > 0 else { return nil }
    let z = Double(score - score.signum()) / variance.squareRoot()
    return Trend(score: score, z: z, probability: twoSidedProbability(z: z))
}

/// A small repeatable random source, so that permutations are the same on every machine.
///
/// - Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
