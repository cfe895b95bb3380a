internal import Gazetteer
internal import Incidents

// Names of features are made of constant pieces (``FeatureHash``).
private typealias StringLiteralType = StaticString

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
        features.add("lead=", FeatureWord(types.first?.rawValue ?? ("none" as String)))
        features.removeRepeatedNames()
        return features
    }

    // MARK: Words and ideas

    private func addConcepts(_ sentence: Int, isFirst: Bool, _ f: inout FeatureSet) {
        let tokens = text.tokens[text.sentences[sentence]]
        var words = FoldedWords(reserving: tokens.count)
        for token in tokens where token.kind != .mark {
            words.append(token, of: text)
            if !Self.functionWords.contains(token.key) {
                f.add("w=", stem(words[words.count - 1], f.keepsNames))
            }
        }
        let concepts = TypeConcepts.standard
        let matches = concepts.matches(in: words)
        addCounts(matches, concepts, &f)
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
    private func addCounts(
        _ matches: [TypeConcepts.Match], _ concepts: TypeConcepts, _ f: inout FeatureSet
    ) {
        var counts = [Int](repeating: 0, count: concepts.names.count)
        var lastWords = [Int](repeating: -1, count: concepts.names.count)
        for match in matches where lastWords[match.concept] != match.word {
            lastWords[match.concept] = match.word
            counts[match.concept] += 1
        }
        for (concept, count) in counts.enumerated() where count > 1 {
            f.add("often=", concepts.names[concept])
            if count > 2 { f.add("veryOften=", concepts.names[concept]) }
        }
    }

    private func stem(_ word: ArraySlice<UInt8>, _ keepsName: Bool) -> FeatureWord {
        var stem = Array(word)
        CrudeStem.cut(&stem)
        return FeatureWord(stem, keepingName: keepsName)
    }

    // MARK: Who does what to whom

    private func addRoles(_ sentence: Int, isFirst: Bool, _ f: inout FeatureSet) {
        let phrases = sentences.phrases(ofSentence: sentence)
        for unit in phrases.units {
            guard let lexeme = unit.lexeme else { continue }
            let known = LexicalClass(lexeme)
            if known != .none { f.add("l=", known) }
            if let sense = lexeme.event { f.add("tells=", sense.concept.rawValue) }
            if let sense = lexeme.nounEvent { f.add("tells=", sense.concept.rawValue) }
        }
        var isMain = isFirst
        for chunk in phrases.chunks.indices where phrases.chunks[chunk].kind == .verbGroup {
            let verb = verb(phrases, chunk, f.keepsNames)
            let isPassive = phrases.chunks[chunk].verb.isPassive
            let subject = isPassive ? phrases.agent(of: chunk) : phrases.subject(of: chunk)
            let object = isPassive ? phrases.subject(of: chunk) : phrases.object(of: chunk)
            let actor = subject.map { participant(phrases, $0, f.keepsNames) }
            let target = object.map { participant(phrases, $0, f.keepsNames) }
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

    private func verb(_ phrases: SentencePhrases, _ chunk: Int, _ keepsName: Bool) -> FeatureWord {
        let head = phrases.head(chunk)
        return head.lexeme?.event.map { FeatureWord($0.concept.rawValue) }
            ?? stem(text.tokens[head.tokens.lowerBound], keepsName)
    }

    /// What the lexicon says of the head of a noun group, or of any of its words, or else the head.
    private func participant(
        _ phrases: SentencePhrases, _ chunk: Int, _ keepsName: Bool
    ) -> FeatureWord {
        let head = phrases.head(chunk)
        let known = LexicalClass(head.lexeme)
        if known != .none { return known.word(keepingName: keepsName) }
        for unit in phrases.chunks[chunk].units {
            let lexeme = phrases.units[unit].lexeme
            if lexeme?.person != nil || lexeme?.group != nil {
                return LexicalClass(lexeme).word(keepingName: keepsName)
            }
        }
        if head.place != nil { return "place" }
        let last = text.tokens[head.tokens.upperBound - 1]
        return last.isCapitalized ? "name" : stem(last, keepsName)
    }

    private func stem(_ token: Token, _ keepsName: Bool) -> FeatureWord {
        var words = FoldedWords(reserving: 1)
        words.append(token, of: text)
        return stem(words[0], keepsName)
    }

    private static let functionWords: WordSet = [
        WordKey("the"), WordKey("a"), WordKey("an"), WordKey("of"), WordKey("to"), WordKey("and"),
        WordKey("in"), WordKey("on"), WordKey("at"), WordKey("for"), WordKey("by"), WordKey("with"),
        WordKey("from"), WordKey("as"), WordKey("is"), WordKey("was"), WordKey("were"),
        WordKey("be"), WordKey("been"), WordKey("it"), WordKey("its"), WordKey("that"),
        WordKey("this"), WordKey("which"), WordKey("has"), WordKey("have"), WordKey("had"),
        WordKey("said"), WordKey("s"),
    ]
}
