internal import Gazetteer
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
        else {
            return Resolution(
                place: nil, confidence: 0, reasons: [Reason("no place of this name fits")])
        }
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
