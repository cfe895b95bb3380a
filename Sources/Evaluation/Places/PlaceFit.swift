import Earth
import Gazetteer
import Incidents
import Reading

/// A document read up to where the models come in, with its gold names tied to what was matched.
struct FitDocument {
    var source: String
    var corpus: Int
    var marks: PlaceMarks
    var names: [GoldName]
    var prepared: PreparedPlaces
    /// Per hit: the gold name it overlaps.
    var goldOfHit: [Int?]
    /// Per candidate of the document: kilometres to the gold point of its name; `nil` without one.
    var distances: [Double?]

    init(
        _ document: GoldDocument, corpus: Int, marks: PlaceMarks, reader: PlaceReader,
        gazetteer: CompiledGazetteer
    ) {
        source = document.source
        self.corpus = corpus
        self.marks = marks
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

    /// Whether a hit teaches the gate: where annotators leave adjectives and the places in names of
    /// organisations out, those say nothing of what a name is.
    func teaches(_ hit: Int) -> Bool {
        marks == .everything || !prepared.isDemonymOnly[hit] && !prepared.isEmbedded[hit]
    }
}

/// Fits all models of the place reader, stage by stage.
///
/// What a later stage learns from must look as it will look on unseen text. So the documents are cut
/// in halves by source; each half is read with models that learned from the other, and the stage's
/// final model learns from all documents read in this way.
struct PlaceFit {
    var penalty = 5.0
    /// Of the gates: what makes a name a place differs between corpora more than where it lies.
    var gatePenalty = 12.0
    var prior: PlaceModels
    /// Features to do without, to see what they are worth.
    var without: Set<String> = []

    /// Features that the corpora hardly show: their prior weights stand.
    private static let firm: Set<String> = ["nearTribe", "namedByKind"]

    private func penalties(_ names: [String], _ penalty: Double) -> [Double] {
        names.map { without.contains($0) || Self.firm.contains($0) ? 1e9 : penalty }
    }

    private var gatePenalties: [Double] { penalties(PlaceModels.gateFeatures, gatePenalty) }
    private var resolverPenalties: [Double] { penalties(PlaceModels.resolverFeatures, penalty) }
    private var secondPenalties: [Double] {
        penalties(PlaceModels.secondGateFeatures, gatePenalty)
    }

    /// Twice: once without lexicons of sources, then, with the lexicons so made, from readings both with
    /// and without them.
    func fit(_ documents: [FitDocument]) -> PlaceModels {
        let halves = documents.map {
            Int(truncatingIfNeeded: stableHash($0.source + "half") >> 7 & 1)
        }
        let first = fit(documents, halves: halves, lexicons: nil)
        let contributions = documents.indices.map {
            documents[$0].prepared.trace(first.halves[1 - halves[$0]]).contribution
        }
        let lexicons = SourceLexicons(documents, contributions)
        return fit(documents, halves: halves, lexicons: lexicons).all
    }

    private func fit(
        _ documents: [FitDocument], halves: [Int], lexicons: SourceLexicons?
    ) -> (all: PlaceModels, halves: [PlaceModels]) {
        var all = prior
        var half = [prior, prior]
        let indices = Array(documents.indices)
        let members = [0, 1].map { side in indices.filter { halves[$0] == side } }
        func fitGate(_ members: [Int]) -> LinearModel {
            gateExamples(documents, members).fit(prior: prior.gate.weights, penalty: gatePenalties)
        }
        /// Every document as models of the other half read it, with and without its source's lexicon.
        func traces() -> [[PlaceTrace]] {
            indices.map { index in
                let models = half[1 - halves[index]]
                let plain = documents[index].prepared.trace(models)
                guard let lexicon = lexicons?.lexicon(for: index) else { return [plain] }
                return [plain, documents[index].prepared.trace(models, source: lexicon)]
            }
        }
        all.gate = fitGate(indices)
        for side in [0, 1] { half[side].gate = fitGate(members[side]) }
        for round in 0..<PlaceModels.rounds {
            let traces = traces()
            func fitRound(_ members: [Int]) -> LinearModel {
                choices(documents, traces, members, round: round)
                    .fit(prior: prior.resolver[round].weights, penalty: resolverPenalties)
            }
            all.resolver[round] = fitRound(indices)
            for side in [0, 1] { half[side].resolver[round] = fitRound(members[side]) }
        }
        let last = traces()
        func fitSecond(_ members: [Int]) -> LinearModel {
            secondExamples(documents, last, members)
                .fit(prior: prior.secondGate.weights, penalty: secondPenalties)
        }
        all.secondGate = fitSecond(indices)
        for side in [0, 1] { half[side].secondGate = fitSecond(members[side]) }
        return (all, half)
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
        _ documents: [FitDocument], _ traces: [[PlaceTrace]], _ members: [Int], round: Int
    ) -> ChoiceExamples {
        var examples = ChoiceExamples()
        for (index, trace) in members.flatMap({ index in traces[index].map { (index, $0) } }) {
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
        _ documents: [FitDocument], _ traces: [[PlaceTrace]], _ members: [Int]
    ) -> GateExamples {
        var examples = GateExamples()
        for (member, trace) in members.flatMap({ index in traces[index].map { (index, $0) } }) {
            let document = documents[member]
            for (index, hit) in trace.hits.enumerated()
            where document.teaches(index) && !hit.secondEvidence.isEmpty {
                examples.add(
                    trace.secondGate, hit.secondEvidence, isPlace: document.goldOfHit[index] != nil)
            }
        }
        return examples
    }
}

/// The lexicon of each source, and of all its documents but one.
struct SourceLexicons {
    private var lexicons: [String: SourceLexicon] = [:]
    private let sources: [String]
    private let contributions: [SourceContribution]

    init(_ documents: [FitDocument], _ contributions: [SourceContribution]) {
        sources = documents.map(\.source)
        self.contributions = contributions
        for (source, contribution) in zip(sources, contributions) {
            lexicons[source, default: SourceLexicon()].add(contribution)
        }
    }

    /// Made twice: from readings without a lexicon, then from readings with the one so made.
    init(_ documents: [FitDocument], settledBy models: PlaceModels) {
        let first = SourceLexicons(
            documents, documents.map { $0.prepared.trace(models).contribution })
        self.init(
            documents,
            documents.indices.map {
                let lexicon = first.lexicon(for: $0)
                return documents[$0].prepared.trace(models, source: lexicon).contribution
            })
    }

    /// `nil` when the document is its source's only one.
    func lexicon(for document: Int) -> SourceLexicon? {
        guard var lexicon = lexicons[sources[document]], lexicon.reports > 1 else { return nil }
        lexicon.remove(contributions[document])
        return lexicon
    }
}

/// FNV-1a: the same on every run, unlike Swift's own hashing.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
