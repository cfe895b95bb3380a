internal import Gazetteer
internal import Incidents

/// What fitted models say of a report of a few sentences.
///
/// Such a report sets no scene and repeats nothing, and it was written because something happened: what
/// kind of thing, its words as a whole tell better than any one of them. Longer reports are read by
/// grammar and by what their sentences say of each other.
struct BriefReport {
    let text: AnalyzedText
    let sentences: SentenceReader
    let models: FittedModels
    let explains: Bool

    /// Longer reports, in bytes, are not brief: the snippets that the models are fitted on have up to 714.
    static let mostBytes = 750
    /// What scores less tells of nothing in particular.
    static let leastScore: Float = -0.8

    /// Types that say that there was violence and little of which: where grammar finds another, it is as
    /// often right as the model, and the model has to be surer of itself.
    private static let open: Set<IncidentType> = [
        .attack, .killing, .shooting, .shelling, .offensive, .raid, .massacre,
        .assassination, .execution, .robbery, .hostageTaking, .siege, .other,
    ]
    private static let sureLead: Float = 0.25
    /// From here on not even what grammar finds is an incident, unless somebody came to harm.
    private static let sureOfNothing: Float = 0.5

    /// Shots, ambushes and bombings that grammar reads are nobody's accident; of what merely killed
    /// somebody the model may say so when it is sure.
    private static func mayBeDisaster(_ told: IncidentType?, _ score: Float) -> Bool {
        told.map { EventFamily.of($0) != .violence || vague.contains($0) && score > 0 } ?? true
    }

    private static let protests: Set<ReportedType> = [
        .peacefulProtest, .protestWithIntervention, .excessiveForce,
    ]

    private func isViolent(_ told: IncidentType) -> Bool { EventFamily.of(told) == .violence }

    /// Whoever beheads farmers or shoots a boy faces no protest unless the words speak of one.
    private var speaksOfStreets: Bool {
        text.sentences.indices.contains { index in
            sentences.phrases(ofSentence: index).units.contains { unit in
                guard let lexeme = unit.lexeme else { return false }
                if let kind = lexeme.person?.kind, Self.crowds.contains(kind) { return true }
                let concept = lexeme.event?.concept ?? lexeme.nounEvent?.concept
                return concept.map(Self.ofStreets.contains) ?? false
            }
        }
    }

    private static let crowds: Set<Actor.Kind> = [.protester, .rioter]
    private static let ofStreets: ConceptSet = [.protest, .riot, .disperse, .labourStrike]

    private static let vague: Set<IncidentType> = [.attack, .killing]

    /// The type that a report as a whole is of.
    struct Ruling {
        let type: ReportedType
        let reason: Reason

        /// Grammar's plain type where it is one of this kind of event, and says more.
        func plain(_ told: IncidentType) -> IncidentType {
            type.fits(told) && told != .other ? told : type.plain ?? told
        }
    }

    /// - Parameter types: What grammar takes the incidents for, the lead first.
    private func ruling(
        _ types: [IncidentType], _ guess: TypeModel.Guess, _ features: FeatureSet
    ) -> Ruling? {
        let isOpen = types.first.map(Self.open.contains) ?? true
        let type = guess.type
        guard guess.score >= Self.leastScore,
            isOpen || guess.lead >= Self.sureLead,
            !Self.protests.contains(type) || types.first.map(isViolent) == false
                || speaksOfStreets,
            type.plain.map(EventFamily.of) != .disaster
                || Self.mayBeDisaster(types.first, guess.score)
        else { return nil }
        let output = ReportedType.allCases.firstIndex(of: type) ?? 0
        let evidence = FittedModels.strongest(features, models.types.weights, for: output)
        return Ruling(
            type: type,
            reason: Reason(
                "its words tell of “\(type.rawValue)”"
                    + (evidence.isEmpty ? "" : ": \(evidence)"),
                weight: guess.score > 0 ? 0.1 : 0.05))
    }

    /// The drafts, the lead first and of the report's type.
    ///
    /// - Parameter unrecognised: What a report without drafts may tell of, given the type that its words
    ///   as a whole tell, if they tell one.
    func ruled(_ drafts: [DraftIncident], orElse unrecognised: (IncidentType?) -> DraftIncident?)
        -> [DraftIncident]
    {
        var drafts = drafts
        if let lead = drafts.firstIndex(where: { !$0.isBackdrop }), lead > 0 {
            drafts.insert(drafts.remove(at: lead), at: 0)
        }
        let types = drafts.map(\.type)
        let features = TypeFeatures(text: text, sentences: sentences)
            .features(types: types, keepingNames: explains)
        let guess = models.types.best(features)
        if guess.nothing > (drafts.isEmpty ? 0 : Self.sureOfNothing) {
            return drafts.filter(\.tellsHarm)
        }
        // Bodies that are found are no arms.
        let isOfBodies = guess.type == .disruptedWeapons && drafts.first?.tellsHarm == true
        // Nor is it an accident where somebody did it.
        let isDone = drafts.first?.perpetrators.isEmpty == false
        let mayRule = !isOfBodies && !(isDone && guess.type.plain.map(EventFamily.of) == .disaster)
        let ruling = mayRule ? ruling(types, guess, features) : nil
        // What the report's words are of it tells in passing: the lead is of another type.
        if let type = ruling?.type, drafts.first.map({ !type.fits($0.type) }) == true,
            drafts.dropFirst().contains(where: { $0.isBackdrop && type.fits($0.type) })
        {
            return drafts
        }
        // Of several incidents the one of the report's type leads; the others keep their own.
        if let type = ruling?.type, !drafts.isEmpty, !type.fits(drafts[0].type),
            let own = drafts.firstIndex(where: {
                !$0.isBackdrop && type.fits($0.type) && $0.type != .other
            })
        {
            drafts.insert(drafts.remove(at: own), at: 0)
        }
        // "Marines seized two tonnes of cocaine": the words tell of what is no incident here.
        if drafts.isEmpty, let ruling, ruling.type.plain == nil { return [] }
        if drafts.isEmpty, let draft = unrecognised(ruling?.type.plain) { drafts.append(draft) }
        guard !drafts.isEmpty, ruling?.type.plain != nil else { return drafts }
        drafts[0].ruling = ruling
        return drafts
    }
}
