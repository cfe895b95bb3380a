internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The work on one report, stage by stage: match, gate, resolve, gate again, resolve again.
struct PlaceReading {
    let gazetteer: CompiledGazetteer
    var models: PlaceModels
    /// Of the other reports of the source.
    var lexicon: SourceLexicon?
    let focus: PlaceFocus?
    private var homes: GroupHomes
    let words: TextWords
    var hits: [NameHit]
    let groups: NameGroups
    let names: ProperNames
    let gateEvidence: GateEvidence
    let contexts: [NameContext]

    /// Per hit, whether it is a place, if that is known beforehand.
    var meant: [Bool]?
    /// Per hit, after ``run()``.
    var firstGate: [Float] = []
    var secondGate: [Float] = []
    /// Per group: the best candidate of the last round.
    var best: [Int?] = []
    /// Per group: its best candidate is of the wrong kind and far from all other places.
    var misfits: [Bool] = []
    /// The other names' places, as the second gate saw them.
    var scene: PlaceResolver.Surroundings?
    /// Per group: the division that the report puts it in, when no place of the name lies there.
    var standIns: [ClaimedDivision?] = []
    /// Per group: a small place in a country that the report is not about.
    var strangers: [Bool] = []
    /// Per group: the division that the report puts it in, when a place of the name lies there.
    var holders: [ClaimedDivision?] = []
    var rounds: [PlaceResolver.Round] = []

    /// Evidence per hit of both gates; of the second it is kept only when `detail` asks for it.
    var evidence = Evidence()
    var firstRanges: [Range<Int>] = []
    var secondEvidence = Evidence()
    var secondRanges: [Range<Int>] = []
    let detail: Detail

    /// How much evidence stays when a decision is made.
    enum Detail { case none, secondGate, all }

    init(
        _ text: AnalyzedText, gazetteer: CompiledGazetteer, models: PlaceModels,
        lexicon: SourceLexicon? = nil, focus: PlaceFocus? = nil, keeping detail: Detail = .none
    ) {
        self.lexicon = lexicon.flatMap { $0.saysAnything ? $0 : nil }
        self.focus = focus
        let namings = GroupHomes.namings(in: text)
        homes = GroupHomes(namings)
        self.gazetteer = gazetteer
        self.models = models
        self.detail = detail
        words = TextWords(text)
        names = ProperNames(words: words.words, gazetteer: gazetteer)
        var hits = NameMatcher(
            gazetteer: gazetteer, text: text, words: words.words, isUncased: words.isUncased
        ).hits()
        let seen = words.words
        if !namings.isEmpty { hits.removeAll { Self.isHidden($0, seen, namings) } }
        groups = NameGroups(hits: &hits, words: words.words, text: text, gazetteer: gazetteer)
        self.hits = hits
        homes.add(groups, hits, words.words)
        gateEvidence = GateEvidence(
            words: words, hits: hits, groups: groups, names: names, gazetteer: gazetteer)
        contexts = NameContext.contexts(
            words: words.words, hits: hits, containers: gateEvidence.containers,
            groups: groups.groups.count)
    }

    mutating func run() {
        passFirstGate()
        if let meant { firstGate = meant.map { $0 ? 1 : 0 } }
        var resolver = PlaceResolver(
            groups: groups, contexts: contexts, lexicon: lexicon, focus: focus, homes: homes,
            weights: groupWeights(firstGate))
        for (index, model) in models.resolver.enumerated() {
            rounds.append(
                resolver.round(
                    after: rounds.last, model: model,
                    scoringAll: index == models.resolver.count - 1,
                    keepingEvidence: detail == .all))
        }
        passSecondGate(resolver)
        if meant != nil { secondGate = firstGate }
        resolver.weights = groupWeights(secondGate)
        if let model = models.resolver.last {
            rounds.append(
                resolver.round(
                    after: rounds.last, model: model, scoringAll: detail != .none,
                    keepingEvidence: detail == .all))
        }
        if let round = rounds.last { best = likeliest(round) }
        keepWithinClaims()
        markMisfits(resolver)
    }

