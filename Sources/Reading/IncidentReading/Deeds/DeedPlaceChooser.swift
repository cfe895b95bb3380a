internal import Earth
internal import Gazetteer
internal import Incidents

/// Chooses where a violent deed took place that no clause places: of the names around its tellings, of the
/// dateline and of the country that the report is about, what a fitted model takes for its place.
///
/// Grammar reads a clause, and what it reads there stands. The sentences around it say as often where a deed took place: "A bomb exploded
/// at a bank. The attack, *in the town of Bello*, …".
struct DeedPlaceChooser {
    let text: AnalyzedText
    let mentions: [Mention]
    let model: LogisticModel
    let story: StoryPlaces
    /// Where the first sentence goes on behind its dateline.
    let body: Int
    let sentence: (Int) -> TargetSentence?
    /// The names of a telling's sentence with how likely each is its place.
    let judged: (EventMention) -> [(candidate: LinkingCandidate, likelihood: Double)]
    /// By id of a place, how many drafts of the report grammar puts there.
    let told: [String: Int]
    var keepsNames = false

    struct Candidate {
        var place: IncidentPlace
        var source: Source
        /// Where it is named, among the report's mentions.
        var named: [Int] = []
        /// How many sentences behind the nearest telling it is named; `nil` = not near any.
        var away: Int?
        /// How likely the words between say that it is the place.
        var likelihood: Double?
        var features = FeatureSet()

        enum Source: String { case grammar, near, dateline, capital, country, unlisted }
    }

    /// How many sentences before and behind a telling may name its place.
    private static let reach = -2...3
    private static let tellings = 3
    /// A country of which no more is said than of another is not what the report is about.
    private static let leastLead = 1.5
    /// A name that no gazetteer knows must be at least so likely by its words.
    private static let leastUnlisted = 0.2
    /// More places than this around a deed are a list.
    private static let most = 40

    /// The place that is likeliest; `nil` where that is the one the draft has.
    func place(of draft: DraftIncident) -> (place: IncidentPlace, reason: Reason)? {
        guard !isStated(draft) else { return nil }
        let all = candidates(of: draft)
        let fine = withoutLand(all, draft)
        let weighed = fine.map { ($0, model.likelihood($0.features)) }
        guard let best = weighed.max(by: { $0.1 < $1.1 }),
            best.1 >= model.least || fine.count < all.count, best.0.source != .grammar
        else { return nil }
        let known = weighed.first { $0.0.source == .grammar }?.1 ?? 0
        guard best.1 > known else { return nil }
        let evidence = FittedModels.strongest(best.0.features, model.weights, for: 0)
        return (
            best.0.place,
            Reason(
                "“\(best.0.place.mention.text)” is likeliest to be the place, to "
                    + "\(Int(best.1 * 100)) %" + (evidence.isEmpty ? "" : ": \(evidence)"))
        )
    }

    /// "in the southern part *of this city*" is not just somewhere in the country, where the dateline names a city.
    private func withoutLand(_ found: [Candidate], _ draft: DraftIncident) -> [Candidate] {
        guard DeedPlaceFeatures.speaksOfSettlement(draft, in: text),
            found.contains(where: {
                PlaceReckoner.fineness($0.place.place?.kind) >= 3
                    && $0.named.contains { text.tokenRange(mentions[$0].span).lowerBound < body }
            })
        else { return found }
        return found.filter {
            $0.source != .country && $0.source != .unlisted
                && !($0.source == .grammar && PlaceReckoner.fineness($0.place.place?.kind) == 0)
        }
    }

    /// What the clause of a telling says of its division, town or site stands.
    private func isStated(_ draft: DraftIncident) -> Bool {
        guard let place = draft.place else { return false }
        return draft.placing == .clause && PlaceReckoner.fineness(place.place?.kind) > 0
            || place.relation == .offset || place.relation == .between
    }

    // MARK: Candidates

