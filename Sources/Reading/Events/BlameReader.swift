internal import Gazetteer
internal import Incidents

/// Finds the group or force that a report holds responsible for a deed, wherever it says so: "…was
/// claimed by the FMLN", "police blame Shining Path guerrillas", "members of the army".
///
/// Every group that the report names is weighed by all it says of it, near the deed and far from it.
struct BlameReader {
    let text: AnalyzedText
    let model: LogisticModel
    let sentence: (Int) -> TargetSentence?
    /// The sentences that tell of incidents: whoever is named only where another one is told is not blamed.
    private let told: Set<Int>
    private let known = KnownNamings()
    var keepsNames = false

    typealias Participant = EventMention.Participant

    /// A group, named.
    struct Naming {
        let group: Participant
        /// Known by name, and not only as "the army".
        let isNamed: Bool
        let sentence: Int
        let chunk: Int
    }

    /// A group with all that speaks for its having done the deed.
    struct Suspect {
        let group: Participant
        /// As it is named, in all spellings of the report.
        let names: [String]
        let features: FeatureSet
    }

    /// What stands further from a deed says nothing of it.
    private static let reach = 40
    private static let mostNamings = 80

    init(
        text: AnalyzedText, model: LogisticModel, drafts: [DraftIncident],
        sentence: @escaping (Int) -> TargetSentence?
    ) {
        self.text = text
        self.model = model
        told = Set(
            drafts.filter { !$0.isDoubtful }.flatMap {
                $0.events.map(\.sentence) + $0.claims.map(\.sentence)
            })
        self.sentence = sentence
    }

    /// The namings of some sentences, in the order of the text; each is looked at once, when a deed first
    /// needs it.
    private func namings(in sentences: Range<Int>) -> [Naming] {
        sentences.flatMap { index in known.namings(index) { namings(in: index) } }
    }

    private func namings(in index: Int) -> [Naming] {
        guard Self.mayName(text.tokens[text.sentences[index]]), let words = sentence(index) else {
            return []
        }
        return words.phrases.chunks.indices.compactMap { Self.naming($0, words.phrases, text) }
    }

    /// Most sentences name no group.
    private static func mayName(_ tokens: ArraySlice<Token>) -> Bool {
        let openers = Lexicon.standard.groupOpeners
        return tokens.contains {
            $0.isWord && (openers.contains($0.key) || ArmedName.bodies.contains($0.key))
        }
    }

    private static func naming(
        _ chunk: Int, _ phrases: SentencePhrases, _ text: AnalyzedText
    ) -> Naming? {
        guard phrases.isNounGroup(chunk) else { return nil }
        let units = phrases.chunks[chunk].units
        if let unit = units.first(where: { phrases.units[$0].lexeme?.group != nil }),
            let group = phrases.units[unit].lexeme?.group
        {
            let tokens = phrases.units[unit].tokens
            guard
                group.kind != .state || unit == units.lowerBound
                    || !NationalService.isNotOwn(phrases.units[unit - 1].key)
            else { return nil }
            return Naming(
                group: Participant(
                    tokens: tokens, text: text.string(text.span(tokens)), name: group.name,
                    kind: group.kind),
                isNamed: true, sentence: phrases.sentence, chunk: chunk)
        }
        let isNamed = ArmedName.tokens(chunk, phrases, text) != nil
        let person = phrases.head(chunk).lexeme?.person
        guard let kind = isNamed ? .rebel : person.flatMap({ $0.isGroup ? $0.kind : nil }),
            kind == .state || kind == .rebel || kind == .militia
        else { return nil }
        let words = units.drop {
            phrases.units[$0].tag == .determiner || phrases.units[$0].tag == .number
        }
        guard let first = words.first else { return nil }
        let tokens = phrases.units[first].tokens.lowerBound..<phrases.head(chunk).tokens.upperBound
        guard tokens.lowerBound < tokens.upperBound else { return nil }
        let name = text.string(text.span(tokens))
        return Naming(
            group: Participant(tokens: tokens, text: name, name: name, kind: kind),
            isNamed: isNamed, sentence: phrases.sentence, chunk: chunk)
    }

    /// Whom the report blames most; `nil` when it blames nobody clearly.
    ///
    /// - Parameter isDoerNamed: Grammar knows a group by name that did it: of another the report must leave
    ///   little doubt.
    func blamed(for draft: DraftIncident, isDoerNamed: Bool) -> Participant? {
        let weighed = suspects(of: draft).map { ($0.group, model.likelihood($0.features)) }
        guard let best = weighed.max(by: { $0.1 < $1.1 }),
            best.1 >= (isDoerNamed ? max(Self.sure, model.least) : model.least)
        else { return nil }
        return best.0
    }

