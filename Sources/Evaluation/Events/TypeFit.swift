import Foundation
import Incidents
import Reading

/// Fits the model of types: one support vector machine for each type and one for each kind of event,
/// whose scores are added, so that types of one kind help each other.
struct TypeFit {
    struct Example {
        let of: TypeCase
        let features: FeatureSet
    }

    var fit = LinearFit(loss: .squaredHinge, penalty: 33)
    var least = 2
    var smallest = 0.01
    /// How much a written snippet counts beside an annotated one.
    var writtenWeight = 0.5
    /// How freely annotated snippets have weights of their own, beside those that all share.
    var ownShare = 0.5
    /// What the kind of event adds.
    static let share = 0.6

    /// Ideas are many words' evidence and held less than single words; rarer combinations more.
    private static let scales: [String: Double] = [
        "c": 1.5, "w": 0.5, "often": 0.75, "veryOften": 0.75, "pair": 0.7, "svo": 0.5, "sv": 0.7,
        "vo": 0.7,
        "lead": 1.5,
    ]

    func table(_ examples: [Example]) -> String {
        let names = examples.map(\.features.names)
        let index = FeatureIndex(names, least: least)
        let scales = index.names.map { Self.scales[String($0.prefix { $0 != "=" })] ?? 1 }
        let rows = names.map(index.row)
        let typed = zip(examples.map(\.of), rows).filter {
            $0.0.origin != .otherNews && $0.0.type != nil
        }
        let types = typed.map(\.0.type)
        let shared = sharing(typed, scales)
        func weights(_ isOfClass: (ReportedType?) -> Bool) -> [Double] {
            let all = fit.fit(shared, labels: types.map(isOfClass), features: 2 * scales.count)
            return scales.indices.map {
                scales[$0] * (all[$0] + ownShare * all[scales.count + $0])
            } + all.suffix(1)
        }
        let kinds = Dictionary(
            uniqueKeysWithValues: Set(ReportedType.allCases.map { $0.acled?.event ?? "" }).map {
                kind in (kind, weights { $0.map { $0.acled?.event ?? "" } == kind })
            })
        let columns =
            ReportedType.allCases.map { type in
                zip(weights { $0 == type }, kinds[type.acled?.event ?? ""] ?? []).map {
                    $0 + Self.share * $1
                }
            } + [nothing(examples, rows, scales)]
        return FeatureWeights.table(
            (index.names + ["bias"]).enumerated().map { number, name in
                let row = columns.map { Float($0[number]) }
                let isBias = number == index.names.count
                return (
                    name: name,
                    weights: row.map { abs($0) >= Float(smallest) || isBias ? $0 : 0 }
                )
            })
    }

    /// Every feature twice: once for all snippets, and once for the annotated ones alone, which have ways of
    /// their own to be annotated.
    ///
    /// - Source: H. Daumé III, "Frustratingly easy domain adaptation", 2007.
    private func sharing(_ examples: [(TypeCase, [Int])], _ scales: [Double])
        -> SparseRows
    {
        var rows = SparseRows()
        rows.scales = scales + scales.map { $0 * ownShare }
        for (example, row) in examples {
            if example.origin == .written {
                rows.append(row, weight: writtenWeight)
            } else {
                rows.append(row + row.map { $0 + scales.count })
            }
        }
        return rows
    }

    /// The weights of what tells of no incident.
    private func nothing(_ examples: [Example], _ rows: [[Int]], _ scales: [Double]) -> [Double] {
        var all = SparseRows()
        all.scales = scales
        for (example, row) in zip(examples, rows) {
            all.append(
                row,
                weight: example.of.origin == .written && example.of.type != nil ? writtenWeight : 1)
        }
        let weights = fit.fit(
            all, labels: examples.map { $0.of.type == nil }, features: scales.count)
        return zip(weights, scales + [1]).map(*)
    }

    func model(_ examples: [Example]) -> TypeModel {
        TypeModel(
            weights: FeatureWeights(
                table: table(examples), outputs: TypeModel.outputs))
    }
}