    func candidates(of draft: DraftIncident) -> [Candidate] {
        let own = Set(draft.events.map(\.sentence))
        let country = story.likeliestCountry(of: own)
        var found: [Candidate] = []
        if let place = draft.place { found.append(Candidate(place: place, source: .grammar)) }
        addNamed(around: draft, &found)
        addJudged(draft, in: country?.place.place, &found)
        addDateline(&found)
        if let country, let land = country.place.place {
            if let capital = story.capital(of: land, in: own) {
                add(capital, .capital, nil, nil, &found)
            }
            if country.lead >= Self.leastLead {
                add(country.place, .country, nil, nil, &found)
            }
        }
        let evidence = DeedPlaceFeatures(
            chooser: self, draft: draft, country: country, candidates: found)
        for index in found.indices {
            var features = FeatureSet(keepingNames: keepsNames)
            evidence.add(index, to: &features)
            found[index].features = features
        }
        return found
    }

    private func addNamed(around draft: DraftIncident, _ found: inout [Candidate]) {
        let around = draft.surroundings(
            Self.reach, tellings: Self.tellings, in: text.sentences.indices)
        for (sentence, away) in around {
            for index in named(in: sentence) where found.count < Self.most {
                guard let place = site(at: index) else { continue }
                add(place, .near, index, away, &found)
            }
        }
    }

    private func named(in sentence: Int) -> Range<Int> {
        let span = text.span(text.sentences[sentence])
        let first = mentions.partitioningIndex { $0.span.start >= span.start }
        return first..<mentions.partitioningIndex { $0.span.start >= span.end }
    }

    /// Names before the body are the dateline's.
    private func addDateline(_ found: inout [Candidate]) {
        guard body > 0 else { return }
        for index in mentions.indices.prefix(while: {
            text.tokenIndex(atByte: mentions[$0].span.start) < body
        }) {
            if let place = site(at: index) { add(place, .dateline, index, nil, &found) }
        }
    }

    private func addJudged(_ draft: DraftIncident, in land: Place?, _ found: inout [Candidate]) {
        var seen: Set<Int> = []
        for event in draft.events.prefix(Self.tellings)
        where !event.isReaction && seen.insert(event.sentence).inserted {
            for (candidate, likelihood) in judged(event) {
                if let mention = candidate.mention {
                    weigh(mention, likelihood, &found)
                } else if likelihood >= Self.leastUnlisted, let land {
                    add(story.unlisted(candidate.span, in: land), .unlisted, nil, 0, &found)
                    found[found.count - 1].likelihood = likelihood
                }
            }
        }
    }

    private func weigh(_ mention: Int, _ likelihood: Double, _ found: inout [Candidate]) {
        guard let id = mentions[mention].resolution.place?.id else { return }
        for index in found.indices where found[index].place.place?.id == id {
            found[index].likelihood = max(found[index].likelihood ?? 0, likelihood)
        }
    }

    private func add(
        _ place: IncidentPlace, _ source: Candidate.Source, _ mention: Int?, _ away: Int?,
        _ found: inout [Candidate]
    ) {
        let id = place.place?.id
        guard let index = found.firstIndex(where: { id != nil && $0.place.place?.id == id }) else {
            found.append(
                Candidate(
                    place: place, source: source, named: mention.map { [$0] } ?? [], away: away))
            return
        }
        if let mention { found[index].named.append(mention) }
        if let away, found[index].away.map({ abs(away) < abs($0) }) ?? true {
            found[index].away = away
        }
    }

    /// A division, town or site as it is named.
    private func site(at index: Int) -> IncidentPlace? {
        let mention = mentions[index]
        guard mention.role == .literal, let place = mention.resolution.place,
            PlaceReckoner.fineness(place.kind) > 0
        else { return nil }
        let relation = relation(of: mention)
        return IncidentPlace(
            mention: mention, relation: relation, coordinate: place.coordinate,
            radius: relation == .near ? place.radius + PlaceReckoner.nearby : place.radius)
    }

    private func relation(of mention: Mention) -> IncidentPlace.Relation {
        let before = text.tokenIndex(atByte: mention.span.start) - 1
        guard before >= body else { return .at }
        return Self.near.contains(text.tokens[before].key) ? .near : .at
    }

    private static let near: WordSet = [WordKey("near"), WordKey("outside"), WordKey("around")]
}
