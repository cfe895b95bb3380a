internal import Gazetteer
internal import Incidents

/// A sentence as phrases, and who does what in it.
///
/// Relations are found by position, not by a parse: a subject is the nearest noun group to the left
/// that no preposition governs, and so on. Cost: linear in the length of the sentence for each
/// question asked.
final class SentencePhrases {
    let sentence: Int
    let units: [Unit]
    let chunks: [Chunk]
    /// The chunk of each unit.
    private let chunkOfUnit: [Int]

    init(sentence: Int, units: [Unit]) {
        self.sentence = sentence
        self.units = units
        chunks = Chunker(units: units).chunks()
        var owner = [Int](repeating: 0, count: units.count)
        for (index, chunk) in chunks.enumerated() {
            for unit in chunk.units { owner[unit] = index }
        }
        chunkOfUnit = owner
    }

    func chunk(ofUnit unit: Int) -> Int { chunkOfUnit[unit] }
    func head(_ chunk: Int) -> Unit { units[chunks[chunk].head] }
    func tokens(_ chunk: Int) -> Range<Int> {
        units[chunks[chunk].units.lowerBound].tokens
            .lowerBound..<units[chunks[chunk].units.upperBound - 1].tokens.upperBound
    }

    func isNounGroup(_ index: Int) -> Bool {
        chunks.indices.contains(index) && chunks[index].kind == .nounGroup
    }

    // MARK: Subjects

    /// The noun group that does what the verb group says; for a passive one, to which it is done.
    func subject(of verb: Int, depth: Int = 0) -> Int? {
        guard depth < 8 else { return nil }
        if chunks[verb].verb.isInfinitive {
            return governor(of: verb).flatMap { subject(of: $0, depth: depth + 1) }
        }
        if let main = verbBefore(passive: verb) { return subject(of: main, depth: depth + 1) }
        if let main = verbBefore(suspected: verb) {
            return object(of: main) ?? subject(of: main, depth: depth + 1)
        }
        var index = (qualifierStart(before: verb) ?? verb) - 1
        while index >= 0 {
            switch chunks[index].kind {
            case .nounGroup:
                index = firstOfList(endingAt: index, ofSpeakers: isReport(verb))
                if let start = phraseStart(before: index) {
                    index = start
                } else if let relative = relativeOpening(objectAt: index) {
                    index = relative
                } else if isObject(index), head(index - 1).key == Words.including {
                    index -= 1
                } else if isObject(index), index > 1, isParticipial(index - 1),
                    chunks[verb].verb.isFinite, isNounGroup(index - 2), index + 1 == verb
                {
                    // "Bandits *riding motorcycles* attacked".
                    index -= 1
                } else if isObject(index), isParticipial(verb) || isFurtherDeed(verb, after: index)
                {
                    return subject(of: index - 1, depth: depth + 1)
                } else if let start = asideStart(endingAt: index) {
                    index = start
                } else if isAge(index) || isContainer(index) || isAppositive(index, before: verb) {
                    index -= 1
                } else {
                    return index
                }
            case .relative: return antecedent(of: index)
            case .conjunction where index > 0 && precedingVerb(before: index) != nil:
                return precedingVerb(before: index).flatMap { subject(of: $0, depth: depth + 1) }
            case .verbGroup where chunks[index].verb.isReduced:
                // "arrested men *suspected* of planning an attack": they, and not who arrested them.
                if !chunks[index..<verb].contains(where: { $0.kind == .comma }) {
                    return index - 1
                }
            case .verbGroup
            where isReport(index) && (isParticipial(verb) ? index + 1 < verb : index + 1 == verb):
                // "…launched an offensive, residents said, unleashing bombs", "a blast that police say
                // killed ten": what was said goes on.
                guard let speaker = subject(of: index, depth: depth + 1), speaker > 0 else {
                    return nil
                }
                index = speaker
            case .verbGroup where isParticipial(verb) && isMoment(index, before: verb):
                index = clause(around: index).lowerBound
            case .verbGroup where isParticipial(verb) || chunks[index].verb.isFinite:
                return subject(of: index, depth: depth + 1)
            case .subordinator, .boundary:
                return isParticipial(verb) ? followingSubject(of: verb) : nil
            default: break
            }
            index -= 1
        }
        return isParticipial(verb) ? followingSubject(of: verb) : nil
    }

    /// "stabbed two soldiers *before being shot* dead": of the subject of the verb before.
    private func verbBefore(passive verb: Int) -> Int? {
        guard verb > 1, units[chunks[verb].units.lowerBound].key == Self.being,
            Self.turns.contains(head(verb - 1).key)
        else { return nil }
        return chunks[..<(verb - 1)].lastIndex { $0.kind == .verbGroup && $0.verb.isFinite }
    }

