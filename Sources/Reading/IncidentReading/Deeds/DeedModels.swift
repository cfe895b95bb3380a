internal import Gazetteer
internal import Incidents

// Names of features are made of constant pieces (``FeatureHash``).
private typealias StringLiteralType = StaticString

/// Say of what kinds of deed a report, and each of its sentences, tells.
///
/// Logistic models over the single words of the report and over the words and ideas of a sentence, in one
/// table, fitted by `Evaluation muc` on messages whose incidents people wrote down.
package struct DeedModels: Sendable {
    /// For each ``DeedKind`` what a sentence tells, then what the report tells, and last whether the report
    /// tells of any deed at all.
    package static let outputs = 2 * DeedKind.allCases.count + 1
    /// A deed that a sentence tells of by its words alone is looked into from here on, in log-odds.
    static let least: Float = -2.2

    let weights: FeatureWeights

    package init(weights: FeatureWeights) { self.weights = weights }
}

/// What words say of a report, in log-odds.
struct DeedScores {
    private let models: DeedModels
    private let features: DeedFeatures
    private var report: [Float] = []
    private var sentences: [Int: [Float]] = [:]

    private static let kinds = DeedKind.allCases.count

    init(_ models: DeedModels, _ features: DeedFeatures, sentences: [Int]) {
        self.models = models
        self.features = features
        for sentence in sentences {
            self.sentences[sentence] = models.weights.scores(features.ofSentence(sentence))
        }
    }

    /// Reads the report as a whole, which is asked for only where a deed is found.
    mutating func readReport() { report = models.weights.scores(features.ofReport()) }

    /// That the report tells of such a deed.
    func ofReport(_ kind: DeedKind) -> Float { report[Self.kinds + kind.rawValue] }

    /// That the report tells of any deed.
    var ofAny: Float { report[2 * Self.kinds] }

    /// That a sentence tells of such a deed; little where none of its words tells of an event.
    func ofSentence(_ sentence: Int, _ kind: DeedKind) -> Float {
        sentences[sentence]?[kind.rawValue] ?? Self.nothing
    }

    private static let nothing: Float = -8
}

/// What the words of a report offer to ``DeedModels``.
struct DeedFeatures {
    let text: AnalyzedText
    let sentences: SentenceReader
    private let words: TextPieces
    private let keepingNames: Bool

    init(text: AnalyzedText, sentences: SentenceReader, keepingNames: Bool = false) {
        self.text = text
        self.sentences = sentences
        self.keepingNames = keepingNames
        words = TextPieces(text, keepingNames: keepingNames)
    }

    func ofReport() -> FeatureSet {
        var features = FeatureSet(keepingNames: keepingNames, reserving: text.tokens.count)
        for word in words[text.tokens.indices] { features.add("~", word) }
        features.removeRepeatedNames()
        return features
    }

    func ofSentence(_ sentence: Int) -> FeatureSet {
        let words = words[text.sentences[sentence]]
        var features = FeatureSet(keepingNames: keepingNames, reserving: 3 * words.count + 16)
        var last: FeatureWord?
        for word in words {
            features.add(word)
            if let last { features.add(last, " ", word) }
            last = word
        }
        features.add("position=", min(sentence, 6))
        if sentences.holdsDate(sentence) { features.add("dated") }
        if sentences.holdsPlace(sentence) { features.add("placed") }
        addIdeas(sentence, &features)
        features.removeRepeatedNames()
        return features
    }

    /// What the lexicon knows of its words, and which idea stands before which.
    private func addIdeas(_ sentence: Int, _ f: inout FeatureSet) {
        let range = text.sentences[sentence]
        let tokens = text.tokens
        var last: String?
        var index = range.lowerBound
        while index < range.upperBound {
            let match =
                tokens[index].isWord
                ? sentences.lexicon.phrases.longestMatch(
                    in: tokens, from: index, before: range.upperBound) : nil
            index = max(match?.range.upperBound ?? 0, index + 1)
            guard let idea = match.flatMap({ idea($0.value) }) else { continue }
            f.add("l=", idea)
            if let last { f.add("l=", last, ">", idea) }
            last = idea
        }
    }

    private func idea(_ lexeme: Lexeme) -> String? {
        (lexeme.event ?? lexeme.nounEvent)?.concept.rawValue
            ?? lexeme.person?.kind.rawValue ?? lexeme.group?.kind.rawValue
    }
}
