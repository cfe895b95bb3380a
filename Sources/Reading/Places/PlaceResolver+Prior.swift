internal import Gazetteer

/// What speaks for a place of a name before anything is known of the report.
extension PlaceResolver {
    static func addPrior(
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
}
