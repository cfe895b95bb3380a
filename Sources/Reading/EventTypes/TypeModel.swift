internal import Gazetteer
internal import Incidents

/// Says what a piece of news is about: one linear model per ``ReportedType`` over ``TypeFeatures``.
package struct TypeModel: Sendable {
    private let models: [FeatureWeights]

    /// Reads lines "number hundredths feature", the number that of the type.
    package init(table: String) {
        var tables = [String](repeating: "", count: ReportedType.allCases.count)
        for line in table.split(separator: "\n") {
            guard let space = line.firstIndex(of: " "), let number = Int(line[..<space]),
                tables.indices.contains(number)
            else { continue }
            tables[number] += line[line.index(after: space)...] + "\n"
        }
        models = tables.map { FeatureWeights(table: $0) }
    }

    package static let shipped = TypeModel(table: shippedTypeWeights)

    /// Log-odds of each type, in the order of `ReportedType.allCases`.
    package func scores(_ features: FeatureSet) -> [Float] { models.map { $0.score(features) } }

    /// The likeliest type, and its share of the likelihood of all.
    package func best(_ features: FeatureSet) -> (type: ReportedType, share: Double) {
        let likelihoods = scores(features).map { Double(PlaceReading.logistic($0)) }
        let best = likelihoods.indices.max { likelihoods[$0] < likelihoods[$1] } ?? 0
        let sum = likelihoods.reduce(0, +)
        return (ReportedType.allCases[best], sum > 0 ? likelihoods[best] / sum : 0)
    }
}

extension Reader {
    /// What a whole text offers for its type, for fitting and scoring.
    package func typeFeatures(of string: String, keepingNames: Bool) -> FeatureSet {
        let text = AnalyzedText(string)
        let mentions = places.mentions(in: text)
        let dates = dates.read(text, published: nil).expressions
        let sentences = SentenceReader(
            text: text, lexicon: .standard, places: mentions.map { text.tokenRange($0.span) },
            dates: dates.map { text.tokenRange($0.span) })
        return TypeFeatures(text: text, sentences: sentences)
            .features(of: text.sentences.indices, keepingNames: keepingNames)
    }
}