    /// "arrested 12 people *on suspicion of planning* attacks": what those did whom the verb before is done to.
    private func verbBefore(suspected verb: Int) -> Int? {
        guard verb > 3, chunks[verb].verb.isParticiple, head(verb - 1).key == Words.of,
            Self.charges.contains(head(verb - 2).key)
        else { return nil }
        return chunks[..<(verb - 2)].lastIndex { $0.kind == .verbGroup }
    }

    private static let charges: WordSet = [
        WordKey("suspicion"), WordKey("charges"), WordKey("charge"), WordKey("accusations"),
        WordKey("allegations"),
    ]
    private static let being = WordKey("being")
    private static let turns: WordSet = [WordKey("before"), WordKey("after")]

    private func isReport(_ verb: Int) -> Bool {
        units[chunks[verb].head].lexeme?.grammar == .report
    }

    private func isParticipial(_ verb: Int) -> Bool {
        chunks[verb].verb.isParticiple && !chunks[verb].verb.isPassive
    }

    /// Where the prepositional phrase that ends in this noun group begins, if one does.
    func phraseStart(before noun: Int) -> Int? {
        noun > 0 && chunks[noun - 1].kind == .preposition ? noun - 1 : nil
    }

    /// The relative pronoun of the clause whose object this noun group is: "who had fled *Mosul*".
    private func relativeOpening(objectAt noun: Int) -> Int? {
        guard noun > 1, chunks[noun - 1].kind == .verbGroup, chunks[noun - 2].kind == .relative
        else { return nil }
        return noun - 1
    }

    /// "soldiers, police and *others*": the list begins with its first noun group. "…killing six people, *the army
    /// and the police* said": of those who speak, behind the last comma.
    func firstOfList(endingAt noun: Int, ofSpeakers: Bool = false) -> Int {
        if let first = firstOfLongList(endingAt: noun) { return first }
        var index = noun
        while index >= 2, chunks[index - 2].kind == .nounGroup {
            if chunks[index - 1].kind == .conjunction {
                index -= 2
            } else if chunks[index - 1].kind == .comma, index < noun,
                !(ofSpeakers && isObject(index - 2)), let member = member(endingAt: index - 2)
            {
                index = member
            } else {
                break
            }
        }
        return index
    }

    /// "a colonel, a judge, *and a senator*": with a comma before "and", of at least three.
    private func firstOfLongList(endingAt noun: Int) -> Int? {
        guard noun >= 5, chunks[noun - 1].kind == .conjunction, chunks[noun - 2].kind == .comma,
            isNounGroup(noun - 3)
        else { return nil }
        var index = noun - 3
        while index >= 2, chunks[index - 1].kind == .comma, isNounGroup(index - 2),
            let member = member(endingAt: index - 2)
        {
            index = member
        }
        return index == noun - 3 || isObject(index) || phraseStart(before: index) != nil
            ? nil : index
    }

    /// Where a member of a list begins: "*the mayor* of Cali, his wife and…". In "near Mosul, …" the name is none.
    private func member(endingAt noun: Int) -> Int? {
        guard let preposition = phraseStart(before: noun) else { return noun }
        let owner = preposition - 1
        guard head(preposition).key == Words.of, isNounGroup(owner),
            head(owner).lexeme?.person?.isGroup == false, phraseStart(before: owner) == nil,
            !isObject(owner)
        else { return nil }
        return owner
    }

    private func isObject(_ noun: Int) -> Bool {
        noun > 0 && chunks[noun - 1].kind == .verbGroup
    }

    private func antecedent(of relative: Int) -> Int? {
        var index = relative - 1
        while index >= 0, chunks[index].kind == .comma || chunks[index].kind == .date { index -= 1 }
        return isNounGroup(index) ? index : nil
    }

    /// "…destroyed cameras *and then* smashed": the verb that this one is joined to.
    private func precedingVerb(before conjunction: Int) -> Int? {
        var index = conjunction - 1
        while index >= 0, chunks[index].kind != .boundary, chunks[index].kind != .subordinator {
            if chunks[index].kind == .verbGroup { return index }
            index -= 1
        }
        return nil
    }

    /// The verb that an infinitive or participle hangs on: the nearest to the left that reports nothing.
    func governor(of verb: Int) -> Int? {
        var index = verb - 1
        while index >= 0, chunks[index].kind != .boundary {
            if chunks[index].kind == .verbGroup { return index }
            index -= 1
        }
        return nil
    }

    /// "Launching a raid, *militants* …": after the participle's own phrase and a comma.
    private func followingSubject(of verb: Int) -> Int? {
        var index = verb + 1
        var sawComma = false
        while index < chunks.count, chunks[index].kind != .boundary {
            if chunks[index].kind == .comma { sawComma = true }
            if sawComma, isNounGroup(index), phraseStart(before: index) == nil,
                !(index + 1 < chunks.count && chunks[index + 1].kind == .verbGroup
                    && isReport(index + 1))
            {
                return index
            }
            index += 1
        }
        return nil
    }

