internal import Gazetteer
internal import Incidents

// Names of features are made of constant pieces (``FeatureHash``).
private typealias StringLiteralType = StaticString

/// What speaks for and against a place being that of a deed: what grammar makes of it, how its name
/// stands to the words that tell of the deed, and what else is named there.
struct DeedPlaceFeatures {
    let chooser: DeedPlaceChooser
    let draft: DraftIncident
    let country: StoryPlaces.Country?
    let candidates: [DeedPlaceChooser.Candidate]
    private let grammar: IncidentPlace?
    private let settlement: StaticString

    init(
        chooser: DeedPlaceChooser, draft: DraftIncident,
        country: StoryPlaces.Country?, candidates: [DeedPlaceChooser.Candidate]
    ) {
        self.chooser = chooser
        self.draft = draft
        self.country = country
        self.candidates = candidates
        grammar = candidates.first { $0.source == .grammar }?.place
        settlement = Self.settlement(of: draft, in: chooser.text)
    }

    /// "in *this city*", "outside *the town*", as the tellings speak of what the dateline names.
    private static func settlement(of draft: DraftIncident, in text: AnalyzedText) -> StaticString {
        for event in draft.events.prefix(3) {
            for token in text.sentences[event.sentence].dropFirst() {
                guard settlements.contains(text.tokens[token].key) else { continue }
                let before = text.tokens[token - 1].key
                if before == this { return "this" }
                if before == Words.the { return "the" }
            }
        }
        return "-"
    }

    static func speaksOfSettlement(_ draft: DraftIncident, in text: AnalyzedText) -> Bool {
        settlement(of: draft, in: text).utf8CodeUnitCount > 1
    }

    private static let this = WordKey("this")
    private static let settlements: WordSet = [
        WordKey("city"), WordKey("town"), WordKey("capital"), WordKey("village"),
    ]

    func add(_ index: Int, to f: inout FeatureSet) {
        let candidate = candidates[index]
        let kind = PlaceReckoner.fineness(candidate.place.place?.kind) + 1
        let role = role(candidate)
        f.add("role=", role)
        f.add("kind=", kind)
        f.add("kind=", kind, "|", role)
        addGrammar(candidate, kind, role, &f)
        addDraft(role, kind, &f)
        addLand(candidate, role, &f)
        addRivals(index, kind, role, &f)
        addLikelihood(candidate, role, &f)
        addNaming(candidate, role, kind, &f)
        f.removeRepeatedNames()
    }

    /// What it is to the report, and how near the deed it is named.
    private func role(_ candidate: DeedPlaceChooser.Candidate) -> String {
        var role = candidate.source.rawValue
        if candidate.source == .grammar { role += "/" + draft.placing.rawValue }
        if let away = candidate.away { role += away < 0 ? "<" : away == 0 ? "=" : ">" }
        return role
    }

    private func addGrammar(
        _ candidate: DeedPlaceChooser.Candidate, _ kind: Int, _ role: String,
        _ f: inout FeatureSet
    ) {
        guard let grammar else { return f.add("grammar=none|", role) }
        let its = PlaceReckoner.fineness(grammar.place?.kind) + 1
        f.add("grammar=", its, "|", draft.placing.rawValue, "|", role)
        guard candidate.source != .grammar else {
            return f.add("relation=", grammar.relation.rawValue, "|", kind)
        }
        let grouping = IncidentGrouping(published: nil)
        let bond: StaticString =
            grouping.contains(grammar, candidate.place)
            ? "inside" : grouping.contains(candidate.place, grammar) ? "around" : "apart"
        f.add("grammar=", bond)
        f.add("grammar=", bond, "|", role)
        f.add("grammar=", bond, "|", its, "|", kind)
    }

    // MARK: The deed

    private func addDraft(_ role: String, _ kind: Int, _ f: inout FeatureSet) {
        f.add("type=", draft.type.rawValue, "|", role)
        f.add("doubtful=", draft.isDoubtful, draft.isProposed, "|", role)
        f.add("tellings=", min(draft.events.count, 4), "|", role)
        f.add("backdrop=", draft.isBackdrop, "|", role)
        f.add("dated=", draft.date.map { $0.anchor.rawValue } ?? "-", "|", role)
        guard let event = draft.events.first else { return }
        let form: StaticString =
            !event.isNominal ? "verb" : event.isDefinite ? "the" : event.isPlural ? "s" : "a"
        f.add("form=", form, "|", role)
        f.add("form=", form, "|", kind)
        f.add("modality=", event.modality.rawValue, "|", role)
        f.add("speaks of=", settlement, "|", role)
        f.add("reaction=", event.isReaction, event.isAccusation, "|", role)
        let position = [0, 1, 2, 4, 7, 12].firstIndex { event.sentence <= $0 } ?? 6
        f.add("position=", position, "|", role)
    }

    private func addLand(
        _ candidate: DeedPlaceChooser.Candidate, _ role: String, _ f: inout FeatureSet
    ) {
        guard let country, let land = country.place.place else {
            return f.add("land=none|", role)
        }
        let share = Int(country.share * 10)
        let isIn = candidate.place.place?.country == land.country
        f.add("land=", isIn)
        f.add("land=", isIn, share)
        f.add("land=", isIn, "|", role)
        if candidate.source == .country { f.add("share=", share) }
    }

