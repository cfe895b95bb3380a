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
    /// What is less likely is left out.
    package var least = 0.36
    /// What grammar lets stand at a place of its own is left out below this: it says more than talk does.
    package var leastPlaced = 0.2

    package init(weights: FeatureWeights) { self.weights = weights }

    /// Other kinds of incident stand and fall with what they say.
    static func judges(_ type: IncidentType) -> Bool { DeedKind(type) != nil }

    func accepts(_ draft: DraftIncident, likelihood: Double) -> Bool {
        likelihood >= (Self.isPlaced(draft) ? leastPlaced : least)
            || Self.isNewsItself(draft) || Self.isOfThings(draft) || Self.isOperation(draft)
    }

    /// What a report tells first as done, with its place, its day and its toll, is the news, whatever else
    /// the report is about.
    private static func isNewsItself(_ draft: DraftIncident) -> Bool {
        !draft.isDoubtful && draft.place?.coordinate != nil
            && (draft.isFirst || draft.isLead) && !draft.isBackdrop
            && draft.events.first?.modality == .asserted && !draft.effects.isEmpty
            && draft.date.map { $0.start != nil && $0.anchor != .assumed } == true
    }

    /// What forces do to fighters stands as clashes do: "security forces killed eight militants in two raids".
    private static func isOperation(_ draft: DraftIncident) -> Bool {
        !draft.isDoubtful && !draft.isBackdrop && !draft.isGeneric
            && draft.events.first?.modality == .asserted && !draft.effects.isEmpty
            && draft.perpetrators.contains { $0.kind == .state || $0.kind == .external }
            && !draft.targets.isEmpty
            && draft.targets.allSatisfy { $0.kind == .rebel || $0.kind == .militia }
    }

    /// Messages are about people; what is done to power lines, pipelines and dams is news to those who run them.
    private static func isOfThings(_ draft: DraftIncident) -> Bool {
        !draft.isDoubtful && !draft.isBackdrop && !draft.isGeneric
            && draft.things.contains(.infrastructure)
            && draft.events.first?.modality == .asserted
            && (isPlaced(draft)
                || draft.date.map { $0.start != nil && $0.anchor != .assumed } == true)
    }

    private static func isPlaced(_ draft: DraftIncident) -> Bool {
        guard !draft.isDoubtful, let place = draft.place else { return false }
        return PlaceReckoner.fineness(place.place?.kind) >= 1
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
    /// Weapons that it may have been done with.
    package let weapons: [Fill]
    /// What may be the number of its dead.
    package let tolls: [Count]
    /// Where it may have taken place.
    package let places: [Site]

    package struct Fill: Sendable {
        package let names: [String]
        package let features: FeatureSet
    }

    package struct Count: Sendable {
        package let toll: Toll
        package let features: FeatureSet
    }

    package struct Site: Sendable {
        package let place: Place?
        package let features: FeatureSet
    }
}

/// What speaks for and against each draft of a report being an incident of the news.
struct SelectionFeatures {
    let text: AnalyzedText
    let published: Day?
    let drafts: [DraftIncident]
    let scores: DeedScores?
    /// By draft: its kind of deed, and how likely its sentences tell of one.
    private let deeds: [(kind: DeedKind, score: Float)?]
    private let others: SelectionRivals

    init(
        text: AnalyzedText, published: Day?, drafts: [DraftIncident], scores: DeedScores?
    ) {
        self.text = text
        self.published = published
        self.drafts = drafts
        self.scores = scores
        deeds = drafts.map { draft in
            guard let scores, let kind = DeedKind(draft.type) else { return nil }
            let best = draft.events.map { scores.ofSentence($0.sentence, kind) }.max()
            return best.map { (kind, $0) }
        }
        others = SelectionRivals(drafts, deeds)
    }

    func of(_ index: Int, keepingNames: Bool = false) -> FeatureSet {
        let draft = drafts[index]
        var features = FeatureSet(keepingNames: keepingNames)
        addTelling(draft, &features)
        addFacts(draft, &features)
        addOthers(index, &features)
        addScores(index, &features)
        for sentence in Set(draft.events.map(\.sentence)).sorted().prefix(3) {
            for token in text.tokens[text.sentences[sentence]] where token.isWord {
                features.add(FeatureWord(token, of: text, keepingName: keepingNames))
            }
        }
        features.removeRepeatedNames()
        return features
    }

