internal import Gazetteer
package import Incidents

/// Every decision on one report with its evidence, in a form that a fit can learn from.
package struct PlaceTrace: Sendable {
    package struct Hit: Sendable {
        package var span: TextSpan
        package var group: Int
        package var isDemonym: Bool
        /// Inside the name of an organisation.
        package var isEmbedded: Bool
        /// What the gates said, 0 … 1.
        package var firstGate: Float
        package var secondGate: Float
        /// The candidate it is put at.
        package var place: Int?
        /// How much of its name's probability lies there.
        package var mass: Float
        package var firstEvidence: Range<Int>
        package var secondEvidence: Range<Int>
    }

    package struct Group: Sendable {
        package var candidates: Range<Int>
        package var best: Int?
    }

    package var hits: [Hit]
    package var groups: [Group]
    /// The place of each candidate.
    package var places: [UInt32]
    package var firstGate: Evidence
    package var secondGate: Evidence
    /// Per round: evidence and, per candidate, its range.
    package var rounds: [(evidence: Evidence, ranges: [Range<Int>])]
    package var contribution: SourceContribution

    init(_ reading: PlaceReading) {
        let words = reading.words.words
        hits = reading.hits.indices.map { index in
            let hit = reading.hits[index]
            let best = reading.best[Int(hit.group)]
            let placement = reading.placement(ofHit: index, threshold: 0.45)
            return Hit(
                span: hit.span(in: words),
                group: Int(hit.group),
                isDemonym: best.map { reading.groups.candidates[$0].nameKind == .demonym } ?? false,
                isEmbedded: reading.isEmbedded(hit),
                firstGate: reading.firstGate[index], secondGate: reading.secondGate[index],
                place: placement?.candidate, mass: reading.mass(of: placement, hit: index),
                firstEvidence: reading.firstRanges[index],
                secondEvidence: reading.secondRanges[index])
        }
        groups = zip(reading.groups.groups, reading.best).map {
            Group(candidates: $0.candidates, best: $1)
        }
        places = reading.groups.candidates.map(\.place)
        firstGate = reading.evidence
        secondGate = reading.secondEvidence
        contribution = reading.contribution()
        rounds = reading.rounds.map { ($0.evidence, $0.ranges) }
    }
}

/// A text read up to where the models come in.
package struct PreparedPlaces: Sendable {
    private let reading: PlaceReading
    /// Per hit.
    package let spans: [TextSpan]
    package let isDemonymOnly: [Bool]
    package let isEmbedded: [Bool]
    package let gateRanges: [Range<Int>]
    package let gateEvidence: Evidence
    /// Per candidate.
    package let places: [UInt32]

    init(reading: PlaceReading) {
        self.reading = reading
        let words = reading.words.words
        spans = reading.hits.map { $0.span(in: words) }
        isDemonymOnly = reading.hits.map {
            reading.gateEvidence.facts[Int($0.group)].bestKind == .demonym
        }
        isEmbedded = reading.hits.map(reading.isEmbedded)
        var evidence = Evidence()
        var ranges: [Range<Int>] = []
        for index in reading.hits.indices {
            let start = evidence.count
            reading.gateEvidence.add(hit: index, to: &evidence)
            ranges.append(start..<evidence.count)
        }
        gateEvidence = evidence
        gateRanges = ranges
        places = reading.groups.candidates.map(\.place)
    }

    package func candidates(ofHit hit: Int) -> Range<Int> {
        reading.groups.groups[Int(reading.hits[hit].group)].candidates
    }

    /// Runs the models over the text.
    ///
    /// - Parameter meant: per hit, whether it is a place, for readings that need not find out.
    package func trace(
        _ models: PlaceModels, source: SourceLexicon? = nil, meant: [Bool]? = nil
    ) -> PlaceTrace {
        var reading = reading
        reading.meant = meant
        reading.lexicon = source.flatMap { $0.saysAnything ? $0 : nil }
        reading.models = models
        reading.run()
        return PlaceTrace(reading)
    }
}
