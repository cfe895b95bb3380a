import Incidents
import Reading

/// Fits and tries the ranker of event places.
struct EventPlaceFit {
    /// A sentence with its candidates.
    struct Example {
        let gold: EventPlaceCase
        let candidates: [LinkingCandidate]

        init(_ gold: EventPlaceCase, reader: Reader) {
            self.gold = gold
            candidates = reader.linkingCandidates(
                in: gold.text, event: gold.event, keepingNames: true)
        }

        var labels: [Bool] {
            candidates.map { candidate in gold.places.contains { $0.overlaps(candidate.span) } }
        }
    }

    var fit = LinearFit(penalty: 5)
    /// Features that occur less often are not learned.
    var least = 3
    /// Weights nearer to zero are dropped.
    var smallest = 0.04

    /// The table of weights.
    func table(_ examples: [Example]) -> String {
        fit.table(
            examples.flatMap { $0.candidates.map(\.features.names) },
            labels: examples.flatMap(\.labels), least: least, smallest: smallest)
    }

    /// The ranker fitted on all but each fold.
    func rankers(_ examples: [Example], folds: Int) -> [EventPlaceRanker] {
        (0..<folds).map { held in
            EventPlaceRanker(
                weights: FeatureWeights(
                    table: table(examples.filter { $0.gold.fold(of: folds) != held })))
        }
    }
}
