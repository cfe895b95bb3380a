internal import Gazetteer
internal import Earth
internal import Incidents

/// Turns the outcome of a reading into mentions with candidates and reasons.
struct MentionWriter {
    let reading: PlaceReading
    let text: AnalyzedText
    let gazetteer: CompiledGazetteer
    let models: PlaceModels
    let options: PlaceReaderOptions

    /// Per group, once it is asked for: its place and candidates.
    private var choices: [Choice?]

    /// Of constants, so that every mention of the group shares it without copying.
    private final class Choice {
        let place: Place?
        let candidates: [Resolution.Candidate]

        init(place: Place?, candidates: [Resolution.Candidate]) {
            self.place = place
            self.candidates = candidates
        }
    }

    init(
        reading: PlaceReading, text: AnalyzedText, gazetteer: CompiledGazetteer,
        models: PlaceModels,
        options: PlaceReaderOptions
    ) {
        self.reading = reading
        self.text = text
        self.gazetteer = gazetteer
        self.models = models
        self.options = options
        choices = Array(repeating: nil, count: self.reading.groups.groups.count)
    }

    mutating func mentions() -> [Mention] {
        var mentions: [Mention] = []
        for index in reading.hits.indices {
            if let mention = mention(index) { mentions.append(mention) }
        }
        return mentions
    }

    private mutating func mention(_ index: Int) -> Mention? {
        let likelihood = reading.secondGate[index]
        guard Double(likelihood) >= options.threshold else { return nil }
        let hit = reading.hits[index]
        guard !options.skipsBoilerplate || !isBoilerplate(hit) else { return nil }
        let role = reading.role(ofHit: index, in: text)
        guard options.includesDemonyms || role != .demonym else { return nil }
        let span = span(of: hit)
        return Mention(
            span: span, text: text.string(span), role: role,
            resolution: resolution(index, likelihood))
    }

    private func isBoilerplate(_ hit: NameHit) -> Bool {
        text.tokens[Int(reading.words.words[Int(hit.first)].token)].flags.contains(.boilerplate)
    }

    private func span(of hit: NameHit) -> TextSpan {
        hit.span(in: reading.words.words)
    }

    // MARK: Resolution

    private mutating func resolution(_ index: Int, _ likelihood: Float) -> Resolution {
        let group = Int(reading.hits[index].group)
        if choices[group] == nil { choices[group] = choice(ofGroup: group) }
        guard let choice = choices[group] else { return standsNowhere }
        let placement = reading.placement(ofHit: index, threshold: Float(options.threshold))
        guard let placement, let round = reading.rounds.last else {
            return standsNowhere
        }
        guard !placement.isStandIn, let place = choice.place else {
            return standing(index, at: placement.candidate, choice, likelihood)
        }
        let mass = reading.mass(around: placement.candidate, group: group, round)
        guard Double(likelihood * mass) >= options.placeThreshold else {
            return Resolution(
                place: nil, confidence: Double(likelihood * mass), candidates: choice.candidates,
                reasons: [Reason("several places of this name are about as likely")]
                    + gateReasons(index))
        }
        let meant = reading.isCalledDivision(reading.hits[index]) ? asDivision(place) : place
        let isGuess = reading.groups.candidates[placement.candidate].spelling != nil
        let guess = isGuess ? [Reason("taken for another spelling of \(place.name)")] : []
        return Resolution(
            place: meant, confidence: Double(likelihood * mass), candidates: choice.candidates,
            reasons: guess + gateReasons(index))
    }

    /// "in Kanker *district*", of which the gazetteer has the town: the town's point, and a division's radius.
    private func asDivision(_ town: Place) -> Place {
        guard town.kind.group == .populated, town.radius < Self.ofDivision else { return town }
        return Place(
            id: town.id, name: town.name, kind: town.kind, coordinate: town.coordinate,
            radius: Self.ofDivision, country: town.country, countryName: town.countryName,
            admin1: town.admin1, admin2: town.admin2, population: town.population)
    }

    private static let ofDivision = Distance.kilometers(40)

    private var standsNowhere: Resolution {
        Resolution(
            place: nil, confidence: 0,
            reasons: [Reason("not in the gazetteer, nor near a place that is")])
    }

