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

    var fit = LogisticFit(penalty: 5)
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
            .map { (name: $0, weight: Float($1)) }
        return FeatureWeights.table(named)
    }

    /// The likelihoods of each example's candidates by weights that never saw its sentence.
    func crossValidated(_ examples: [Example], folds: Int) -> [[Double]] {
        let fold = examples.map { $0.gold.fold(of: folds) }
        var likelihoods = [[Double]](repeating: [], count: examples.count)
        for held in 0..<folds {
            let ranker = EventPlaceRanker(
                weights: FeatureWeights(
                    table: table(zip(examples, fold).filter { $1 != held }.map(\.0))))
            for index in examples.indices where fold[index] == held {
                likelihoods[index] = examples[index].candidates.map {
                    ranker.likelihood($0.features)
                }
            }
        }
        return likelihoods
    }
}