    // MARK: Objects

    /// The noun group right behind an active verb group.
    func object(of verb: Int) -> Int? {
        guard !chunks[verb].verb.isPassive else { return nil }
        var index = verb + 1
        while index < chunks.count {
            switch chunks[index].kind {
            case .nounGroup: return index
            case _ where isAside(index): index += 1
            default: return nil
            }
        }
        return nil
    }

    /// "the plant, *which* troops seized": what the relative pronoun before the verb's own subject stands for.
    func relativeObject(of verb: Int) -> Int? {
        guard !chunks[verb].verb.isPassive, verb > 2, isNounGroup(verb - 1),
            chunks[verb - 2].kind == .relative
        else { return nil }
        return antecedent(of: verb - 2)
    }

    /// What may stand between a verb and its object: "carried *out* an attack".
    private func isAside(_ index: Int) -> Bool {
        switch chunks[index].kind {
        case .quote, .other, .date: true
        default: false
        }
    }

    /// "by the militants".
    func agent(of verb: Int) -> Int? {
        var index = verb + 1
        while index + 1 < chunks.count, index < verb + 8 {
            if chunks[index].kind == .verbGroup || chunks[index].kind == .boundary { return nil }
            if chunks[index].kind == .preposition, head(index).key == Words.by,
                isNounGroup(index + 1)
            {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    /// The verb group whose object a noun group is, straight or through "a wave *of attacks*".
    func governingVerb(of noun: Int) -> Int? {
        var index = noun - 1
        while index >= 1, chunks[index].kind == .preposition, head(index).key == Words.of {
            index -= 2
        }
        while index >= 0, isAside(index) { index -= 1 }
        return index >= 0 && chunks[index].kind == .verbGroup ? index : nil
    }

    /// The verb group whose subject a noun group is.
    func verb(withSubject noun: Int) -> Int? { verb(withSubject: noun, after: noun) }

    /// The same, past a chunk.
    func verb(withSubject noun: Int, after chunk: Int) -> Int? {
        for index in chunks.indices.dropFirst(chunk + 1) {
            if chunks[index].kind == .boundary { return nil }
            guard chunks[index].kind == .verbGroup else { continue }
            if subject(of: index) == noun { return index }
            // "A truce, if one is signed, would…": what stands between commas is passed over.
            let isAside = chunks[noun..<index].contains {
                $0.kind == .subordinator || $0.kind == .relative
            }
            if !isAside { return nil }
        }
        return nil
    }

    /// "died *of a heart attack*".
    func isNaturalDeath(_ verb: Int) -> Bool {
        guard head(verb).lexeme?.event?.concept == .die else { return false }
        return phrases(after: verb).prefix(2).contains { phrase in
            let word = head(phrase.preposition).key
            return (word == Words.of || word == Words.from)
                && chunks[phrase.noun].units.contains {
                    units[$0].lexeme?.things.contains(.disease) == true
                }
        }
    }

    /// "was shot *in the leg*".
    func isInLimb(_ verb: Int) -> Bool {
        guard chunks[verb].kind == .verbGroup else { return false }
        return phrases(after: verb).prefix(2).contains { phrase in
            head(phrase.preposition).key == Words.in && Self.limbs.contains(head(phrase.noun).key)
        }
    }

    private static let limbs: WordSet = [
        WordKey("leg"), WordKey("legs"), WordKey("arm"), WordKey("arms"), WordKey("foot"),
        WordKey("feet"), WordKey("hand"), WordKey("thigh"), WordKey("knee"), WordKey("shoulder"),
        WordKey("ankle"), WordKey("hip"), WordKey("elbow"),
    ]

    /// "*Since 2015*, the violence *has killed* 10,000 and *displaced* two million": a sum of many events;
    /// not "since Sunday".
    func isCumulative(_ verb: Int, in text: AnalyzedText) -> Bool {
        let isPerfect = chunks[...verb].contains {
            $0.kind == .verbGroup && $0.verb.isPerfect && $0.verb.tense == .present
        }
        guard isPerfect else { return false }
        // "The *war* … has killed tens of thousands".
        if let subject = subject(of: verb), Self.wars.contains(head(subject).key),
            chunks[verb].verb.isPerfect
        {
            return true
        }
        let tokens = units.flatMap(\.tokens)
        return tokens.indices.contains { index in
            text.tokens[tokens[index]].key == Self.since
                && tokens[index...].prefix(3).contains { isYear(text.tokens[$0]) }
        }
    }

    private func isYear(_ token: Token) -> Bool {
        token.kind == .number && token.end - token.start == 4
    }

    private static let since = WordKey("since")
    private static let wars: WordSet = [
        WordKey("war"), WordKey("conflict"), WordKey("insurgency"), WordKey("violence"),
        WordKey("wars"), WordKey("unrest"), WordKey("crisis"),
    ]
}