    // MARK: Beside it

    private func addRivals(_ index: Int, _ kind: Int, _ role: String, _ f: inout FeatureSet) {
        let candidate = candidates[index]
        let others = candidates.indices.filter { $0 != index }.map { candidates[$0] }
        let finer = others.count {
            PlaceReckoner.fineness($0.place.place?.kind) + 1 > kind && $0.source != .unlisted
        }
        let here = others.count { $0.away == 0 }
        let near = others.count { $0.away != nil && $0.away != 0 }
        f.add("finer=", min(finer, 4), "|", role)
        f.add("here=", min(here, 4), "|", role)
        f.add("near=", min(near, 4), "|", role)
        f.add("here,near=", min(here, 1), min(near, 1), "|", role, "|", kind)
        let isInside = others.contains { other in
            IncidentGrouping(published: nil).contains(candidate.place, other.place)
        }
        f.add("holds=", isInside, "|", role)
        f.add("named=", min(candidate.named.count, 4), "|", role)
        let told = candidate.place.place.flatMap { chooser.told[$0.id] } ?? 0
        f.add("told=", min(told, 3), "|", role)
        f.add("datelined=", isDatelined(candidate), "|", role)
    }

    private func isDatelined(_ candidate: DeedPlaceChooser.Candidate) -> Bool {
        guard let id = candidate.place.place?.id else { return false }
        return chooser.mentions.prefix {
            chooser.text.tokenIndex(atByte: $0.span.start) < chooser.body
        }
        .contains { $0.resolution.place?.id == id }
    }

    /// One feature for each tenth that it exceeds, so that a sum of weights follows it.
    private func addLikelihood(
        _ candidate: DeedPlaceChooser.Candidate, _ role: String, _ f: inout FeatureSet
    ) {
        guard let likelihood = candidate.likelihood else { return f.add("judged=none|", role) }
        for level in 0...Int(likelihood * 9.99) { f.add("judged>", level) }
        f.add("judged=", Int(likelihood * 9.99), "|", role)
        let best = candidates.allSatisfy { ($0.likelihood ?? 0) <= likelihood }
        f.add("judged,best=", best, "|", role)
    }

    // MARK: How it is named

    private func addNaming(
        _ candidate: DeedPlaceChooser.Candidate, _ role: String, _ kind: Int,
        _ f: inout FeatureSet
    ) {
        for mention in candidate.named.prefix(6) {
            let tokens = chooser.text.tokenRange(chooser.mentions[mention].span)
            guard tokens.lowerBound >= chooser.body else { continue }
            let index = chooser.text.sentenceIndex(ofToken: tokens.lowerBound)
            guard let sentence = chooser.sentence(index),
                let unit = sentence.phrases.units.firstIndex(where: { $0.place == mention })
            else { continue }
            addNaming(unit, sentence, role, kind, &f)
        }
    }

    private func addNaming(
        _ unit: Int, _ sentence: TargetSentence, _ role: String, _ kind: Int,
        _ f: inout FeatureSet
    ) {
        let phrases = sentence.phrases
        let chunk = phrases.chunk(ofUnit: unit)
        let lead = sentence.label(chunk - 1)
        f.add("lead=", lead)
        f.add("lead=", lead, "|", role)
        f.add("lead=", lead, "|", kind)
        if phrases.chunks[chunk].head != unit {
            let head = phrases.head(chunk).lexeme
            let noun: StaticString =
                head?.person != nil
                ? "person" : head?.group != nil ? "group" : head?.nounEvent != nil ? "event" : "-"
            f.add("in=", noun)
            f.add("in=", noun, "|", role)
        }
        if lead == "of", chunk > 1 { f.add("of=", outer(chunk - 2, sentence), "|", role) }
        let clause = phrases.clause(around: chunk)
        let isSpeech = clause.contains { phrases.head($0).lexeme?.grammar == .report }
        f.add("speech=", isSpeech, "|", role)
        for event in draft.events.prefix(3) where event.sentence == phrases.sentence {
            let isBehind = chunk > event.chunk
            f.add("clause=", clause.contains(event.chunk), isBehind)
            f.add("clause=", clause.contains(event.chunk), isBehind, "|", lead)
            let step = [0, 1, 2, 4, 6, 9, 14].firstIndex { abs(chunk - event.chunk) <= $0 } ?? 7
            f.add("step=", isBehind, step)
            f.add("step=", isBehind, step, "|", lead)
        }
    }

    /// "the mayor *of Cali*", "the town *of Bello*".
    private func outer(_ chunk: Int, _ sentence: TargetSentence) -> StaticString {
        guard sentence.phrases.isNounGroup(chunk) else { return "-" }
        let head = sentence.phrases.head(chunk).lexeme
        if head?.person != nil { return "person" }
        if head?.group != nil { return "group" }
        if head?.nounEvent != nil { return "event" }
        return head?.things.isEmpty == false ? "thing" : "noun"
    }
}
