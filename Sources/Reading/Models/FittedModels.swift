internal import CWeights

/// The linear models that reading goes by, with weights fitted by `Evaluation` on annotated sentences.
package struct FittedModels: Sendable {
    package var types: TypeModel
    package var places: EventPlaceRanker
    package var selection: SelectionModel
    package var targets: LogisticModel
    package var blame: LogisticModel
    package var weapons: LogisticModel
    package var tolls: LogisticModel
    package var deeds: DeedModels
    package var deedPlaces: LogisticModel

    /// The weights that are part of the program; read from its bytes when first asked for.
    package static let shipped = FittedModels(
        types: TypeModel(
            weights: FeatureWeights(
                bytes(sandtable_type_weights()), outputs: TypeModel.outputs)),
        places: EventPlaceRanker(weights: FeatureWeights(bytes(sandtable_event_place_weights()))),
        selection: SelectionModel(weights: FeatureWeights(bytes(sandtable_selection_weights()))),
        targets: targets(FeatureWeights(bytes(sandtable_target_weights()))),
        blame: blame(FeatureWeights(bytes(sandtable_blame_weights()))),
        weapons: weapons(FeatureWeights(bytes(sandtable_weapon_weights()))),
        tolls: tolls(FeatureWeights(bytes(sandtable_toll_weights()))),
        deeds: DeedModels(
            weights: FeatureWeights(
                bytes(sandtable_deed_weights()), outputs: DeedModels.outputs)),
        deedPlaces: deedPlaces(FeatureWeights(bytes(sandtable_deed_place_weights()))))

    /// Chooses noun groups that name a target of a deed (``TargetFeatures``).
    package static func targets(_ weights: FeatureWeights) -> LogisticModel {
        LogisticModel(weights: weights, least: 0.36)
    }

    /// Chooses groups to blame for a deed (``BlameFeatures``).
    package static func blame(_ weights: FeatureWeights) -> LogisticModel {
        LogisticModel(weights: weights, least: 0.3)
    }

    /// Chooses what a deed was done with (``WeaponFeatures``).
    package static func weapons(_ weights: FeatureWeights) -> LogisticModel {
        LogisticModel(weights: weights, least: 0.4)
    }

    /// Chooses the number of a deed's dead (``TollFeatures``).
    package static func tolls(_ weights: FeatureWeights) -> LogisticModel {
        LogisticModel(weights: weights, least: 0.25)
    }

    /// Chooses where a deed took place (``DeedPlaceFeatures``).
    package static func deedPlaces(_ weights: FeatureWeights) -> LogisticModel {
        LogisticModel(weights: weights, least: 0.2)
    }

    static func bytes(_ table: sandtable_weights) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: table.start, count: table.count)
    }

    /// The tables themselves, for tests that compare them with the files they were made from.
    package static let tables: [String: [UInt8]] = [
        "types.tsv": Array(bytes(sandtable_type_weights())),
        "event-places.tsv": Array(bytes(sandtable_event_place_weights())),
        "selection.tsv": Array(bytes(sandtable_selection_weights())),
        "blame.tsv": Array(bytes(sandtable_blame_weights())),
        "tolls.tsv": Array(bytes(sandtable_toll_weights())),
        "weapons.tsv": Array(bytes(sandtable_weapon_weights())),
        "targets.tsv": Array(bytes(sandtable_target_weights())),
        "deeds.tsv": Array(bytes(sandtable_deed_weights())),
        "deed-places.tsv": Array(bytes(sandtable_deed_place_weights())),
        "places.tsv": Array(bytes(sandtable_place_weights())),
    ]

    /// What the strongest features add, strongest first: "protest +1.2, police +0.8".
    static func strongest(
        _ features: FeatureSet, _ weights: FeatureWeights, for output: Int, count: Int = 6
    ) -> String {
        let added = zip(features.names, features.keys).map {
            ($0, weights.weight(of: $1, for: output))
        }
        let strongest = added.filter { $0.1 != 0 }
            .sorted { (abs($0.1), $1.0) > (abs($1.1), $0.0) }
        return strongest.prefix(count).map { name, weight in
            let tenths = Int((weight * 10).rounded())
            let sign = tenths < 0 ? "−" : "+"
            return "\(name) \(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
        }.joined(separator: ", ")
    }
}