    private static let sure: Float = 0.6

    /// "four *Frontier Corps* soldiers had been killed".
    private func isVictim(_ naming: Naming, of draft: DraftIncident) -> Bool {
        let span = text.span(naming.group.tokens)
        return draft.targets.contains { $0.tokens.overlaps(naming.group.tokens) }
            || draft.events.contains { $0.casualties.contains { $0.span.overlaps(span) } }
    }

    /// Peacekeepers and coalitions bomb, but do not ambush.
    private func isKeeper(_ naming: Naming, of draft: DraftIncident) -> Bool {
        naming.group.kind == .external && draft.type != .airstrike && draft.type != .shelling
            && draft.type != .raid && draft.type != .clash
    }

    /// "*The FMLN* condemned the attack".
    private func condemns(_ naming: Naming) -> Bool {
        guard let words = sentence(naming.sentence) else { return false }
        return words.frames.contains {
            $0.subject == naming.chunk && Self.condemning.contains(words.phrases.head($0.verb).key)
        }
    }

    private static let condemning: WordSet = [
        WordKey("condemned"), WordKey("condemns"), WordKey("denounced"), WordKey("denounces"),
        WordKey("deplored"), WordKey("mourned"),
    ]

    /// "the ADF, a rebel group with *ties to Islamic State*": of the two the first did it.
    private func isTie(_ naming: Naming) -> Bool {
        let first = naming.group.tokens.lowerBound
        guard first > 1, Self.links.contains(text.tokens[first - 1].key) else { return false }
        return text.tokens[max(0, first - 3)..<(first - 1)].contains { Self.ties.contains($0.key) }
    }

    private static let links: WordSet = [WordKey("to"), WordKey("with"), WordKey("of")]
    private static let ties: WordSet = [
        WordKey("ties"), WordKey("links"), WordKey("linked"), WordKey("allied"),
        WordKey("affiliate"), WordKey("affiliated"), WordKey("allegiance"), WordKey("loyal"),
        WordKey("offshoot"), WordKey("branch"), WordKey("aligned"), WordKey("ally"),
    ]

    /// In the order in which the report names them.
    func suspects(of draft: DraftIncident) -> [Suspect] {
        guard let first = draft.events.first?.sentence else { return [] }
        let reach = (first - Self.reach)..<(first + Self.reach + 1)
        let all = namings(in: reach.clamped(to: text.sentences.indices))
            .prefix(Self.mostNamings)
        let isKnown = all.contains { naming in
            naming.isNamed && draft.perpetrators.contains { $0.name == naming.group.name }
        }
        let near = all.filter {
            !isVictim($0, of: draft) && !isKeeper($0, of: draft) && !(isKnown && isTie($0))
                && !condemns($0)
        }
        var groups: [(key: String, namings: [Naming])] = []
        for naming in near {
            let key = naming.group.name.lowercased()
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].namings.append(naming)
            } else {
                groups.append((key, [naming]))
            }
        }
        let most = groups.map(\.namings.count).max() ?? 0
        let others = told.subtracting(
            draft.events.map(\.sentence) + draft.claims.map(\.sentence))
        return groups.compactMap { group in
            guard let naming = group.namings.first,
                !group.namings.allSatisfy({ others.contains($0.sentence) })
            else { return nil }
            var features = FeatureSet(keepingNames: keepsNames)
            features.add("most=", group.namings.count == most)
            let rivals = groups.count { $0.namings.first?.isNamed == naming.isNamed }
            features.add("rivals=", naming.isNamed, min(rivals, 4))
            BlameFeatures(text: text, draft: draft, sentence: sentence)
                .add(group.namings, to: &features)
            return Suspect(
                group: naming.group,
                names: Set(group.namings.map(\.group.text) + [naming.group.name]).sorted(),
                features: features)
        }
    }
}

/// Groups named in sentences that were looked at before.
private final class KnownNamings {
    private var known: [Int: [BlameReader.Naming]] = [:]

    func namings(_ sentence: Int, made: () -> [BlameReader.Naming]) -> [BlameReader.Naming] {
        if let namings = known[sentence] { return namings }
        let namings = made()
        known[sentence] = namings
        return namings
    }
}
