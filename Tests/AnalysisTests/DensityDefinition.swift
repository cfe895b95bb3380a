import Earth
import Incidents

@testable import Analysis

/// Density clustering word for word from the definition, over every pair of rows: the oracle of all
/// spaces.
struct DensityDefinition {
    let labels: [ClusterLabel]
    /// How many neighbours each row has, itself included; 0 for a row that takes no part.
    let counts: [Int]

    init(_ rows: [Coordinate], _ minimum: Int, areNear: (_ a: Int, _ b: Int) -> Bool) {
        self.init(
            rows: rows.indices, minimum, areNear: areNear,
            meters: { rows[$0].distance(to: rows[$1]).meters })
    }

    init(
        rows: Range<Int>, _ minimum: Int, areNear: (_ a: Int, _ b: Int) -> Bool,
        meters: (_ a: Int, _ b: Int) -> Double
    ) {
        let near = rows.map { a in rows.filter { areNear(a, $0) } }
        counts = near.map(\.count)
        let isCore = counts.map { $0 >= minimum }
        var number = [Int?](repeating: nil, count: rows.count)
        var count = 0
        for seed in rows where isCore[seed] && number[seed] == nil {
            var open = [seed]
            number[seed] = count
            while let row = open.popLast() {
                for other in near[row] where isCore[other] && number[other] == nil {
                    number[other] = count
                    open.append(other)
                }
            }
            count += 1
        }
        labels = rows.map { row in
            if isCore[row] { return ClusterLabel(number: number[row], role: .core) }
            let nearest = near[row].filter { isCore[$0] }.min {
                (meters(row, $0), number[$0] ?? .max) < (meters(row, $1), number[$1] ?? .max)
            }
            return nearest.map { ClusterLabel(number: number[$0], role: .border) } ?? .noise
        }
    }
}