    private func choice(ofGroup group: Int) -> Choice {
        guard let best = reading.best[group], let round = reading.rounds.last else {
            return Choice(place: nil, candidates: [])
        }
        let chosen = gazetteer.place(reading.groups.candidates[best].place)
        guard options.keepsReasons || options.explains else {
            return Choice(place: chosen, candidates: [])
        }
        let order = reading.groups.groups[group].candidates.sorted {
            (round.scores[$0], $1) > (round.scores[$1], $0)
        }
        let candidates = order.prefix(options.keptCandidates).compactMap { candidate in
            gazetteer.place(reading.groups.candidates[candidate].place).map {
                Resolution.Candidate(
                    place: $0, score: Double(round.scores[candidate]),
                    reasons: candidateReasons(candidate, round))
            }
        }
        return Choice(place: chosen, candidates: candidates)
    }

    /// A name the gazetteer does not have is put where the places around it are, with a wide radius.
    private func standing(
        _ index: Int, at anchor: Int, _ choice: Choice, _ likelihood: Float
    ) -> Resolution {
        guard let named = gazetteer.place(reading.groups.candidates[anchor].place) else {
            return Resolution(place: nil, confidence: 0, reasons: gateReasons(index))
        }
        let near = isQuarter(index) || !reading.isSeatOnly(anchor) ? named : country(of: named)
        let name = text.string(span(of: reading.hits[index]))
        // A street, or a quarter, lies in the town that is named beside it.
        let kind: PlaceKind = isQuarter(index) ? .quarter : .locality
        let isInTown = kind == .quarter || reading.hits[index].form.contains(.street)
        let doubt = isInTown ? 15.0 : 50.0
        let place = Place(
            id: Place.unlistedPrefix + NameFolding.fold(name), name: name, kind: kind,
            coordinate: near.coordinate, radius: max(near.radius, .kilometers(doubt)),
            country: near.country, countryName: near.countryName,
            admin1: near.kind == .admin1 ? near.name : near.admin1, admin2: "",
            population: 0)
        return Resolution(
            place: place, confidence: Double(likelihood) * 0.3,
            candidates: [Resolution.Candidate(place: place, score: 0, reasons: [])]
                + choice.candidates,
            reasons: [Reason("not in the gazetteer; placed near \(near.name)")] + gateReasons(index)
        )
    }

    /// Of a report from the capital no more is known than the country.
    private func country(of capital: Place) -> Place {
        gazetteer.country(CountryCode.pack(capital.country)).flatMap { gazetteer.place($0) }
            ?? capital
    }

    /// "the Kasra *neighborhood*", "Omdurman's Dar es Salaam *district*"
    private func isQuarter(_ index: Int) -> Bool {
        reading.town(ofQuarter: index, threshold: Float(options.threshold)) != nil
            || reading.isCalled(Self.quarters, reading.hits[index])
    }

    private static let quarters: WordSet = [
        WordKey("neighborhood"), WordKey("neighbourhood"), WordKey("quarter"), WordKey("suburb"),
    ]

    /// What made a candidate's score; kept only when asked for.
    private func candidateReasons(_ candidate: Int, _ round: PlaceResolver.Round) -> [Reason] {
        guard candidate < round.ranges.count, let model = models.resolver.last else { return [] }
        return Self.reasons(
            round.evidence, round.ranges[candidate], model, PlaceModels.resolverFeatures)
    }

    /// One reason per feature that weighed anything; together they are the score.
    private static func reasons(
        _ evidence: Evidence, _ range: Range<Int>, _ model: LinearModel, _ names: [String]
    ) -> [Reason] {
        evidence.terms[range].compactMap { term in
            let feature = Int(term.feature)
            guard feature < model.weights.count, feature < names.count else { return nil }
            let weight = model.weights[feature] * term.value
            return weight == 0 ? nil : Reason(names[feature], weight: Double(weight))
        }
    }

    private func gateReasons(_ index: Int) -> [Reason] {
        guard reading.secondRanges.indices.contains(index) else { return [] }
        return Self.reasons(
            reading.secondEvidence, reading.secondRanges[index], models.secondGate,
            PlaceModels.secondGateFeatures)
    }
}
