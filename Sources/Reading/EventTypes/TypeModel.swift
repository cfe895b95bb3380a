internal import Gazetteer
internal import Incidents

/// Says what a piece of news is about: one linear model per ``ReportedType`` over ``TypeFeatures``, and one
/// for news that tells of no incident.
package struct TypeModel: Sendable {
    /// One for each of `ReportedType.allCases`, and last one for none.
    package static let outputs = ReportedType.allCases.count + 1

    let weights: FeatureWeights

    package init(weights: FeatureWeights) { self.weights = weights }

    package struct Guess: Sendable {
        package let type: ReportedType
        /// Above 0 it is likely on its own account, not only likelier than the others.
        package let score: Float
        /// How far the second lies behind.
        package let lead: Float
        /// Above 0 it is likelier that nothing happened at all: news of sport, councils, disease.
        package let nothing: Float
    }

    package func best(_ features: FeatureSet) -> Guess {
        let all = weights.scores(features)
        let scores = all.dropLast()
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
            lead: scores[best] - scores[second], nothing: all.last ?? 0)
    }
}
