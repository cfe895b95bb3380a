internal import Gazetteer
internal import Incidents

/// What speaks for and against a noun group naming what suffered a deed: how grammar ties it to the
/// deed's words and to other verbs, what it is, what leads it in, how far it stands.
///
/// No feature holds a name.
struct TargetFeatures {
    let text: AnalyzedText
    let mentions: [Mention]
    let sentence: TargetSentence
    /// Those of the draft in this sentence.
    let events: [EventMention]
    let type: IncidentType
    /// 0 in a sentence that tells the deed, −1 or 1 beside one.
    let offset: Int

    private var phrases: SentencePhrases { sentence.phrases }

    func add(_ chunk: Int, _ kind: NounKind, to features: inout FeatureSet) {
        let first = sentence.listStart(chunk)
        addDeed(chunk, first, kind, &features)
        addItself(chunk, kind, &features)
        addVerbs(chunk, first, kind, &features)
        addNeighbours(chunk, kind, &features)
        features.removeRepeatedNames()
    }

    /// Who owns an event noun: "*Salazar's* murder".
    func add(owner unit: Int, of chunk: Int, to features: inout FeatureSet) {
        let concept = phrases.head(chunk).lexeme?.nounEvent?.concept.rawValue ?? "-"
        features.add("owner")
        features.add("owner=", concept)
        features.add("owner,offset=", offsetName)
        features.add("owner,own=", events.contains { $0.chunk == chunk })
        addClasses(phrases.units[unit], "owner=", &features)
        features.removeRepeatedNames()
    }

    /// Whether grammar takes it for a target of the deed.
    func ties(_ tokens: Range<Int>) -> Bool {
        events.contains { $0.targets.contains { $0.tokens.overlaps(tokens) } }
    }

    /// Whether a noun group is of those that a deed of this sentence killed.
    func isKilled(_ chunk: Int) -> Bool {
        let first = sentence.listStart(chunk)
        return events.contains { event in
            guard isKilling(event) else { return false }
            return [chunk, first].contains {
                relation($0, to: event).map(Self.suffering.contains) ?? false
            }
        }
    }

    func isKilling(_ event: EventMention) -> Bool {
        guard event.modality == .asserted else { return false }
        switch event.concept {
        case .kill, .assassinate, .execute, .massacre, .die: return true
        case .shoot: return Self.dead.contains(text.tokens[event.trigger.upperBound - 1].key)
        default: return false
        }
    }

    private static let suffering = Set(["object", "passive subject", "next of"])
    private static let dead: WordSet = [WordKey("dead"), WordKey("death")]

    private var offsetName: StaticString { offset == 0 ? "0" : offset > 0 ? "+1" : "-1" }

    // MARK: The deed

    private func addDeed(
        _ chunk: Int, _ first: Int, _ kind: NounKind, _ f: inout FeatureSet
    ) {
        var isTied = false
        for event in events {
            addRelation(chunk, "", event, kind, &isTied, &f)
            if first != chunk { addRelation(first, "and ", event, kind, &isTied, &f) }
            if chunk >= 2, phrases.chunks[chunk - 1].kind == .comma, phrases.isNounGroup(chunk - 2)
            {
                addRelation(chunk - 2, "apposed ", event, kind, &isTied, &f)
            }
        }
        if !isTied { f.add("untied|", kind.rawValue) }
        if let nearest = events.map({ chunk - $0.chunk }).min(by: { abs($0) < abs($1) }) {
            f.add("distance=", nearest > 0 ? "+" : "-", Self.bucket(abs(nearest)))
        }
        let words = phrases.tokens(chunk)
        if ties(words) {
            f.add("target")
            f.add("target|", kind.rawValue)
        }
        f.add("offset=", offsetName, "|", kind.rawValue)
        f.add("kind=", kind.rawValue)
        f.add("kind=", kind.rawValue, "|", type.rawValue)
    }

    private func addRelation(
        _ chunk: Int, _ prefix: String, _ event: EventMention, _ kind: NounKind,
        _ isTied: inout Bool, _ f: inout FeatureSet
    ) {
        guard let relation = relation(chunk, to: event) else { return }
        isTied = true
        f.add("deed=", prefix, relation)
        f.add("deed=", prefix, relation, "|", event.concept.rawValue)
        f.add("deed=", prefix, relation, "|", kind.rawValue)
    }

    func relation(_ chunk: Int, to event: EventMention) -> String? {
        guard phrases.chunks.indices.contains(event.chunk) else { return nil }
        if chunk == event.chunk { return "itself" }
        if !event.isNominal, let frame = frame(event.chunk) {
            if frame.object == chunk { return event.isPassive ? "passive object" : "object" }
            if frame.subject == chunk { return event.isPassive ? "passive subject" : "subject" }
            if frame.agent == chunk { return "agent" }
        }
        guard chunk > event.chunk, sentence.isPreposition(chunk - 1) else { return nil }
        let between = phrases.chunks[(event.chunk + 1)..<(chunk - 1)]
        if between.isEmpty { return "next " + sentence.labels[chunk - 1] }
        return between.allSatisfy { Self.bridging.contains($0.kind) }
            ? "later " + sentence.labels[chunk - 1] : nil
    }