    /// The candidate where a mention is put: its own, or one that stands near a name which the gazetteer
    /// does not have, or has only elsewhere.
    func placement(ofHit index: Int, threshold: Float) -> (candidate: Int, isStandIn: Bool)? {
        let group = Int(hits[index].group)
        if let town = town(ofQuarter: index, threshold: threshold) { return (town, true) }
        if let best = best[group], !misfits[group] { return (best, false) }
        if let division = standIns[group] {
            return standIn(ofHit: index, in: division, threshold: threshold).map { ($0, true) }
        }
        if hits[index].form.contains(.street) {
            return town(ofStreet: index, threshold: threshold).map { ($0, true) }
        }
        if let near = anchor(ofHit: index, threshold: threshold) { return (near, true) }
        let isAway = groups.groups[group].isUnlisted || strangers[group]
        return isAway ? nil : best[group].map { ($0, false) }
    }

    /// The share of a name's probability that lies within 40 km of a candidate: a town, its district and
    /// its twin in another source are one answer.
    func mass(around candidate: Int, group: Int, _ round: PlaceResolver.Round) -> Float {
        let point = groups.candidates[candidate].point
        let chord40 = Self.chord40
        var sum: Float = 0
        for other in groups.groups[group].candidates {
            let isNear =
                other == candidate
                || round.probabilities[other] > 0.01
                    && point.squaredChord(to: groups.candidates[other].point) <= chord40
            if isNear { sum += round.probabilities[other] }
        }
        let possible = min(
            share(inHolderOf: group, round), shareOnLand(candidate, group: group, round))
        return min(1, sum / max(possible, .leastNormalMagnitude))
    }

    func mass(of placement: (candidate: Int, isStandIn: Bool)?, hit: Int) -> Float {
        guard let placement, !placement.isStandIn, let round = rounds.last else { return 1 }
        return mass(around: placement.candidate, group: Int(hits[hit].group), round)
    }

    private static let chord40 = GreatCircle.squaredChord(kilometers: 40)

    /// What this report adds to the lexicon of its source.
    func contribution() -> SourceContribution {
        var contribution = SourceContribution()
        for (index, group) in groups.groups.enumerated() {
            let likelihood = group.hits.reduce(Float(0)) { max($0, secondGate[Int($1)]) }
            contribution.names.append(.init(name: group.key, likelihood: likelihood))
            guard likelihood > 0.4, let best = best[index], let round = rounds.last else {
                continue
            }
            let place = groups.candidates[best]
            guard place.spelling == nil else { continue }
            contribution.entries.append(
                .init(
                    place: place.place, country: place.country,
                    admin1: place.admin1,
                    cell: place.placeClass.isWide || place.placeClass == .admin1 ? nil : place.cell,
                    weight: likelihood * round.probabilities[best]))
        }
        return contribution
    }

    // MARK: Gates

    private mutating func passFirstGate() {
        firstRanges.reserveCapacity(hits.count)
        firstGate.reserveCapacity(hits.count)
        evidence.reserveCapacity(hits.count * 32)
        for index in hits.indices {
            let start = evidence.count
            gateEvidence.add(hit: index, to: &evidence)
            firstRanges.append(start..<evidence.count)
            firstGate.append(
                LogisticModel.likelihood(
                    ofScore: models.gate.score(evidence, start..<evidence.count)))
        }
    }

    private mutating func passSecondGate(_ resolver: PlaceResolver) {
        guard let round = rounds.last else { return }
        let surroundings = resolver.surroundings(round)
        scene = surroundings
        let gate = secondGate(resolver, round, surroundings)
        secondGate = gate.likelihoods
        secondEvidence = gate.evidence
        secondRanges = gate.ranges
    }

    /// What ``passSecondGate(_:)`` finds: by itself, since whatever changes a reading step by step copies it
    /// at every step.
    private struct SecondGate {
        var likelihoods: [Float]
        var evidence = Evidence()
        var ranges: [Range<Int>] = []
    }

