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

    private var roles: MentionRoles { MentionRoles(reading: reading, text: text) }

    func mentions() -> [Mention] {
        reading.hits.indices.compactMap(mention)
    }

    private func mention(_ index: Int) -> Mention? {
        let likelihood = reading.secondGate[index]
        guard Double(likelihood) >= options.threshold else { return nil }
        let hit = reading.hits[index]
        let role = roles.role(ofHit: index)
        guard options.includesDemonyms || role != .demonym else { return nil }
        let span = span(of: hit)
        return Mention(
            span: span, text: text.string(span), role: role,
            resolution: resolution(index, likelihood))
    }

    private func span(of hit: NameHit) -> TextSpan {
        TextSpan(
            Int(reading.words.words[Int(hit.first)].start),
            Int(reading.words.words[Int(hit.end) - 1].end))
    }

    // MARK: Resolution

    private func resolution(_ index: Int, _ likelihood: Float) -> Resolution {
        let group = Int(reading.hits[index].group)
        guard let best = reading.best[group], let round = reading.rounds.last,
            let place = gazetteer.place(reading.groups.candidates[best].place)
        else { return standing(index, likelihood) }
        let order = reading.groups.groups[group].candidates.sorted {
            (round.scores[$0], $1) > (round.scores[$1], $0)
        }
        let candidates = order.prefix(options.keptCandidates).compactMap { candidate in
            gazetteer.place(reading.groups.candidates[candidate].place).map {
                Resolution.Candidate(place: $0, score: Double(round.scores[candidate]), reasons: [])
            }
        }
        return Resolution(
            place: place, confidence: Double(likelihood * round.probabilities[best]),
            candidates: candidates, reasons: gateReasons(index))
    }

    /// A name the gazetteer does not have is put where the places around it are, with a wide radius.
    private func standing(_ index: Int, _ likelihood: Float) -> Resolution {
        let placement = ContextPlacement(reading: reading)
        guard let anchor = placement.anchor(ofHit: index, threshold: Float(options.threshold)),
            let near = gazetteer.place(reading.groups.candidates[anchor].place)
        else {
            return Resolution(
                place: nil, confidence: 0,
                reasons: [Reason("not in the gazetteer, nor near a place that is")])
        }
        let name = text.string(span(of: reading.hits[index]))
        let place = Place(
            id: "unlisted:" + NameFolding.fold(name), name: name, kind: .locality,
            coordinate: near.coordinate, radius: max(near.radius, .kilometers(50)),
            country: near.country, countryName: near.countryName, admin1: near.admin1, admin2: "",
            population: 0)
        return Resolution(
            place: place, confidence: Double(likelihood) * 0.3,
            candidates: [Resolution.Candidate(place: place, score: 0, reasons: [])],
            reasons: [Reason("not in the gazetteer; placed near \(near.name)")] + gateReasons(index)
        )
    }

    private func gateReasons(_ index: Int) -> [Reason] {
        let range = reading.secondRanges[index]
        return range.map { position in
            let feature = Int(reading.secondEvidence.features[position])
            let weight =
                models.secondGate.weights[feature] * reading.secondEvidence.values[position]
            return Reason(PlaceModels.secondGateFeatures[feature], weight: Double(weight))
        }.filter { $0.weight != 0 }
    }
}
