internal import Gazetteer

/// Says how likely each name of a sentence is where one of its events took place.
///
/// A logistic model over ``LinkingFeatures``; its weights are a table, fitted by
/// `Evaluation event-places` on sentences in which people marked where an event took place.
/// - Source: A. Halterman, "Geolocating political events in text", NLP+CSS 2019, states the task.
package struct EventPlaceRanker: Sendable {
    let weights: FeatureWeights

    package init(weights: FeatureWeights) { self.weights = weights }

    /// 0…1.
    package func likelihood(_ features: FeatureSet) -> Double {
        Double(LogisticModel.likelihood(ofScore: weights.score(features)))
    }
}

/// Picks places among candidates by their likelihoods.
package struct EventPlaceChoice: Sendable {
    /// The likeliest name is taken from here on.
    package var threshold = 0.435
    /// Further names, from here on: "in Hit and Haditha".
    package var furtherThreshold = 0.64

    package init() {}

    /// The indexes of what is taken.
    package func indexes(_ likelihoods: [Double]) -> [Int] {
        guard let best = likelihoods.indices.max(by: { likelihoods[$0] < likelihoods[$1] }) else {
            return []
        }
        return likelihoods.indices.filter {
            likelihoods[$0] >= ($0 == best ? threshold : furtherThreshold)
        }
    }
}