    private static let bridging: Set<Chunk.Kind> = [.preposition, .nounGroup, .date, .comma]

    private func frame(_ verb: Int) -> TargetSentence.Frame? {
        guard phrases.chunks[verb].kind == .verbGroup else { return nil }
        return sentence.frames[
            phrases.chunks[..<verb].count { $0.kind == .verbGroup }]
    }

    private static func bucket(_ distance: Int) -> Int {
        [0, 1, 2, 3, 4, 6, 9, 14].firstIndex { distance <= $0 } ?? 8
    }

    // MARK: The noun group

    private func addItself(_ chunk: Int, _ kind: NounKind, _ f: inout FeatureSet) {
        let units = phrases.chunks[chunk].units
        var names = 0
        for index in units {
            let unit = phrases.units[index]
            let token = text.tokens[unit.tokens.lowerBound]
            let isName = token.isCapitalized && unit.lexeme == nil
            if isName, unit.place == nil { names += 1 }
            if !isName { addWords(unit, &f) }
            addClasses(unit, "is=", &f)
        }
        if units.contains(where: { phrases.units[$0].quantity != nil }) {
            f.add("counted|", kind.rawValue)
        }
        if phrases.units[units.lowerBound].tag == .determiner { f.add("determined") }
        if phrases.head(chunk).lexeme?.isPlural == true { f.add("plural|", kind.rawValue) }
        f.add("length=", min(units.count, 5))
        f.add("names=", min(names, 3), "|", kind.rawValue)
        let end = sentence.phraseEnd(chunk)
        if end > chunk, let inner = sentence.kinds[chunk + 2] {
            f.add("of|", inner.rawValue)
            f.add("of|", kind.rawValue, "|", inner.rawValue)
        }
    }

    private func addWords(_ unit: Unit, _ f: inout FeatureSet) {
        var words = FoldedWords(reserving: unit.tokens.count)
        for token in text.tokens[unit.tokens] where token.isWord { words.append(token, of: text) }
        for index in 0..<words.count {
            f.add(FeatureWord(words[index], keepingName: f.keepsNames))
        }
    }

    private func addClasses(_ unit: Unit, _ prefix: String, _ f: inout FeatureSet) {
        guard let lexeme = unit.lexeme else {
            if let place = unit.place {
                f.add(prefix, "place ", mentions[place].role.rawValue)
                let kind = mentions[place].resolution.place?.kind
                f.add(prefix, "place ", kind?.rawValue ?? "unknown")
            }
            return
        }
        if let person = lexeme.person {
            f.add(prefix, person.kind.rawValue, person.isGroup ? " group" : "")
            if lexeme.isPlural { f.add(prefix, person.kind.rawValue, " plural") }
        }
        if let group = lexeme.group { f.add(prefix, "named ", group.kind.rawValue) }
        if let concept = lexeme.nounEvent?.concept { f.add(prefix, "event ", concept.rawValue) }
    }

    // MARK: Verbs

    private func addVerbs(
        _ chunk: Int, _ first: Int, _ kind: NounKind, _ f: inout FeatureSet
    ) {
        for frame in sentence.frames {
            if frame.object == chunk { addRole("", "obj", frame, kind, &f) }
            if frame.subject == chunk { addRole("", frame.subjectRole, frame, kind, &f) }
            guard first != chunk else { continue }
            if frame.object == first { addRole("and ", "obj", frame, kind, &f) }
            if frame.subject == first { addRole("and ", frame.subjectRole, frame, kind, &f) }
        }
    }

    private func addRole(
        _ prefix: String, _ role: String, _ frame: TargetSentence.Frame, _ kind: NounKind,
        _ f: inout FeatureSet
    ) {
        f.add(prefix, role, "=", frame.sense)
        f.add(prefix, role, "=", frame.sense, "|", kind.rawValue)
        if role != "asubj" { f.add(prefix, role, ":", frame.word) }
    }

    // MARK: Neighbours

    private func addNeighbours(_ chunk: Int, _ kind: NounKind, _ f: inout FeatureSet) {
        let (before, behind) = (sentence.label(chunk - 1), sentence.label(chunk + 1))
        f.add("before=", before)
        f.add("before=", before, "|", kind.rawValue)
        f.add("behind=", behind)
        f.add("behind=", behind, "|", kind.rawValue)
        guard chunk >= 2, sentence.isPreposition(chunk - 1) else { return }
        let lexeme = phrases.head(chunk - 2).lexeme
        if let concept = (lexeme?.nounEvent ?? lexeme?.event)?.concept.rawValue {
            f.add("event=", concept, " ", before)
            f.add("event=", concept, " ", before, "|", kind.rawValue)
        }
        if phrases.head(chunk - 1).key == Words.of, let outer = sentence.kinds[chunk - 2] {
            f.add("within|", outer.rawValue)
        }
    }
}