    private func secondGate(
        _ resolver: PlaceResolver, _ round: PlaceResolver.Round,
        _ surroundings: PlaceResolver.Surroundings
    ) -> SecondGate {
        let model = models.secondGate
        var gate = SecondGate(likelihoods: Array(repeating: 0, count: hits.count))
        if detail != .none { gate.ranges = Array(repeating: 0..<0, count: hits.count) }
        var fit = Evidence()
        for index in groups.groups.indices
        where resolver.weights[index] >= PlaceResolver.leastWeight {
            fit.removeAll()
            addFit(group: index, resolver, round, surroundings, to: &fit)
            for hit in groups.groups[index].hits.lazy.map(Int.init) {
                let first = Self.logit(firstGate[hit])
                var score = model.score(evidence, firstRanges[hit])
                score = model.score(fit, 0..<fit.count, after: score)
                score += model.weight(Self.thisGate) * first
                let likelihood = LogisticModel.likelihood(ofScore: score)
                gate.likelihoods[hit] =
                    isCalledSite(hits[hit], round) ? max(likelihood, Self.surelySite) : likelihood
                guard detail != .none else { continue }
                let start = gate.evidence.count
                gate.evidence.append(evidence, firstRanges[hit])
                gate.evidence.append(fit, 0..<fit.count)
                gate.evidence.add(Self.thisGate, first)
                gate.ranges[hit] = start..<gate.evidence.count
            }
        }
        return gate
    }

    /// "al-Asad *air base*": the words behind say what it is, and a site of the name is the likeliest.
    private func isCalledSite(_ hit: NameHit, _ round: PlaceResolver.Round) -> Bool {
        let words = words.words
        var next = Int(hit.end)
        guard next < words.count, words[next].gap == .space else { return false }
        if Self.siteQualities.contains(words[next].key) { next += 1 }
        guard next < words.count, words[next].classes.contains(.site), !words[next].isCapital,
            words[next].gap == .space
        else { return false }
        guard let best = likeliest(Int(hit.group), round) else { return false }
        return groups.candidates[best].placeClass == .site
    }

    private static let surelySite: Float = 0.9
    private static let siteQualities: WordSet = [
        WordKey("air"), WordKey("military"), WordKey("naval"), WordKey("army"), WordKey("power"),
        WordKey("oil"), WordKey("gas"), WordKey("border"), WordKey("refugee"),
    ]

    private static let thisGate = FitFeature.first + FitFeature.thisGate.rawValue

    /// What the resolver found for a name, as evidence for the second gate.
    private func addFit(
        group index: Int, _ resolver: PlaceResolver, _ round: PlaceResolver.Round,
        _ surroundings: PlaceResolver.Surroundings, to fit: inout Evidence
    ) {
        let group = groups.groups[index]
        var sum: Float = 0
        var highest: Float?
        for hit in group.hits {
            let logit = Self.logit(firstGate[Int(hit)])
            sum += logit
            highest = max(highest ?? logit, logit)
        }
        fit(.meanGate, sum / Float(max(group.hits.count, 1)))
        fit(.highestGate, highest ?? 0)
        if let known = lexicon?.likelihood(ofName: group.key) {
            fit(.sourceLikelihood, known)
            if known < 0.3 { fit(.sourceUnlikely, 1) }
        }
        guard let best = likeliest(index, round) else {
            return fit(.noCandidate, 1)
        }
        let place = groups.candidates[best]
        if let spelling = place.spelling {
            addSimilarity(of: best, spelling, group: index, resolver, surroundings, to: &fit)
            guard !group.isUnlisted else { return fit(.noCandidate, 1) }
        }
        fit(.score, round.scores[best] / 3)
        fit(.confidence, round.probabilities[best])
        fit(.mass, mass(around: best, group: index, round))
        if isOfWrongKind(best, group: index) { fit(.misfit, 1) }
        fit(.logSum, round.logSums[index] / 3)
        fit(Self.classFeature(place.placeClass), 1)
        if place.population == 0, place.placeClass == .village || place.placeClass == .town {
            let share = resolver.countryShare(of: best, group: index, surroundings)
            fit(.localUncounted, share)
            if share < 0.2 { fit(.strangeUncounted, 1) }
        }
        if place.nameKind == .official { fit(.bestOfficial, 1) }
        if place.nameKind == .demonym { fit(.bestDemonym, 1) }
        if place.placeClass.isPopulated { fit(.bestPopulation, place.logPopulation) }
        let isContained = contexts[index].containers.contains { outer in
            groups.groups[Int(outer)].candidates.contains {
                place.lies(in: groups.candidates[$0]) && round.probabilities[$0] > 0.3
            }
        }
        if isContained { fit(.container, 1) }
        if let lexicon, !place.placeClass.isWide {
            let outlook = lexicon.outlook(of: group, groups.candidates)
            fit(.sourceNearBest, SourceLexicon.logShare(outlook.nearShare(of: place)))
        }
        resolver.addFit(of: best, group: index, gateEvidence.facts[index], surroundings, &fit)
    }

