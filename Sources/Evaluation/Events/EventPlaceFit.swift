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
        let names = examples.flatMap { $0.candidates.map(\.features.names) }
        let index = FeatureIndex(names, least: least)
        var rows = SparseRows()
        for row in names { rows.append(index.row(row)) }
        let weights = fit.fit(
            rows, labels: examples.flatMap(\.labels), features: index.names.count)
        let named = zip(index.names + ["bias"], weights)
            .filter { abs($1) >= smallest || $0 == "bias" }
            .map { (name: $0, weights: [Float($1)]) }
        return FeatureWeights.table(named)
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
