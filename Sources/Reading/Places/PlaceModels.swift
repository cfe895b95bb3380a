internal import CWeights

/// The weights of the place reader: two gates, and a resolver of three rounds.
package struct PlaceModels: Hashable, Sendable {
    /// Is this name meant as a place? By the name and the words around it.
    package var gate: LinearModel
    /// Which place? Per round.
    package var resolver: [LinearModel]
    /// Is it a place after all, seeing which one it would be and how it fits the others?
    package var secondGate: LinearModel

    package static let rounds = 3

    package static let gateFeatures = GateFeature.names
    package static let resolverFeatures = ResolverFeature.names
    package static let secondGateFeatures = GateFeature.names + FitFeature.names

    package init(gate: LinearModel, resolver: [LinearModel], secondGate: LinearModel) {
        self.gate = gate
        self.resolver = resolver
        self.secondGate = secondGate
    }

    /// The weights that are part of the program, made by `Evaluation fit-places`.
    package static let shipped = PlaceModels(
        table: String(decoding: FittedModels.bytes(sandtable_place_weights()), as: UTF8.self))

    /// Reads lines of a model, a feature and its weight in natural-log odds. What no line names weighs
    /// nothing; a feature this program does not know is passed over.
    package init(table: String) {
        let zero = { (names: [String]) in
            LinearModel(weights: Array(repeating: 0, count: names.count))
        }
        var models = [
            "gate": zero(Self.gateFeatures), "second": zero(Self.secondGateFeatures),
        ]
        for round in 0..<Self.rounds { models["round\(round)"] = zero(Self.resolverFeatures) }
        let indexes = [
            "gate": Self.index(Self.gateFeatures), "second": Self.index(Self.secondGateFeatures),
            "round": Self.index(Self.resolverFeatures),
        ]
        for line in table.split(separator: "\n") {
            let fields = line.split { $0 == "\t" || $0 == " " }
            guard fields.count == 3, let weight = Float(fields[2]) else { continue }
            let model = String(fields[0])
            let names = indexes[model] ?? indexes["round"]
            if let feature = names?[String(fields[1])] { models[model]?.weights[feature] = weight }
        }
        for round in 0..<Self.rounds {
            let focus = ResolverFeature.inFocus.rawValue
            models["round\(round)"]?.weights[focus] = PlaceFocus.weight
            let home = ResolverFeature.homeOfGroup.rawValue
            models["round\(round)"]?.weights[home] = GroupHomes.weight
        }
        gate = models["gate"] ?? LinearModel(weights: [])
        secondGate = models["second"] ?? LinearModel(weights: [])
        resolver = (0..<Self.rounds).map { models["round\($0)"] ?? LinearModel(weights: []) }
    }

    /// The table that ``init(table:)`` reads; weights with three decimals, zeros left out.
    package var table: String {
        var lines: [String] = []
        func add(_ model: String, _ weights: [Float], _ names: [String]) {
            for (name, weight) in zip(names, weights) {
                let thousandths = (weight * 1000).rounded()
                if thousandths != 0 {
                    lines.append("\(model)\t\(name)\t\(Double(thousandths) / 1000)")
                }
            }
        }
        add("gate", gate.weights, Self.gateFeatures)
        for (round, model) in resolver.enumerated() {
            add("round\(round)", model.weights, Self.resolverFeatures)
        }
        add("second", secondGate.weights, Self.secondGateFeatures)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func index(_ names: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }
}
