internal import Gazetteer
internal import Incidents

/// What speaks for and against a deed having been done with a weapon that stands near it: what kind of
/// weapon and of deed, what leads it in, what is done with it there.
struct WeaponFeatures {
    let text: AnalyzedText
    let draft: DraftIncident
    let sentence: (Int) -> TargetSentence?

    private static let mostNamings = 6

    func add(_ candidate: WeaponReader.Candidate, to f: inout FeatureSet) {
        guard let best = candidate.best else { return }
        let kind = Self.kind(best.things)
        let type = draft.type.rawValue
        f.add("kind=", kind)
        f.add("kind=", kind, "|", type)
        f.add("word=", candidate.kind)
        f.add("word=", candidate.kind, "|", Self.isBlast(draft.type))
        f.add("named=", min(candidate.namings.count, 4))
        let isTied = candidate.namings.contains(where: \.isTied)
        f.add("tied=", isTied)
        f.add("tied=", isTied, "|", kind)
        f.add("tied=", isTied, "|", type)
        if draft.events.allSatisfy(\.weapons.isEmpty) { f.add("none tied|", kind) }
        for naming in candidate.namings.prefix(Self.mostNamings) { add(naming, kind, &f) }
        f.removeRepeatedNames()
    }

    private func add(
        _ naming: WeaponReader.Naming, _ kind: String, _ f: inout FeatureSet
    ) {
        let place = naming.away == 0 ? "here" : naming.away < 0 ? "before" : "behind"
        f.add("away=", place, abs(naming.away))
        f.add("away=", place, abs(naming.away), "|", kind)
        f.add("away=", place, "|", draft.type.rawValue)
        if naming.isCompound {
            f.add("compound")
            f.add("compound|", place)
        }
        guard let sentence = sentence(naming.sentence) else { return }
        let (phrases, chunk) = (sentence.phrases, naming.chunk)
        let (led, behind) = (sentence.label(chunk - 1), sentence.label(chunk + 1))
        f.add("led=", led)
        f.add("led=", led, "|", place)
        f.add("behind=", behind, "|", place)
        if chunk >= 2, sentence.isPreposition(chunk - 1) {
            let lexeme = phrases.head(chunk - 2).lexeme
            let concept = (lexeme?.nounEvent ?? lexeme?.event)?.concept.rawValue ?? "-"
            f.add("led=", led, " ", concept)
        }
        if phrases.isNounGroup(chunk),
            phrases.head(chunk).tokens.upperBound > naming.tokens.upperBound
        {
            f.add("part of ", TargetSentence.word(phrases.head(chunk), text))
        }
        for frame in sentence.frames {
            if frame.object == chunk { f.add("obj=", frame.sense, "|", place) }
            if frame.object == chunk { f.add("obj:", frame.word) }
            if frame.subject == chunk { f.add(frame.subjectRole, "=", frame.sense, "|", place) }
            if frame.agent == chunk { f.add("agent=", frame.sense) }
        }
        let features = TargetFeatures(
            text: text, mentions: [], sentence: sentence,
            events: draft.events.filter { $0.sentence == naming.sentence }, type: draft.type,
            offset: 0)
        for event in features.events.prefix(6) {
            guard let relation = features.relation(chunk, to: event) else { continue }
            f.add("deed=", relation)
            f.add("deed=", relation, "|", event.concept.rawValue)
        }
    }

    private static func isBlast(_ type: IncidentType) -> Bool {
        type == .bombing || type == .carBomb || type == .roadsideBomb || type == .suicideBombing
            || type == .grenade
    }

    private static func kind(_ things: ThingClass) -> String {
        kinds.first { things.contains($0.0) }?.1 ?? "arms"
    }

    private static let kinds: [(ThingClass, String)] = [
        (.suicide, "suicide"), (.explosive, "explosive"), (.grenade, "grenade"),
        (.ordnance, "ordnance"), (.aircraft, "aircraft"), (.gas, "gas"), (.stones, "stones"),
        (.crowdControl, "crowd"), (.bullets, "bullets"),
    ]
}
