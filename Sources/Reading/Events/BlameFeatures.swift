internal import Gazetteer
internal import Incidents

/// What speaks for and against a group having done a deed: what the report says of it in the words
/// around its name, what it does there, how far that stands from the deed.
///
/// No feature holds a name.
struct BlameFeatures {
    let text: AnalyzedText
    let draft: DraftIncident
    let sentence: (Int) -> TargetSentence?

    /// - Parameter namings: of one group, at least one.
    func add(_ namings: [BlameReader.Naming], to f: inout FeatureSet) {
        guard let first = namings.first else { return }
        let kind = (first.isNamed ? "named " : "") + first.group.kind.rawValue
        let told = draft.events.prefix(Self.mostEvents).map(\.sentence)
        let distance = { (naming: BlameReader.Naming) in
            told.map { abs($0 - naming.sentence) }.min() ?? 9
        }
        f.add("kind=", kind)
        f.add("kind=", kind, "|", draft.type.rawValue)
        f.add("named=", Self.bucket(namings.count))
        let nearest = Self.bucket(namings.map(distance).min() ?? 9)
        f.add("distance=", nearest)
        f.add("distance=", nearest, "|", kind)
        f.add("before=", first.sentence <= told.min() ?? 0)
        addGrammar(first, kind, &f)
        for naming in namings.prefix(Self.mostNamings) {
            let away = distance(naming)
            let place = away == 0 ? "here" : away == 1 ? "near" : "far"
            addWords(naming, place, &f)
            addClause(naming, kind, place, &f)
        }
        f.removeRepeatedNames()
    }

    private static let mostEvents = 12
    private static let mostNamings = 12

    private static func bucket(_ count: Int) -> Int {
        [0, 1, 2, 4, 8].firstIndex { count <= $0 } ?? 5
    }

    // MARK: The deed's own actors

    private func addGrammar(
        _ naming: BlameReader.Naming, _ kind: String, _ f: inout FeatureSet
    ) {
        if draft.perpetrators.contains(where: { $0.name == naming.group.name }) {
            f.add("perpetrator")
            f.add("perpetrator|", kind)
        }
        if draft.targets.contains(where: { $0.name == naming.group.name }) { f.add("target") }
        let kinds = Set(draft.perpetrators.map(\.kind.rawValue)).sorted()
        for other in kinds { f.add("beside=", other, "|", kind) }
        if kinds.isEmpty { f.add("alone|", kind) }
    }

    // MARK: Words around its name

    private func addWords(
        _ naming: BlameReader.Naming, _ place: String, _ f: inout FeatureSet
    ) {
        let sentence = text.sentences[naming.sentence]
        let group = naming.group.tokens
        let before = max(sentence.lowerBound, group.lowerBound - 8)..<group.lowerBound
        let behind = group.upperBound..<min(sentence.upperBound, group.upperBound + 6)
        guard before.lowerBound <= before.upperBound, behind.lowerBound <= behind.upperBound else {
            return
        }
        for token in text.tokens[before] {
            if let word = Self.telling[token.key] {
                f.add("before:", word)
                f.add("before:", word, "|", place)
            }
        }
        for token in text.tokens[behind] {
            if let word = Self.acting[token.key] {
                f.add("behind:", word)
                f.add("behind|", place)
            }
        }
    }

    // MARK: Its clause

    private func addClause(
        _ naming: BlameReader.Naming, _ kind: String, _ place: String, _ f: inout FeatureSet
    ) {
        guard let sentence = sentence(naming.sentence) else { return }
        let chunk = naming.chunk
        let phrases = sentence.phrases
        let led = sentence.label(chunk - 1)
        f.add("led=", led, "|", place)
        if chunk >= 2, sentence.isPreposition(chunk - 1) {
            let head = phrases.head(chunk - 2)
            if let concept = (head.lexeme?.nounEvent ?? head.lexeme?.event)?.concept.rawValue {
                f.add("led=", led, " ", concept)
            } else if head.lexeme != nil {
                f.add("led=", led, " ", TargetSentence.word(head, text), "|", kind)
            }
        }
        if let lexeme = phrases.head(chunk).lexeme {
            f.add(
                "head=", lexeme.person?.kind.rawValue ?? (lexeme.group != nil ? "named" : "other"))
        }
        for frame in sentence.frames {
            if frame.subject == chunk {
                f.add(frame.subjectRole, "=", frame.sense)
                f.add(frame.subjectRole, "=", frame.sense, "|", place)
                f.add(frame.subjectRole, ":", frame.word)
            }
            if frame.object == chunk { f.add("obj=", frame.sense) }
            if frame.agent == chunk {
                f.add("agent=", frame.sense)
                f.add("agent|", place)
            }
        }
        let features = TargetFeatures(
            text: text, mentions: [], sentence: sentence,
            events: draft.events.prefix(Self.mostEvents).filter {
                $0.sentence == naming.sentence
            }, type: draft.type, offset: 0)
        for event in features.events {
            guard let relation = features.relation(chunk, to: event) else { continue }
            f.add("deed=", relation)
            f.add("deed=", relation, "|", kind)
        }
    }

    // MARK: Words

    private static func keyed(_ words: [String]) -> [WordKey: String] {
        Dictionary(words.map { (WordKey(folded: $0.utf8), $0) }) { first, _ in first }
    }

    private static let telling = keyed([
        "by", "claimed", "members", "attributed", "blamed", "blames", "blame", "accused", "accuses",
        "belonging", "responsible", "responsibility", "alleged", "suspected", "presumed", "member",
        "of", "from", "against", "with", "talks", "dialogue", "between", "and", "claimed",
        "perpetrated", "committed", "staged", "carried", "implicated", "involved", "work",
    ])
    private static let acting = keyed([
        "guerrillas", "rebels", "terrorists", "members", "commando", "commandos", "fighters",
        "militants", "attacked", "killed", "murdered", "kidnapped", "claimed", "dynamited",
        "bombed", "ambushed", "planted", "destroyed", "burned", "denied", "condemned",
    ])
}
