import Earth
import Gazetteer
import Incidents
import Reading

/// A document read up to where the models come in, with its gold names tied to what was matched.
struct FitDocument {
    var source: String
    var corpus: Int
    var hasDemonyms: Bool
    var names: [GoldName]
    var prepared: PreparedPlaces
    /// Per hit: the gold name it overlaps.
    var goldOfHit: [Int?]
    /// Per candidate of the document: kilometres to the gold point of its name; `nil` without one.
    var distances: [Double?]

    init(
        _ document: GoldDocument, corpus: Int, hasDemonyms: Bool, reader: PlaceReader,
        gazetteer: CompiledGazetteer
    ) {
        source = document.source
        self.corpus = corpus
        self.hasDemonyms = hasDemonyms
        names = document.names
        prepared = reader.prepare(AnalyzedText(document.text))
        goldOfHit = Array(repeating: nil, count: prepared.spans.count)
        for pair in PlaceScore.pair(document.names.map(\.span), prepared.spans) {
            goldOfHit[pair.found] = pair.gold
        }
        distances = []
        measure(gazetteer)
    }

    private mutating func measure(_ gazetteer: CompiledGazetteer) {
        distances = Array(repeating: nil, count: prepared.places.count)
        for (index, gold) in goldOfHit.enumerated() {
            guard let gold, let latitude = names[gold].latitude,
                let longitude = names[gold].longitude,
                let point = try? Coordinate(longitude: longitude, latitude: latitude)
            else { continue }
            for candidate in prepared.candidates(ofHit: index) where distances[candidate] == nil {
                distances[candidate] =
                    gazetteer.place(prepared.places[candidate])?.coordinate.distance(to: point)
                    .kilometers
            }
        }
    }

    /// The candidates that count as right: within 15 km of the gold point, or as near as the nearest,
    /// if that is within 161 km. Empty when the name has no gold point or no such candidate.
    func right(in candidates: Range<Int>) -> Set<Int> {
        let near = candidates.compactMap { distances[$0] }.min() ?? .infinity
        guard near <= 161 else { return [] }
        return Set(candidates.filter { (distances[$0] ?? .infinity) <= max(15, near + 5) })
    }

    /// Whether a hit teaches the gate: where a corpus leaves adjectives out, they say nothing.
    func teaches(_ hit: Int) -> Bool { hasDemonyms || !prepared.isDemonymOnly[hit] }
}

/// Fits all models of the place reader, stage by stage.
///
/// What a later stage learns from must look as it will look on unseen text. So the documents are cut
/// in halves by source; each half is read with models that learned from the other, and the stage's
/// final model learns from all documents read in this way.
struct PlaceFit {
    var penalty = 2.0
    var prior: PlaceModels
    /// Features to do without, to see what they are worth.
    var without: Set<String> = []

    private func penalties(_ names: [String]) -> [Double] {
        names.map { without.contains($0) ? 1e9 : penalty }
    }

    private var gatePenalty: [Double] { penalties(PlaceModels.gateFeatures) }
    private var resolverPenalty: [Double] { penalties(PlaceModels.resolverFeatures) }
    private var secondPenalty: [Double] { penalties(PlaceModels.secondGateFeatures) }

    func fit(_ documents: [FitDocument]) -> PlaceModels {
        let halves = documents.map {
            Int(truncatingIfNeeded: stableHash($0.source + "half") >> 7 & 1)
        }
        var all = prior
        var half = [prior, prior]
        let gateExamples = { (members: [Int]) in self.gateExamples(documents, members) }
        let indices = Array(documents.indices)
        let members = [0, 1].map { side in indices.filter { halves[$0] == side } }

        all.gate = gateExamples(indices).fit(prior: prior.gate.weights, penalty: gatePenalty)
        for side in [0, 1] {
            half[side].gate = gateExamples(members[side]).fit(
                prior: prior.gate.weights, penalty: gatePenalty)
        }
        for round in 0..<PlaceModels.rounds {
            let traces = indices.map { documents[$0].prepared.trace(half[1 - halves[$0]]) }
            func fit(_ members: [Int]) -> LinearModel {
                choices(documents, traces, members, round: round)
                    .fit(prior: prior.resolver[round].weights, penalty: resolverPenalty)
            }
            all.resolver[round] = fit(indices)
            for side in [0, 1] { half[side].resolver[round] = fit(members[side]) }
        }
        let traces = indices.map { documents[$0].prepared.trace(half[1 - halves[$0]]) }
        all.secondGate = secondExamples(documents, traces)
            .fit(prior: prior.secondGate.weights, penalty: secondPenalty)
        return all
    }

    private func gateExamples(_ documents: [FitDocument], _ members: [Int]) -> GateExamples {
        var examples = GateExamples()
        for document in members.map({ documents[$0] }) {
            for hit in document.prepared.spans.indices where document.teaches(hit) {
                examples.add(
                    document.prepared.gateEvidence, document.prepared.gateRanges[hit],
                    isPlace: document.goldOfHit[hit] != nil)
            }
        }
        return examples
    }

    private func choices(
        _ documents: [FitDocument], _ traces: [PlaceTrace], _ members: [Int], round: Int
    ) -> ChoiceExamples {
        var examples = ChoiceExamples()
        for index in members {
            let trace = traces[index]
            for group in trace.groups where group.candidates.count > 1 {
                let right = documents[index].right(in: group.candidates)
                guard !right.isEmpty, right.count < group.candidates.count,
                    !trace.rounds[round].ranges[group.candidates.lowerBound].isEmpty
                else { continue }
                examples.add(
                    trace.rounds[round].evidence,
                    group.candidates.map { (trace.rounds[round].ranges[$0], right.contains($0)) })
            }
        }
        return examples
    }

    private func secondExamples(
        _ documents: [FitDocument], _ traces: [PlaceTrace]
    ) -> GateExamples {
        var examples = GateExamples()
        for (document, trace) in zip(documents, traces) {
            for (index, hit) in trace.hits.enumerated()
            where document.teaches(index) && !hit.secondEvidence.isEmpty {
                examples.add(
                    trace.secondGate, hit.secondEvidence, isPlace: document.goldOfHit[index] != nil)
            }
        }
        return examples
    }
}

/// FNV-1a: the same on every run, unlike Swift's own hashing.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
