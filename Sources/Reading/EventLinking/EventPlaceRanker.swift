internal import Gazetteer
package import Incidents

/// Says how likely each name of a sentence is where one of its events took place.
///
/// A logistic model over ``LinkingFeatures``; its weights are a table, fitted by
/// `Evaluation event-places` on sentences in which people marked where an event took place.
/// - Source: A. Halterman, "Geolocating political events in text", NLP+CSS 2019, states the task.
package struct EventPlaceRanker: Sendable {
    private let weights: FeatureWeights

    package init(weights: FeatureWeights) { self.weights = weights }

    /// The weights shipped with the program.
    package static let shipped = EventPlaceRanker(
        weights: FeatureWeights(table: shippedEventPlaceWeights))

    /// 0…1.
    package func likelihood(_ features: FeatureSet) -> Double {
        Double(PlaceReading.logistic(weights.score(features)))
    }
}

/// A name that may be where an event took place, with what speaks for and against it.
package struct LinkingCandidate: Sendable {
    package let span: TextSpan
    package let features: FeatureSet
}

/// Picks places among candidates by their likelihoods.
package struct EventPlaceChoice: Sendable {
    /// The likeliest name is taken from here on.
    package var threshold = 0.42
    /// Further names, from here on: "in Hit and Haditha".
    package var furtherThreshold = 0.5

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

extension Reader {
    /// The names that stand in the sentence of an event, for fitting and scoring.
    ///
    /// - Parameter event: where the event is told in the text.
    package func linkingCandidates(
        in string: String, event: TextSpan, keepingNames: Bool
    ) -> [LinkingCandidate] {
        let text = AnalyzedText(string)
        let (mentions, names) = places.read(text)
        let dates = dates.read(text, published: nil).expressions
        let tokens = text.tokenRange(event)
        guard tokens.lowerBound < text.tokens.count else { return [] }
        let reader = SentenceReader(
            text: text, lexicon: .standard, places: mentions.map { text.tokenRange($0.span) },
            dates: dates.map { text.tokenRange($0.span) })
        let index = text.sentenceIndex(ofToken: tokens.lowerBound)
        guard text.sentences.indices.contains(index) else { return [] }
        let start = text.sentences[index].lowerBound
        let sentence = LinkingSentence(
            text: text, phrases: reader.phrases(ofSentence: index), mentions: mentions, names: names
        )
        let told =
            (tokens.lowerBound - start..<max(tokens.upperBound, tokens.lowerBound + 1) - start)
            .clamped(to: 0..<sentence.tokens.count)
        guard !told.isEmpty else { return [] }
        let features = LinkingFeatures(
            sentence: sentence, event: LinkingEvent(told, in: sentence), start: start)
        return sentence.names.indices.compactMap { name in
            guard !sentence.names[name].tokens.overlaps(told) else { return nil }
            var set = FeatureSet(keepingNames: keepingNames)
            features.add(name: name, to: &set)
            return LinkingCandidate(span: sentence.span(sentence.names[name].tokens), features: set)
        }
    }
}
