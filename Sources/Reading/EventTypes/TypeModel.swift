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
        var (best, second) = (-1, -1)
        for index in scores.indices {
            if best < 0 || scores[index] > scores[best] {
                (best, second) = (index, best)
            } else if second < 0 || scores[index] > scores[second] {
                second = index
            }
        }
        return Guess(
            type: ReportedType.allCases[best], score: scores[best],
            lead: scores[best] - scores[second])
    }
}
