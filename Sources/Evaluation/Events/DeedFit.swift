import Incidents
import Reading

/// Fits the models that say of what deeds a report and its sentences tell.
///
/// A report tells of the kinds that its key names. A sentence is taken to tell of a kind when it holds
/// words by which the key names a target or a weapon of an incident of that kind.
struct DeedFit {
    struct Example {
        let reports: [(features: FeatureSet, kinds: Set<DeedKind>)]
        let sentences: [(features: FeatureSet, kinds: Set<DeedKind>)]
        /// The key has an incident that counts.
        let isRelevant: Bool

        init(_ message: MucKey.Line, reader: Reader) {
            let told = reader.deedExamples(in: message.report, keepingNames: true)
            let kinds = Set(message.incidents.flatMap { Self.kinds($0.types) })
            isRelevant = message.incidents.contains { !$0.optional }
            reports = told.map { ($0.report, kinds) }
            let words = message.incidents.map { (Self.kinds($0.types), Self.words($0)) }
            sentences = told.flatMap(\.sentences).map { sentence in
                let text = MucFacts.folded(sentence.text)
                let own = words.filter { $0.1.contains { text.contains($0) } }.flatMap(\.0)
                return (sentence.features, Set(own))
            }
        }

        private static func kinds(_ types: [String]) -> [DeedKind] {
            types.compactMap { MucTemplates.kinds[$0.uppercased()] }
        }

        /// By which the key names whom and with what; what is shorter says too little.
        private static func words(_ key: MucKey) -> [String] {
            let targets = (key.targets ?? []).flatMap { ($0.name ?? []) + ($0.description ?? []) }
            return (targets + (key.weapon ?? []).flatMap { $0 })
                .map(MucFacts.folded).filter { $0.count > 3 }
        }
    }

    var ofReports = LinearFit(penalty: 30)
    var ofSentences = LinearFit(penalty: 20)
    /// Features that occur less often are not learned.
    var least = 8
    /// Weights nearer to zero are dropped.
    var smallest = 0.03

    func model(_ examples: [Example]) -> DeedModels {
        DeedModels(weights: FeatureWeights(table: table(examples), outputs: DeedModels.outputs))
    }

    func table(_ examples: [Example]) -> String {
        let kinds = DeedKind.allCases
        let sentences = examples.flatMap(\.sentences)
        let reports = examples.flatMap { example in
            example.reports.map { ($0.features, $0.kinds, example.isRelevant) }
        }
        var rows = outputs(
            sentences.map(\.features),
            kinds.map { kind in sentences.map { $0.kinds.contains(kind) } },
            first: 0, ofSentences)
        let ofReport =
            kinds.map { kind in reports.map { $0.1.contains(kind) } } + [reports.map(\.2)]
        for (name, weights) in outputs(
            reports.map(\.0), ofReport, first: kinds.count, ofReports)
        {
            rows[name] = rows[name].map { zip($0, weights).map(+) } ?? weights
        }
        return FeatureWeights.table(
            rows.sorted { $0.key < $1.key }.map { (name: $0.key, weights: $0.value) })
    }

    /// By feature, its weight for each output of the whole table.
    private func outputs(
        _ features: [FeatureSet], _ labels: [[Bool]], first: Int, _ fit: LinearFit
    ) -> [String: [Float]] {
        let index = FeatureIndex(features.map(\.names), least: least)
        var rows = SparseRows()
        for row in features { rows.append(index.row(row.names)) }
        var table: [String: [Float]] = [:]
        for (output, labels) in labels.enumerated() {
            let weights = fit.fit(rows, labels: labels, features: index.names.count)
            for (name, weight) in zip(index.names + ["bias"], weights)
            where abs(weight) >= smallest || name == "bias" {
                table[name, default: Array(repeating: 0, count: DeedModels.outputs)][
                    first + output] = Float(weight)
            }
        }
        return table
    }
}
