internal import Gazetteer
internal import Incidents

/// What speaks for the type of what a brief report tells: ideas and pairs of them, words, who does what
/// to whom, and what grammar takes it for.
struct TypeFeatures {
    let text: AnalyzedText
    let sentences: SentenceReader

    /// - Parameter types: What grammar takes the incidents of these sentences for, the lead first.
    func features(types: [IncidentType], keepingNames: Bool = false) -> FeatureSet {
        var features = FeatureSet(keepingNames: keepingNames)
        for sentence in text.sentences.indices
        where text.sentences[sentence].count <= EventPlaceJudge.mostTokens {
            addConcepts(sentence, isFirst: sentence == 0, &features)
            addRoles(sentence, isFirst: sentence == 0, &features)
        }
        for type in types { features.add("told=", type.rawValue) }
        features.add("lead=", types.first?.rawValue ?? "none")
        features.removeDuplicates()
        return features
    }

    // MARK: Words and ideas

    private func addConcepts(_ sentence: Int, isFirst: Bool, _ f: inout FeatureSet) {
        let words = text.sentences[sentence].compactMap { index -> String? in
            let token = text.tokens[index]
            return token.kind == .mark ? nil : NameFolding.fold(text.string(token))
        }
        for word in words where !Self.functionWords.contains(word) {
            f.add("w=", LinkingEvent.stem(word))
        }
        let concepts = TypeConcepts.standard
        let matches = concepts.matches(in: words)
        addCounts(matches, &f)
        for (index, match) in matches.enumerated() {
            let name = concepts.names[match.concept]
            f.add("c=", name)
            if isFirst { f.add("first=", name) }
            for other in matches[(index + 1)...] where other.word > match.word {
                guard other.word - match.word <= 7 else { break }
                if other.concept != match.concept {
                    f.add("pair=", name, ">", concepts.names[other.concept])
                } else {
                    f.add("twice=", name)
                }
            }
        }
    }

    /// Ideas told by several words.
    private func addCounts(_ matches: [TypeConcepts.Match], _ f: inout FeatureSet) {
        var words: [Int: Set<Int>] = [:]
        for match in matches { words[match.concept, default: []].insert(match.word) }
        for (concept, told) in words where told.count > 1 {
            let name = TypeConcepts.standard.names[concept]
            f.add("often=", name)
            if told.count > 2 { f.add("veryOften=", name) }
        }
    }

    // MARK: Who does what to whom

    private func addRoles(_ sentence: Int, isFirst: Bool, _ f: inout FeatureSet) {
        let phrases = sentences.phrases(ofSentence: sentence)
        for unit in phrases.units {
            let known = LinkingSentence.lexicalClass(unit)
            if known != "-" { f.add("l=", known) }
            if let sense = unit.lexeme?.event { f.add("tells=", sense.concept.rawValue) }
            if let sense = unit.lexeme?.nounEvent { f.add("tells=", sense.concept.rawValue) }
        }
        var isMain = isFirst
        for chunk in phrases.chunks.indices where phrases.chunks[chunk].kind == .verbGroup {
            let verb = verb(phrases, chunk)
            let isPassive = phrases.chunks[chunk].verb.isPassive
            let subject = isPassive ? phrases.agent(of: chunk) : phrases.subject(of: chunk)
            let object = isPassive ? phrases.subject(of: chunk) : phrases.object(of: chunk)
            let actor = subject.map { participant(phrases, $0) }
            let target = object.map { participant(phrases, $0) }
            if let actor { f.add("sv=", actor, ">", verb) }
            if let target { f.add("vo=", verb, ">", target) }
            if let actor, let target { f.add("svo=", actor, ">", verb, ">", target) }
            if isMain {
                f.add("main=", verb)
                if let actor { f.add("mainActor=", actor) }
                isMain = false
            }
        }
    }

    private func verb(_ phrases: SentencePhrases, _ chunk: Int) -> String {
        let head = phrases.head(chunk)
        return head.lexeme?.event.map { $0.concept.rawValue }
            ?? LinkingEvent.stem(NameFolding.fold(text.string(text.tokens[head.tokens.lowerBound])))
    }

    /// What the lexicon says of the head of a noun group, or of any of its words, or else the head.
    private func participant(_ phrases: SentencePhrases, _ chunk: Int) -> String {
        let known = LinkingSentence.lexicalClass(phrases.head(chunk))
        if known != "-" { return known }
        for unit in phrases.chunks[chunk].units {
            let lexeme = phrases.units[unit].lexeme
            if lexeme?.person != nil || lexeme?.group != nil {
                return LinkingSentence.lexicalClass(phrases.units[unit])
            }
        }
        let head = phrases.head(chunk)
        if head.place != nil { return "place" }
        let last = text.tokens[head.tokens.upperBound - 1]
        return last.isCapitalized ? "name" : LinkingEvent.stem(NameFolding.fold(text.string(last)))
    }

    private static let functionWords: Set<String> = [
        "the", "a", "an", "of", "to", "and", "in", "on", "at", "for", "by", "with", "from", "as",
        "is", "was",
        "were", "be", "been", "it", "its", "that", "this", "which", "has", "have", "had", "said",
        "s",
    ]
}
