internal import Gazetteer
internal import Incidents

/// A noun phrase that may name who or what suffered a deed.
struct TargetCandidate {
    let sentence: Int
    let chunk: Int
    /// The noun group itself, and the phrase with what "of" leads to.
    let core: Range<Int>
    let phrase: Range<Int>
    let kind: NounKind
    /// The family name of a person, or another last name.
    let lastName: WordKey?
    /// What it opposes: "X, *the Y*" is one.
    let apposedTo: Int?
    var features: FeatureSet
    /// How many the deed killed of them, where grammar says that it did.
    var killed: (minimum: Int?, maximum: Int?)?
}

/// Gathers the candidates of a draft from the sentences that tell it, and from their neighbours.
struct TargetCandidates {
    let text: AnalyzedText
    let mentions: [Mention]
    let sentence: (Int) -> TargetSentence?
    var keepsNames = false

    /// Of a deed told many times over, the first tellings.
    private static let mostEvents = 12

    func candidates(of draft: DraftIncident) -> [TargetCandidate] {
        let events = Array(draft.events.prefix(Self.mostEvents))
        let told = Set(events.map(\.sentence)).sorted()
        var offsets: [Int: Int] = [:]
        for index in told { offsets[index] = 0 }
        for index in told {
            for step in [1, -1] where offsets[index + step] == nil { offsets[index + step] = step }
        }
        return offsets.keys.sorted().flatMap { index -> [TargetCandidate] in
            guard text.sentences.indices.contains(index), let sentence = sentence(index),
                let offset = offsets[index]
            else { return [] }
            let features = TargetFeatures(
                text: text, mentions: mentions, sentence: sentence,
                events: events.filter { $0.sentence == index }, type: draft.type, offset: offset)
            return sentence.phrases.chunks.indices.compactMap {
                candidate($0, index, sentence, features)
            }
        }
    }

    private func candidate(
        _ chunk: Int, _ index: Int, _ sentence: TargetSentence, _ features: TargetFeatures
    ) -> TargetCandidate? {
        guard let kind = sentence.kinds[chunk], kind != .weapon, kind != .pronoun,
            !sentence.isSpeaker(chunk), !sentence.isMedium(chunk)
        else { return nil }
        var own = FeatureSet(keepingNames: keepsNames)
        if kind == .event { return owner(chunk, index, sentence, features, &own) }
        guard let core = words(sentence.phrases.chunks[chunk].units, chunk, sentence) else {
            return nil
        }
        features.add(chunk, kind, to: &own)
        let end = sentence.phrases.tokens(sentence.phraseEnd(chunk)).upperBound
        let isApposed =
            chunk >= 2 && sentence.phrases.chunks[chunk - 1].kind == .comma
            && sentence.phrases.isNounGroup(chunk - 2)
        return TargetCandidate(
            sentence: index, chunk: chunk, core: core,
            phrase: core.lowerBound..<max(core.upperBound, end), kind: kind,
            lastName: Self.lastName(sentence.phrases.chunks[chunk].units, sentence.phrases, text),
            apposedTo: isApposed ? chunk - 2 : nil, features: own,
            killed: features.isKilled(chunk) ? count(chunk, sentence) : nil)
    }

    /// "*Salazar's* murder": who stands before an event noun as its owner.
    private func owner(
        _ chunk: Int, _ index: Int, _ sentence: TargetSentence, _ features: TargetFeatures,
        _ own: inout FeatureSet
    ) -> TargetCandidate? {
        let units = sentence.phrases.chunks[chunk].units
        guard let mark = units.last(where: { sentence.phrases.units[$0].tag == .possessive }),
            mark < sentence.phrases.chunks[chunk].head
        else { return nil }
        let isMark = text.tokens[sentence.phrases.units[mark].tokens.lowerBound].kind == .mark
        let owners = units.lowerBound..<(isMark ? mark : mark + 1)
        guard let last = owners.last, sentence.phrases.units[last].tag != .pronoun,
            let core = words(owners, chunk, sentence)
        else { return nil }
        features.add(owner: last, of: chunk, to: &own)
        return TargetCandidate(
            sentence: index, chunk: chunk, core: core, phrase: core, kind: .name,
            lastName: Self.lastName(owners, sentence.phrases, text), apposedTo: nil, features: own,
            killed: isKilling(chunk, features) ? count(chunk, sentence, of: owners) : nil)
    }

    private func isKilling(_ chunk: Int, _ features: TargetFeatures) -> Bool {
        features.events.contains { $0.chunk == chunk && features.isKilling($0) }
    }

    /// As counted, or one: a name, "a judge". Plurals without a figure and "the victim" are left to
    /// those who count.
    private func count(_ chunk: Int, _ sentence: TargetSentence, of part: Range<Int>? = nil)
        -> (minimum: Int?, maximum: Int?)?
    {
        let units = part ?? sentence.phrases.chunks[chunk].units
        if let figure = units.lazy.compactMap({ sentence.phrases.units[$0].quantity }).first {
            return (figure.wholeMinimum, figure.wholeMaximum)
        }
        guard let last = units.last, let first = units.first else { return nil }
        let head = sentence.phrases.units[last]
        if Self.lastName(units, sentence.phrases, text) != nil, head.lexeme?.isPlural != true {
            return (1, 1)
        }
        let isOne = head.lexeme?.person?.isGroup == false && head.lexeme?.isPlural == false
        return isOne && Self.indefinite.contains(sentence.phrases.units[first].key) ? (1, 1) : nil
    }

    private static let indefinite: WordSet = [WordKey("a"), WordKey("an"), WordKey("another")]

    private func words(_ units: Range<Int>, _ chunk: Int, _ sentence: TargetSentence)
        -> Range<Int>?
    {
        ParticipantReader(
            text: text, phrases: sentence.phrases, mentions: mentions, lastActor: nil
        ).words(units, of: chunk).flatMap { words in
            // A mark of possession by itself names nobody.
            text.tokens[words].contains { $0.isWord && !$0.flags.contains(.possessive) }
                ? words : nil
        }
    }

    /// The last word that is written like a name and is no word of the lexicon.
    static func lastName(
        _ units: Range<Int>, _ phrases: SentencePhrases, _ text: AnalyzedText
    ) -> WordKey? {
        for unit in units.reversed().map({ phrases.units[$0] }) {
            let token = text.tokens[unit.tokens.lowerBound]
            if token.isWord, token.isCapitalized, unit.lexeme == nil, unit.place == nil,
                token.end - token.start > 2
            {
                return token.key
            }
            if unit.lexeme != nil, unit.tag != .possessive { return nil }
        }
        return nil
    }
}
