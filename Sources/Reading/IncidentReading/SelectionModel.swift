internal import Gazetteer
package import Incidents

// Names of features are made of constant pieces (``FeatureHash``).
private typealias StringLiteralType = StaticString

/// Says how likely a draft tells of one violent deed that happened of late, as a fact: what reports are
/// written about, and not the history, the threats and the talk around it.
///
/// A logistic model over ``SelectionFeatures``, fitted by `Evaluation muc`.
package struct SelectionModel: Sendable {
    let weights: FeatureWeights
    /// A draft that says enough to stand for an incident is left out below this.
    package var least = 0.3
    /// One that says too little by itself is taken from here on.
    package var enough = 0.4

    package init(weights: FeatureWeights) { self.weights = weights }

    /// Other kinds of incident stand and fall with what they say.
    static func judges(_ type: IncidentType) -> Bool {
        switch type {
        case .attack, .killing, .massacre, .assassination, .execution, .shooting, .ambush, .raid,
            .bombing, .carBomb, .roadsideBomb, .grenade, .sabotage, .abduction, .hostageTaking,
            .arson, .robbery, .looting, .destruction:
            true
        default: false
        }
    }

    func accepts(_ draft: DraftIncident, likelihood: Double) -> Bool {
        if draft.isDoubtful { return likelihood >= enough }
        return likelihood >= least || Self.isPinned(draft)
    }

    /// What has a day and a place of its own is no talk: it stays, whatever its words.
    private static func isPinned(_ draft: DraftIncident) -> Bool {
        guard let date = draft.date, date.start != nil, date.anchor != .assumed else {
            return false
        }
        return draft.place.map { PlaceReckoner.fineness($0.place?.kind) >= 1 } ?? false
    }
}

/// What a report may tell of.
package struct SelectionCandidate: Sendable {
    package let incident: Incident
    package let features: FeatureSet
    /// It says too little to stand by itself.
    package let isDoubtful: Bool
    /// Noun groups that may name who or what suffered it.
    package let targets: [Fill]
    /// Groups that may have done it.
    package let groups: [Fill]

    package struct Fill: Sendable {
        package let names: [String]
        package let features: FeatureSet
    }
}

/// What speaks for and against a draft being an incident of the news.
struct SelectionFeatures {
    let text: AnalyzedText
    let published: Day?

    /// What each word of the report adds, whatever the draft.
    func ofReport(keepingNames: Bool = false) -> FeatureSet {
        var features = FeatureSet(keepingNames: keepingNames)
        forEachWord(of: text.tokens.indices, keepingNames) { features.add("~", $0) }
        features.removeDuplicates()
        return features
    }

    func of(
        _ draft: DraftIncident, among all: [DraftIncident], keepingNames: Bool = false
    ) -> FeatureSet {
        var features = FeatureSet(keepingNames: keepingNames)
        addTelling(draft, &features)
        addFacts(draft, &features)
        addOthers(draft, all, &features)
        for sentence in Set(draft.events.map(\.sentence)).sorted().prefix(3) {
            forEachWord(of: text.sentences[sentence], keepingNames) { features.add($0) }
        }
        features.removeDuplicates()
        return features
    }

    private func forEachWord(
        of tokens: Range<Int>, _ keepingNames: Bool, _ visit: (FeatureWord) -> Void
    ) {
        for token in text.tokens[tokens] where token.isWord {
            visit(FeatureWord(token, of: text, keepingName: keepingNames))
        }
    }

    // MARK: How it is told

    private func addTelling(_ draft: DraftIncident, _ f: inout FeatureSet) {
        let stands = !draft.isDoubtful
        f.add("stands=", stands)
        f.add("type=", draft.type.rawValue)
        f.add("type=", draft.type.rawValue, ",stands=", stands)
        f.add("tellings=", min(draft.events.count, 4))
        let first = draft.events.first?.sentence ?? 0
        let position = [0, 1, 2, 4, 7, 12, 20].firstIndex { first <= $0 } ?? 7
        f.add("position=", position)
        f.add("position=", position, ",stands=", stands)
        for event in draft.events.prefix(4) { addEvent(event, &f) }
        if draft.isBackdrop { f.add("backdrop") }
        if draft.isGeneric { f.add("generic") }
    }

    private func addEvent(_ event: EventMention, _ f: inout FeatureSet) {
        f.add("tells=", event.concept.rawValue)
        f.add("tells=", event.concept.rawValue, event.isNominal)
        f.add("noun=", event.isNominal, ",definite=", event.isDefinite, ",plural=", event.isPlural)
        f.add("modality=", event.modality.rawValue)
        f.add("certainty=", event.certainty.rawValue)
        if event.isWeak { f.add("weak") }
        if event.isReaction { f.add("reaction") }
        if event.isAccusation { f.add("accusation") }
        if event.isFrame { f.add("frame") }
        if event.isBackdrop { f.add("eventBackdrop") }
        if !event.isNominal {
            f.add("tense=", event.tense.tense.rawValue, ",perfect=", event.tense.isPerfect)
            f.add("passive=", event.isPassive)
        }
    }

    // MARK: What it says

    private func addFacts(_ draft: DraftIncident, _ f: inout FeatureSet) {
        f.add("place=", draft.place.map { PlaceReckoner.fineness($0.place?.kind) + 1 } ?? 9)
        addAge(draft, &f)
        for target in Set(draft.targets.map(\.kind)) { f.add("target=", target.rawValue) }
        for kind in Set(draft.perpetrators.map(\.kind)) { f.add("perpetrator=", kind.rawValue) }
        f.add("targets=", min(draft.targets.count, 3))
        f.add("perpetrators=", min(draft.perpetrators.count, 2))
        f.add("things=", !draft.things.isEmpty)
        let tolls = draft.events.flatMap(\.casualties)
        f.add("toll=", min(tolls.count, 3))
        for toll in tolls { f.add("toll=", toll.effect.rawValue, ",open=", toll.maximum == nil) }
        f.add("weapons=", !draft.events.allSatisfy { $0.weapons.isEmpty })
    }

    private func addAge(_ draft: DraftIncident, _ f: inout FeatureSet) {
        guard let date = draft.date, let end = date.end ?? date.start, let published else {
            return f.add("age=unknown")
        }
        let age = [-1, 0, 1, 3, 7, 30, 60].firstIndex { published - end <= $0 } ?? 7
        f.add("age=", age, ",assumed=", date.anchor == .assumed)
        f.add("precision=", date.precision.rawValue)
    }

    // MARK: Beside it

    private func addOthers(
        _ draft: DraftIncident, _ all: [DraftIncident], _ f: inout FeatureSet
    ) {
        let trigger = draft.events.first?.trigger.lowerBound ?? 0
        let before = all.filter { ($0.events.first?.trigger.lowerBound ?? 0) < trigger }
        let family = draft.family
        f.add("before=", min(before.count { $0.family == family && !$0.isDoubtful }, 4))
        f.add("sameBefore=", min(before.count { $0.type == draft.type }, 3))
        f.add("drafts=", min(all.count { !$0.isDoubtful }, 6))
        for type in Set(all.map(\.type)) where type != draft.type {
            f.add("beside=", type.rawValue)
        }
    }
}
