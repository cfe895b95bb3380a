internal import Gazetteer
internal import Incidents

/// Says what a piece of news is about: one linear model per ``ReportedType`` over ``TypeFeatures``.
package struct TypeModel: Sendable {
    /// An output for each of `ReportedType.allCases`.
    let weights: FeatureWeights

    package init(weights: FeatureWeights) { self.weights = weights }

    package struct Guess: Sendable {
        package let type: ReportedType
        /// Above 0 it is likely on its own account, not only likelier than the others.
        package let score: Float
        /// How far the second lies behind.
        package let lead: Float
    }

    package func best(_ features: FeatureSet) -> Guess {
        let scores = weights.scores(features)
        let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        return Guess(
            type: ReportedType.allCases[order[0]], score: scores[order[0]],
            lead: scores[order[0]] - scores[order[1]])
    }
}
