internal import Gazetteer
internal import Incidents

/// Counts the dead of a deed: of the figures around its tellings, and of sums of them ("a minister" and
/// "two bodyguards"), the one that a fitted model takes for its toll.
struct TollChooser {
    let text: AnalyzedText
    let model: LogisticModel
    let figures: TollFigures
    var keepsNames = false

    init(text: AnalyzedText, model: LogisticModel, sentence: @escaping (Int) -> TargetSentence?) {
        self.text = text
        self.model = model
        figures = TollFigures(text: text, sentence: sentence)
    }

    /// A toll, and the ways to come by it.
    struct Candidate {
        let minimum: Int?
        let maximum: Int?
        var ways: [Way]
        var features: FeatureSet
    }

    struct Way {
        let kind: Kind
        let figures: [TollFigure]
        enum Kind: String { case one, list, sentence, told, all, pair, names, zero, grammar }
    }

    /// The figures of the likeliest toll; `nil` where none is likely, or grammar counts the same.
    func dead(of draft: DraftIncident) -> [Casualties]? {
        let weighed = candidates(of: draft).map { ($0, model.likelihood($0.features)) }
        guard let best = weighed.max(by: { $0.1 < $1.1 }), best.1 >= model.least,
            !best.0.ways.contains(where: { $0.kind == .grammar })
        else { return nil }
        guard let way = best.0.ways.first(where: { $0.kind != .zero }) else {
            return TollTally(text: text).harmless(draft)
        }
        if isPart(way, of: draft) { return nil }
        return way.figures.map(casualties)
    }

    /// "killed *a candidate* and five others": one of several whom one sentence counts is not all.
    private func isPart(_ way: Way, of draft: DraftIncident) -> Bool {
        guard way.kind == .one, let figure = way.figures.first else { return false }
        let span = text.span(figure.tokens)
        let sentence = text.span(text.sentences[figure.sentence])
        let tally = TollTally(text: text)
        let dead = tally.casualties(of: draft).filter {
            $0.effect == .killed && $0.minimum ?? 0 > 0 && sentence.contains($0.span)
        }
        if dead.contains(where: { $0.span.overlaps(span) || tally.isSame($0, as: span) }) {
            return dead.count > 1
        }
        // "Two brothers, *Ali* and Hassan, were killed".
        return dead.contains { listed in
            (listed.minimum ?? 0) > figure.maximum ?? .max
                && figure.list == text.tokenRange(listed.span).lowerBound
        }
    }

    private func casualties(_ figure: TollFigure) -> Casualties {
        let span = text.span(figure.tokens)
        let words = text.string(span)
        return Casualties(
            effect: .killed, side: figure.isNamed ? words : figure.noun, minimum: figure.minimum,
            maximum: figure.maximum, span: span, text: words)
    }

    /// Their dead are counted by themselves.
    static func isOfRebels(_ figure: Casualties, _ text: AnalyzedText) -> Bool {
        text.tokens[text.tokenRange(figure.span)].contains { token in
            Lexicon.standard.phrases.value(of: token.key)?.person?.kind == .rebel
        }
    }

    // MARK: Candidates

    func candidates(of draft: DraftIncident) -> [Candidate] {
        let figures = figures.figures(of: draft).filter { $0.kind != .rebel }
        let dead = figures.filter(\.isOfDead)
        var found: [Candidate] = []
        for figure in figures { offer(.one, [figure], &found) }
        for group in Self.groups(dead, by: { "\($0.sentence) \($0.list)" }) {
            offer(.list, group, &found)
        }
        for group in Self.groups(dead, by: { "\($0.sentence)" }) {
            offer(.sentence, group, &found)
        }
        offer(.told, dead.filter { $0.away == 0 }, &found)
        offer(.all, dead, &found)
        offer(.names, dead.filter(\.isNamed), &found)
        for (index, one) in dead.prefix(Self.mostPaired).enumerated() {
            for other in dead.prefix(Self.mostPaired).dropFirst(index + 1)
            where other.sentence != one.sentence {
                offer(.pair, [one, other], &found)
            }
        }
        if draft.harmless != nil { add(Way(kind: .zero, figures: []), 0, 0, &found) }
        let counted = grammar(draft)
        if let counted, !counted.isUnknown {
            add(Way(kind: .grammar, figures: []), counted.minimum, counted.maximum, &found)
        }
        let evidence = TollFeatures(draft: draft, figures: figures, counted: counted)
        for index in found.indices {
            var features = FeatureSet(keepingNames: keepsNames)
            evidence.add(found[index], to: &features)
            found[index].features = features
        }
        return found
    }

    private static let mostPaired = 8

    private static func groups(
        _ figures: [TollFigure], by key: (TollFigure) -> String
    ) -> [[TollFigure]] {
        var order: [String] = []
        var groups: [String: [TollFigure]] = [:]
        for figure in figures {
            let own = key(figure)
            if groups[own] == nil { order.append(own) }
            groups[own, default: []].append(figure)
        }
        return order.compactMap { groups[$0] }
    }

    /// A figure, or the sum of several who are not the same.
    private func offer(
        _ kind: Way.Kind, _ figures: [TollFigure], _ found: inout [Candidate]
    ) {
        var distinct: [TollFigure] = []
        for figure in figures
        where (kind == .one || !figure.isTotal)
            && !distinct.contains(where: { $0.noun == figure.noun })
        {
            distinct.append(figure)
        }
        guard kind == .one || distinct.count > 1 else { return }
        let least = distinct.compactMap(\.minimum)
        let most = distinct.compactMap(\.maximum)
        add(
            Way(kind: kind, figures: distinct), least.isEmpty ? nil : Self.sum(least),
            most.count == distinct.count ? Self.sum(most) : nil, &found)
    }

    private static func sum(_ numbers: [Int]) -> Int {
        numbers.reduce(0) { total, number in
            let (sum, overflow) = total.addingReportingOverflow(number)
            return overflow ? .max : sum
        }
    }

    private func add(
        _ way: Way, _ minimum: Int?, _ maximum: Int?, _ found: inout [Candidate]
    ) {
        guard minimum != nil || maximum != nil else { return }
        if let index = found.firstIndex(where: {
            ($0.minimum ?? 0) == (minimum ?? 0) && $0.maximum == maximum
        }) {
            found[index].ways.append(way)
        } else {
            found.append(
                Candidate(
                    minimum: minimum, maximum: maximum, ways: [way], features: FeatureSet()))
        }
    }

    /// What grammar counts, without rebels.
    private func grammar(_ draft: DraftIncident) -> Toll? {
        let counted = TollTally(text: text).casualties(of: draft).filter {
            $0.effect == .killed && !Self.isOfRebels($0, text)
        }
        return counted.isEmpty ? nil : Toll(of: .killed, in: counted)
    }
}
