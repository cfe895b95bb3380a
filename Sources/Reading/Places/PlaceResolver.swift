internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Chooses among the places of one name, for all names of a report together.
///
/// Each round scores every candidate by a linear model and turns the scores of a name into
/// probabilities. Round 0 goes by the name and the words around it; later rounds also by how well a
/// candidate fits the places that the round before thought likely: same country, same division, near.
///
/// Cost per round: candidates × (names + 60 anchors) small-vector operations.
struct PlaceResolver {
    let groups: NameGroups
    let contexts: [NameContext]
    let lexicon: SourceLexicon?
    /// Per group: how likely it is a place at all, by the gate.
    var weights: [Float]
    /// Evidence that no round changes, per candidate.
    private let fixed: Evidence
    private let fixedRanges: [Range<Int>]
    let tally: DivisionTally
    var textCloseness: Closeness

    /// Names the gate thinks less likely than this are not resolved: they would only add noise.
    static let leastWeight: Float = 0.1
    static let mostAnchors = 60

    /// What a round found.
    struct Round: Sendable {
        /// Per candidate.
        var probabilities: [Float]
        var scores: [Float]
        /// Per group: ln Σ exp of the scores.
        var logSums: [Float]
        /// Per candidate: where its evidence lies.
        var evidence = Evidence()
        var ranges: [Range<Int>] = []
    }

    init(
        groups: NameGroups, contexts: [NameContext], lexicon: SourceLexicon?, focus: PlaceFocus?,
        homes: GroupHomes, weights: [Float]
    ) {
        self.groups = groups
        self.contexts = contexts
        self.lexicon = lexicon
        self.weights = weights
        tally = DivisionTally(groups)
        textCloseness = Closeness(groups)
        var evidence = Evidence()
        evidence.reserveCapacity(groups.candidates.count * 6)
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(groups.candidates.count)
        for index in groups.groups.indices {
            let candidates = groups.groups[index].candidates
            var best: Float = 0
            for candidate in candidates where groups.candidates[candidate].placeClass.isPopulated {
                best = max(best, groups.candidates[candidate].logPopulation)
            }
            // Asked of the array for each candidate, it would be copied for each.
            let context = contexts[index]
            let outlook = lexicon?.outlook(of: groups.groups[index], groups.candidates)
            for candidate in candidates {
                let start = evidence.count
                Self.addPrior(
                    groups.candidates[candidate],
                    isFirst: candidate == candidates.lowerBound
                        && groups.candidates[candidate].spelling == nil,
                    best: best, to: &evidence)
                context.addKind(of: groups.candidates[candidate], to: &evidence)
                outlook?.addEvidence(of: groups.candidates[candidate], to: &evidence)
                if focus?.contains(groups.candidates[candidate]) == true {
                    evidence.add(ResolverFeature.inFocus.rawValue, 1)
                }
                if homes.contain(groups.candidates[candidate]) {
                    evidence.add(ResolverFeature.homeOfGroup.rawValue, 1)
                }
                ranges.append(start..<evidence.count)
            }
        }
        fixed = evidence
        fixedRanges = ranges
    }

    // MARK: Rounds

    /// - Parameters:
    ///   - before: the round before; `nil` for round 0.
    ///   - scoringAll: whether a name's only candidate is scored, too: it is certain without.
    mutating func round(
        after before: Round?, model: LinearModel, scoringAll: Bool = true,
        keepingEvidence: Bool = false
    ) -> Round {
        let count = groups.candidates.count
        var round = Round(
            probabilities: Array(repeating: 0, count: count),
            scores: Array(repeating: 0, count: count),
            logSums: Array(repeating: 0, count: groups.groups.count))
        if keepingEvidence { round.ranges = Array(repeating: 0..<0, count: count) }
        var scene = Scene(
            before: before, named: tally.named(weights: weights, round: before),
            votes: before.map { tally.votes(groups, weights: weights, round: $0) },
            anchors: before.map { self.anchors($0) } ?? [],
            divisions: Array(repeating: 0, count: tally.counts.country + tally.counts.admin1))
        model.weights.withUnsafeBufferPointer { weights in
            for index in groups.groups.indices where self.weights[index] >= Self.leastWeight {
                let candidates = groups.groups[index].candidates
                if candidates.count == 1, !scoringAll, !keepingEvidence {
                    round.probabilities[candidates.lowerBound] = 1
                    continue
                }
                look(from: index, &scene)
                for candidate in candidates {
                    if keepingEvidence {
                        let start = round.evidence.count
                        round.evidence.append(fixed, fixedRanges[candidate])
                        weigh(candidate, of: index, scene, to: &round.evidence)
                        round.ranges[candidate] = start..<round.evidence.count
                        round.scores[candidate] = model.score(
                            round.evidence, round.ranges[candidate])
                    } else {
                        var score = Score(weights)
                        weigh(candidate, of: index, scene, to: &score)
                        round.scores[candidate] =
                            score.sum + model.score(fixed, fixedRanges[candidate])
                    }
                }
                Self.normalize(candidates, index, &round)
            }
        }
        return round
    }

    /// What the names of a report are judged by in one round.
    struct Scene {
        let before: Round?
        let named: DivisionTally.Named
        let votes: DivisionTally.Votes?
        var anchors: [Anchor]
        // As seen from the name in question: the places of the other names that have a position, and the
        // weight of all of them by how close they stand in the text, per country and division.
        var near: [NearAnchor] = []
        var divisions: [Float]
        var total: Float = 0
    }

    /// Passes on the evidence that changes from round to round.
    private func weigh<Sink: EvidenceSink>(
        _ candidate: Int, of group: Int, _ scene: Scene, to evidence: inout Sink
    ) {
        addContainers(candidate, of: group, scene.before, to: &evidence)
        tally.addNamed(
            candidate, groups.candidates[candidate].placeClass, scene.named, to: &evidence)
        guard let before = scene.before else { return }
        addSiblings(candidate, of: group, before, to: &evidence)
        if let votes = scene.votes { tally.addVotes(candidate, group: group, votes, to: &evidence) }
        addNearness(candidate, scene.near, to: &evidence)
        addTextVotes(candidate, scene, to: &evidence)
    }

    private static func normalize(_ candidates: Range<Int>, _ index: Int, _ round: inout Round) {
        let scores = round.scores
        var highest = -Float.infinity
        for candidate in candidates { highest = max(highest, scores[candidate]) }
        guard highest.isFinite else { return }
        let sum = round.probabilities.withUnsafeMutableBufferPointer { probabilities in
            var sum: Float = 0
            for candidate in candidates {
                probabilities[candidate] = expf(scores[candidate] - highest)
                sum += probabilities[candidate]
            }
            for candidate in candidates { probabilities[candidate] /= sum }
            return sum
        }
        round.logSums[index] = highest + logf(sum)
    }
}
