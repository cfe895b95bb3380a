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
    private var textCloseness: Closeness

    /// Names the gate thinks less likely than this are not resolved: they would only add noise.
    static let leastWeight: Float = 0.1
    private static let mostAnchors = 60

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
        weights: [Float]
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
        for (index, group) in groups.groups.enumerated() {
            var best: Float = 0
            for candidate in groups.candidates[group.candidates]
            where candidate.placeClass.isPopulated {
                best = max(best, candidate.logPopulation)
            }
            let context = contexts[index]
            for candidate in group.candidates {
                let start = evidence.count
                Self.addPrior(
                    groups.candidates[candidate],
                    isFirst: candidate == group.candidates.lowerBound
                        && groups.candidates[candidate].spelling == nil,
                    best: best, to: &evidence)
                context.addKind(of: groups.candidates[candidate], to: &evidence)
                lexicon?.addEvidence(of: groups.candidates[candidate], to: &evidence)
                if focus?.contains(groups.candidates[candidate]) == true {
                    evidence.add(ResolverFeature.inFocus.rawValue, 1)
                }
                ranges.append(start..<evidence.count)
            }
        }
        fixed = evidence
        fixedRanges = ranges
    }

    private static func addPrior(
        _ candidate: PlaceCandidate, isFirst: Bool, best: Float, to evidence: inout Evidence
    ) {
        func note(_ feature: ResolverFeature, _ value: Float = 1) {
            evidence.add(feature.rawValue, value)
        }
        // The class features come first, in the order of the classes.
        evidence.add(Int(candidate.placeClass.rawValue), 1)
        switch candidate.placeClass {
        case .country: note(.logPopulationCountry, candidate.logPopulation)
        case .admin1: note(.logPopulationAdmin1, candidate.logPopulation)
        case let placeClass where placeClass.isPopulated:
            note(.logPopulationPopulated, candidate.logPopulation)
            note(.populationLead, candidate.logPopulation - best)
            if candidate.population == 0 { note(.uncounted) }
            if candidate.population > 0, candidate.population < 1000 { note(.underThousand) }
        default: break
        }
        switch candidate.nameKind {
        case .official: note(.official)
        case .short: note(.short)
        case .demonym: note(.demonym)
        case .abbreviation: note(.abbreviation)
        case .stripped: note(.stripped)
        case .old: note(.old)
        case .alternate: break
        }
        note(.logAlternates, candidate.logAlternates)
        if isFirst { note(.first) }
        if let spelling = candidate.spelling {
            note(.similar)
            note(.spelling, spelling)
        }
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
    private struct Scene {
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
        var highest = -Float.infinity
        for candidate in candidates { highest = max(highest, round.scores[candidate]) }
        guard highest.isFinite else { return }
        var sum: Float = 0
        for candidate in candidates {
            round.probabilities[candidate] = expf(round.scores[candidate] - highest)
            sum += round.probabilities[candidate]
        }
        for candidate in candidates { round.probabilities[candidate] /= sum }
        round.logSums[index] = highest + logf(sum)
    }

    // MARK: Containers

    private func addContainers<Sink: EvidenceSink>(
        _ candidate: Int, of group: Int, _ before: Round?, to evidence: inout Sink
    ) {
        // Most names stand alone.
        guard !contexts[group].containers.isEmpty || !contexts[group].contained.isEmpty else {
            return
        }
        let this = groups.candidates[candidate]
        for outer in contexts[group].containers.prefix(4) {
            var inAdmin1: Float = 0
            var inCountry: Float = 0
            var inAdmin2: Float = 0
            let isWeighed = weights[Int(outer)] >= Self.leastWeight
            for container in groups.groups[Int(outer)].candidates {
                let place = groups.candidates[container]
                guard place.nameKind != .demonym, this.lies(in: place) else { continue }
                let weight = isWeighed ? before?.probabilities[container] ?? 1 : 1
                switch place.placeClass {
                case .admin1: inAdmin1 += weight
                case .country: inCountry += weight
                default: inAdmin2 += weight
                }
            }
            evidence.add(ResolverFeature.containerAdmin1.rawValue, min(1, inAdmin1))
            evidence.add(ResolverFeature.containerCountry.rawValue, min(1, inCountry))
            evidence.add(ResolverFeature.containerAdmin2.rawValue, min(1, inAdmin2))
        }
        for inner in contexts[group].contained.prefix(4) {
            let holds = groups.groups[Int(inner)].candidates.contains {
                groups.candidates[$0].lies(in: this)
            }
            if holds { evidence.add(ResolverFeature.containsOthers.rawValue, 1) }
        }
    }

    /// Names in a list are of one kind, more often than not: states with states, towns with towns.
    private func addSiblings<Sink: EvidenceSink>(
        _ candidate: Int, of group: Int, _ before: Round, to evidence: inout Sink
    ) {
        guard !contexts[group].siblings.isEmpty else { return }
        let siblings = contexts[group].siblings.prefix(8)
        let this = groups.candidates[candidate]
        var sameClass: Float = 0
        var sameAdmin1: Float = 0
        for sibling in siblings where weights[Int(sibling)] >= Self.leastWeight {
            for other in groups.groups[Int(sibling)].candidates {
                let place = groups.candidates[other]
                let weight = weights[Int(sibling)] * before.probabilities[other]
                let isAlike =
                    place.placeClass == this.placeClass
                    || place.placeClass.isPopulated && this.placeClass.isPopulated
                if isAlike, place.country == this.country || this.placeClass.isWide {
                    sameClass += weight
                }
                if place.admin1 != 0, place.admin1 == this.admin1 { sameAdmin1 += weight }
            }
        }
        evidence.add(ResolverFeature.siblingClass.rawValue, sameClass / Float(siblings.count))
        evidence.add(ResolverFeature.siblingAdmin1.rawValue, sameAdmin1 / Float(siblings.count))
    }

    // MARK: Nearness

    /// A likely place of a name, for others to be near to.
    struct Anchor {
        var point: GreatCircle
        var weight: Float
        var group: Int32
        /// As the tally numbers them.
        var country: Int32
        var admin1: Int32
        /// A country's or state's point says nothing about where things are.
        var isWide: Bool
    }

    fileprivate struct NearAnchor {
        var point: GreatCircle
        var weight: Float
        /// 1 beside the name in question, falling with the words between.
        var closeness: Float
    }

    /// Up to three likely places per name; the weightiest of all names.
    func anchors(_ round: Round) -> [Anchor] {
        var anchors: [Anchor] = []
        anchors.reserveCapacity(groups.groups.count)
        for (index, group) in groups.groups.enumerated() where weights[index] >= Self.leastWeight {
            for candidate in group.candidates {
                let place = groups.candidates[candidate]
                let weight = weights[index] * round.probabilities[candidate]
                guard weight > 0.1, place.nameKind != .demonym else { continue }
                anchors.append(
                    Anchor(
                        point: place.point, weight: weight, group: Int32(index),
                        country: tally.country[candidate], admin1: tally.admin1[candidate],
                        isWide: place.placeClass.isWide || place.placeClass == .admin1
                            || place.placeClass == .nature))
            }
        }
        guard anchors.count > Self.mostAnchors else { return anchors }
        anchors.sort { $0.weight > $1.weight }
        return Array(anchors.prefix(Self.mostAnchors))
    }

    static let chord30 = GreatCircle.squaredChord(kilometers: 30)
    static let chord100 = GreatCircle.squaredChord(kilometers: 100)
    static let chord300 = GreatCircle.squaredChord(kilometers: 300)

    private func addNearness<Sink: EvidenceSink>(
        _ candidate: Int, _ anchors: [NearAnchor], to evidence: inout Sink
    ) {
        let place = groups.candidates[candidate]
        guard !place.placeClass.isWide else { return }
        var near30: Float = 0
        var near100: Float = 0
        var near300: Float = 0
        var closest: Float = 4
        var closeNear: Float = 0
        var beside: Float = 0
        let (chord30, chord100, chord300) = (Self.chord30, Self.chord100, Self.chord300)
        for anchor in anchors {
            let chord = place.point.squaredChord(to: anchor.point)
            if anchor.weight > 0.3, chord < closest { closest = chord }
            guard chord <= chord300 else { continue }
            near300 += anchor.weight
            guard chord <= chord100 else { continue }
            near100 += anchor.weight
            closeNear += anchor.weight * anchor.closeness
            if anchor.closeness >= Self.besideCloseness {
                beside = max(beside, anchor.weight * (chord <= chord30 ? 1 : 0.5))
            }
            if chord <= chord30 { near30 += anchor.weight }
        }
        if near30 > 0 { evidence.add(ResolverFeature.weight30.rawValue, logf(1 + near30)) }
        if near100 > 0 { evidence.add(ResolverFeature.weight100.rawValue, logf(1 + near100)) }
        if near300 > 0 { evidence.add(ResolverFeature.weight300.rawValue, logf(1 + near300)) }
        evidence.add(ResolverFeature.textNear100.rawValue, min(1, closeNear))
        evidence.add(ResolverFeature.besideNear.rawValue, beside)
        if place.spelling != nil {
            evidence.add(ResolverFeature.similarNear.rawValue, min(1, near30))
            if near100 < 0.3 { evidence.add(ResolverFeature.similarAlone.rawValue, 1) }
        }
        if closest < 4 {
            evidence.add(ResolverFeature.nearness.rawValue, Self.nearness(closest))
        }
    }

    /// Within eight words.
    private static let besideCloseness: Float = 20 / 28

    /// Looks at the anchors from one name: how close in the text they stand to it, where they lie.
    private mutating func look(from group: Int, _ scene: inout Scene) {
        let anchors = scene.anchors
        var near: [NearAnchor] = []
        swap(&near, &scene.near)
        near.removeAll(keepingCapacity: true)
        var total: Float = 0.3
        let firstAdmin1 = tally.counts.country
        scene.divisions.withUnsafeMutableBufferPointer { weights in
            for anchor in anchors {
                weights[Int(anchor.country)] = 0
                weights[firstAdmin1 + Int(anchor.admin1)] = 0
            }
            var measured: (group: Int32, closeness: Float) = (-1, 0)
            for anchor in anchors where anchor.group != Int32(group) {
                if anchor.group != measured.group {
                    measured = (anchor.group, textCloseness.between(group, Int(anchor.group)))
                }
                let weight = anchor.weight * measured.closeness
                total += weight
                weights[Int(anchor.country)] += weight
                weights[firstAdmin1 + Int(anchor.admin1)] += weight
                if !anchor.isWide {
                    near.append(
                        NearAnchor(
                            point: anchor.point, weight: anchor.weight,
                            closeness: measured.closeness))
                }
            }
        }
        swap(&near, &scene.near)
        scene.total = total
    }

    /// The share of the places named close by that lie in the candidate's country and division.
    private func addTextVotes<Sink: EvidenceSink>(
        _ candidate: Int, _ scene: Scene, to evidence: inout Sink
    ) {
        let country = Int(tally.country[candidate])
        let admin1 = Int(tally.admin1[candidate])
        evidence.add(
            ResolverFeature.textCountry.rawValue,
            country == 0 ? 0 : scene.divisions[country] / scene.total)
        evidence.add(
            ResolverFeature.textAdmin1.rawValue,
            admin1 == 0 ? 0 : scene.divisions[tally.counts.country + admin1] / scene.total)
    }

    static func nearness(_ squaredChord: Float) -> Float {
        -logf(1 + GreatCircle.kilometers(squaredChord: squaredChord) / 30)
    }
}