    // MARK: What its words tell

    private func addScores(_ index: Int, _ f: inout FeatureSet) {
        guard let scores, let (kind, score) = deeds[index],
            let first = drafts[index].events.first?.sentence
        else { return }
        addLevels("said>", score, &f)
        addLevels("first>", scores.ofSentence(first, kind), &f)
        addLevels("report>", scores.ofReport(kind), &f)
        addLevels("any>", scores.ofAny, &f)
        let rivals = DeedKind.allCases.filter { $0 != kind }
        addLevels("lead>", score - (rivals.map { scores.ofSentence(first, $0) }.max() ?? 0), &f)
        addLevels(
            "reportLead>", scores.ofReport(kind) - (rivals.map(scores.ofReport).max() ?? 0), &f)
        let rank = min(others.rank[index], 4)
        f.add("retold=", min(drafts[index].retellings, 3))
        f.add("rank=", rank)
        f.add("rank=", rank, kind.type.rawValue)
        f.add("proposed=", drafts[index].isProposed)
        f.add("proposed=", drafts[index].isProposed, kind.type.rawValue)
    }

    /// One feature for each half that a number exceeds, so that a sum of weights follows it.
    private func addLevels(_ name: StaticString, _ value: Float, _ f: inout FeatureSet) {
        let levels = Int(((max(-6, min(4, value)) + 6) * 2).rounded(.down))
        for level in 0..<levels { f.add(name, level / 10, level % 10) }
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

    private func addOthers(_ index: Int, _ f: inout FeatureSet) {
        f.add("before=", min(others.familyBefore[index], 4))
        f.add("sameBefore=", min(others.typeBefore[index], 3))
        f.add("drafts=", min(others.standing, 6))
        for type in others.types where type != drafts[index].type {
            f.add("beside=", type.rawValue)
        }
    }
}

/// How each draft of a report stands among the others.
private struct SelectionRivals {
    /// Of each draft: how many that stand tell of its family before it, how many of its very type.
    private(set) var familyBefore: [Int]
    private(set) var typeBefore: [Int]
    /// Of each draft: how many of its kind of deed its words tell of less surely than they do of others.
    private(set) var rank: [Int]
    let standing: Int
    let types: Set<IncidentType>

    init(_ drafts: [DraftIncident], _ deeds: [(kind: DeedKind, score: Float)?]) {
        familyBefore = Array(repeating: 0, count: drafts.count)
        typeBefore = familyBefore
        rank = familyBefore
        standing = drafts.count { !$0.isDoubtful }
        types = Set(drafts.map(\.type))
        countBefore(drafts)
        countSurer(deeds)
    }

    private mutating func countBefore(_ drafts: [DraftIncident]) {
        let triggers = drafts.map { $0.events.first?.trigger.lowerBound ?? 0 }
        let order = drafts.indices.sorted { (triggers[$0], $0) < (triggers[$1], $1) }
        var families: [EventFamily: Int] = [:]
        var types: [IncidentType: Int] = [:]
        // Those of one trigger stand side by side.
        var counted = 0
        for index in order {
            while triggers[order[counted]] < triggers[index] {
                let before = drafts[order[counted]]
                if !before.isDoubtful { families[before.family, default: 0] += 1 }
                types[before.type, default: 0] += 1
                counted += 1
            }
            familyBefore[index] = families[drafts[index].family] ?? 0
            typeBefore[index] = types[drafts[index].type] ?? 0
        }
    }

    /// Of equally sure ones, those that come first are the surer.
    private mutating func countSurer(_ deeds: [(kind: DeedKind, score: Float)?]) {
        let scored = deeds.indices.compactMap { index in deeds[index].map { (index, $0) } }
        var counts = [Int](repeating: 0, count: DeedKind.allCases.count)
        for (index, deed) in scored.sorted(by: { ($0.1.score, $1.0) > ($1.1.score, $0.0) }) {
            rank[index] = counts[deed.kind.rawValue]
            counts[deed.kind.rawValue] += 1
        }
    }
}
