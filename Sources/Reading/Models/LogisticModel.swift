#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Says how likely something is of what its features tell: a logistic model with a decision threshold,
/// fitted by `Evaluation muc`.
package struct LogisticModel: Sendable {
    let weights: FeatureWeights
    /// Chosen from here on.
    package var least: Float

    package init(weights: FeatureWeights, least: Float) {
        self.weights = weights
        self.least = least
    }

    func likelihood(_ features: FeatureSet) -> Float {
        Self.likelihood(ofScore: weights.score(features))
    }

    /// The logistic function.
    static func likelihood(ofScore score: Float) -> Float { 1 / (1 + expf(-score)) }
}
