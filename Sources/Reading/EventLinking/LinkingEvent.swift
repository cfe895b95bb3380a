internal import Gazetteer
internal import Incidents

/// The event whose place is sought, as words tell it.
struct LinkingEvent {
    /// From the start of the sentence.
    let tokens: Range<Int>
    let chunk: Int?
    let stem: FeatureWord
    let ending: FeatureWord
    /// "-" when the lexicon does not know it.
    var concept: FeatureWord = "-"
    /// "v" for a verb, with "p" passive, "i" infinitive, "q" participle; "n" else.
    var form: FeatureWord = "n"
    var subject: FeatureWord = "-"
    var object: FeatureWord = "-"
    let isBehindAuxiliary: Bool

    /// - Parameter tokens: where the event is told; not empty.
    init(_ tokens: Range<Int>, in sentence: LinkingSentence) {
        self.tokens = tokens
        let first = tokens.lowerBound
        chunk = sentence.chunk(first)
        let word = String(decoding: sentence.folded[first], as: UTF8.self)
        stem = FeatureWord(CrudeStem.of(word))
        ending = FeatureWord(String(word.suffix(3)))
        isBehindAuxiliary = sentence.closed[max(0, first - 3)..<first].contains {
            $0.contains(.auxiliary)
        }
        let lexeme = sentence.unit(first)?.lexeme
        if let sense = lexeme?.event ?? lexeme?.nounEvent {
            concept = FeatureWord(sense.concept.rawValue)
        }
        guard let chunk, sentence.phrases.chunks[chunk].kind == .verbGroup else { return }
        let verb = sentence.phrases.chunks[chunk].verb
        form = FeatureWord(
            "v" + (verb.isPassive ? "p" : "") + (verb.isInfinitive ? "i" : "")
                + (verb.isParticiple ? "q" : ""))
        subject = sentence.phrases.subject(of: chunk).map(sentence.headClass) ?? "-"
        object = sentence.phrases.object(of: chunk).map(sentence.headClass) ?? "-"
    }
}

extension LinkingSentence {
    /// What the lexicon says of a chunk's head.
    func headClass(_ chunk: Int) -> FeatureWord {
        LexicalClass(phrases.head(chunk).lexeme).word(keepingName: keepsNames)
    }
}