    /// Of a place whose name only sounds like the one in the text.
    private func addSimilarity(
        of candidate: Int, _ spelling: Float, group: Int, _ resolver: PlaceResolver,
        _ surroundings: PlaceResolver.Surroundings, to fit: inout Evidence
    ) {
        fit(.bestSimilar, 1)
        fit(.bestSpelling, spelling)
        let near = resolver.closeness(of: candidate, group: group, surroundings.anchors)
        if let near {
            fit(.similarNearness, near.nearness)
        } else {
            fit(.similarAlone, 1)
        }
    }

    private static func classFeature(_ placeClass: CandidateClass) -> FitFeature {
        switch placeClass {
        case .country: .bestCountry
        case .continent, .region: .bestWide
        case .admin1: .bestAdmin1
        case .admin2: .bestAdmin2
        case .capital: .bestCapital
        case .city: .bestCity
        case .town: .bestTown
        case .village: .bestVillage
        case .nature: .bestNature
        case .site: .bestSite
        }
    }

    /// Of each name.
    private func likeliest(_ round: PlaceResolver.Round) -> [Int?] {
        groups.groups.indices.map {
            onLand(asDivision(likeliest($0, round), group: $0, round), group: $0, round)
        }
    }

    /// The candidate to answer after the last round: the likeliest near the spot that holds most of the
    /// probability. `nil` when the name was not resolved.
    private func likeliest(_ group: Int, _ round: PlaceResolver.Round) -> Int? {
        let candidates = groups.groups[group].candidates
        if candidates.count < 2 {
            return candidates.first { round.probabilities[$0] > 0 }
        }
        let likely = likeliest(Self.mostSpots, of: group, round)
        if likely.count < 2 { return likely.first }
        var heaviest: (candidate: Int, mass: Float)?
        for candidate in likely {
            let mass = mass(around: candidate, group: group, round)
            if mass > (heaviest?.mass ?? 0) + 1e-4 { heaviest = (candidate, mass) }
        }
        guard let heaviest else { return nil }
        let spot = groups.candidates[heaviest.candidate].point
        return likely.first { groups.candidates[$0].point.squaredChord(to: spot) <= Self.chord40 }
    }

    /// The candidates of the highest probability, the first of equals first.
    private func likeliest(_ count: Int, of group: Int, _ round: PlaceResolver.Round) -> [Int] {
        var likely: [Int] = []
        likely.reserveCapacity(count)
        for candidate in groups.groups[group].candidates where round.probabilities[candidate] > 0 {
            let probability = round.probabilities[candidate]
            var place = likely.count
            while place > 0, round.probabilities[likely[place - 1]] < probability { place -= 1 }
            guard place < count else { continue }
            if likely.count == count { likely.removeLast() }
            likely.insert(candidate, at: place)
        }
        return likely
    }

    /// Spots tried for each name.
    private static let mostSpots = 8

    private func groupWeights(_ gate: [Float]) -> [Float] {
        var weights = [Float](repeating: 0, count: groups.groups.count)
        for (hit, likelihood) in zip(hits, gate) {
            weights[Int(hit.group)] = max(weights[Int(hit.group)], likelihood)
        }
        return weights
    }

    static func logit(_ probability: Float) -> Float {
        let clamped = min(max(probability, 1e-4), 1 - 1e-4)
        return logf(clamped / (1 - clamped))
    }
}
