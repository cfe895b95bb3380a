import Incidents
import Reading

/// Fits the models that choose targets and name who is to blame, on the incidents that are of the key:
/// right is what the key names.
struct FillFit {
    struct Candidate {
        let names: [String]
        let features: FeatureSet
        var isRight = false

        init(_ candidate: SelectionCandidate.Fill) {
            names = candidate.names
            features = candidate.features
        }

        /// - Parameter key: each fill by the words that name it.
        mutating func label(_ key: [[String]]) {
            isRight = names.contains { name in
                key.contains { $0.contains { MucFacts.matches(name, $0) } }
            }
        }
    }

    /// A number that may be that of the dead.
    struct Count {
        let toll: Toll
        let features: FeatureSet
        var isRight = false

        init(_ candidate: SelectionCandidate.Count) {
            toll = candidate.toll
            features = candidate.features
        }

        mutating func label(_ key: (minimum: Int, maximum: Int?)?) {
            isRight = key.map { $0 == (toll.minimum ?? 0, toll.maximum) } ?? false
        }
    }

    /// Where a deed may have taken place.
    struct Site {
        let names: [String]
        let features: FeatureSet
        var isRight = false

        init(_ candidate: SelectionCandidate.Site) {
            names = MucTemplates.location(candidate.place)
            features = candidate.features
        }

        /// How much of what the key says of the place this says, too: its finest, a part, the country.
        func fit(_ key: MucFacts) -> Int {
            let own = MucFacts(
                MucTemplate(
                    type: "", location: names, date: nil, killed: nil, perpOrg: [], weapon: [],
                    targets: []))
            if key.sharesFinest(own) { return 3 }
            if key.sharesPlace(own) { return 2 }
            return names.count == 1 && key.sharesCountry(own) ? 1 : 0
        }
    }

    var fit = LinearFit(penalty: 10)
    var smallest = 0.03

    func targetTable(_ examples: [SelectionFit.Example]) -> String {
        table(right(examples).flatMap(\.targets), least: 12)
    }

    func blameTable(_ examples: [SelectionFit.Example]) -> String {
        let groups = right(examples).flatMap(\.groups)
        return FillFit(fit: LinearFit(penalty: 20)).table(groups, least: 8)
    }

    func targets(_ examples: [SelectionFit.Example]) -> LogisticModel {
        FittedModels.targets(FeatureWeights(table: targetTable(examples)))
    }

    func blame(_ examples: [SelectionFit.Example]) -> LogisticModel {
        FittedModels.blame(FeatureWeights(table: blameTable(examples)))
    }

    func weaponTable(_ examples: [SelectionFit.Example]) -> String {
        table(right(examples).flatMap(\.weapons), least: 5)
    }

    func weapons(_ examples: [SelectionFit.Example]) -> LogisticModel {
        FittedModels.weapons(FeatureWeights(table: weaponTable(examples)))
    }

    func tollTable(_ examples: [SelectionFit.Example]) -> String {
        let tolls = right(examples).flatMap(\.tolls)
        return LinearFit(penalty: 20).table(
            tolls.map(\.features.names), labels: tolls.map(\.isRight), least: 8,
            smallest: smallest)
    }

    func tolls(_ examples: [SelectionFit.Example]) -> LogisticModel {
        FittedModels.tolls(FeatureWeights(table: tollTable(examples)))
    }

    func placeTable(_ examples: [SelectionFit.Example]) -> String {
        let places = right(examples).map(\.places).filter { $0.contains(where: \.isRight) }
            .flatMap { $0 }
        return fit.table(
            places.map(\.features.names), labels: places.map(\.isRight), least: 8,
            smallest: smallest)
    }

    func places(_ examples: [SelectionFit.Example]) -> LogisticModel {
        FittedModels.deedPlaces(FeatureWeights(table: placeTable(examples)))
    }

    private func right(_ examples: [SelectionFit.Example]) -> [SelectionFit.Candidate] {
        examples.flatMap(\.candidates).filter(\.isRight)
    }

    private func table(_ candidates: [Candidate], least: Int) -> String {
        fit.table(
            candidates.map(\.features.names), labels: candidates.map(\.isRight), least: least,
            smallest: smallest)
    }
}

extension SelectionFit.Candidate {
    mutating func label(_ key: MucFacts) {
        for index in targets.indices { targets[index].label(key.targets) }
        for index in groups.indices { groups[index].label(key.organisations) }
        for index in weapons.indices { weapons[index].label(key.weapons) }
        for index in tolls.indices { tolls[index].label(key.killed) }
        let fits = places.map { $0.fit(key) }
        for index in places.indices {
            places[index].isRight = fits[index] > 0 && fits[index] == fits.max()
        }
    }
}
