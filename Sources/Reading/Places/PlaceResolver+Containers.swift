internal import Gazetteer

/// What the names right beside a name say of where it lies: those that hold it, those it is listed with.
extension PlaceResolver {
    func addContainers<Sink: EvidenceSink>(
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
    func addSiblings<Sink: EvidenceSink>(
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
}
