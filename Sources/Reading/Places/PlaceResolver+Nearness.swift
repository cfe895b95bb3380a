internal import Gazetteer

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// How near a candidate lies to the likely places of the other names, and in which of their divisions.
extension PlaceResolver {
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

    struct NearAnchor {
        var point: GreatCircle
        var weight: Float
        /// 1 beside the name in question, falling with the words between.
        var closeness: Float
    }

    /// Up to three likely places per name; the weightiest of all names.
    func anchors(_ round: Round) -> [Anchor] {
        var anchors: [Anchor] = []
        anchors.reserveCapacity(groups.groups.count)
        for index in groups.groups.indices where weights[index] >= Self.leastWeight {
            for candidate in groups.groups[index].candidates {
                let weight = weights[index] * round.probabilities[candidate]
                guard weight > 0.1 else { continue }
                let place = groups.candidates[candidate]
                guard place.nameKind != .demonym else { continue }
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

    func addNearness<Sink: EvidenceSink>(
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
    mutating func look(from group: Int, _ scene: inout Scene) {
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
    func addTextVotes<Sink: EvidenceSink>(
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
