/// The weights of linear models over named features, in natural-log odds: a row for a feature, a number
/// for each output.
///
/// Models are handed from reader to reader, so that a copy is no more than a reference.
package struct FeatureWeights: Sendable {
    private let table: WeightTable

    /// Reads lines "feature, tab, weights": hundredths, apart by spaces, "output:weight" where there are
    /// several outputs. The feature "bias" is always present.
    package init(_ bytes: UnsafeRawBufferPointer, outputs: Int = 1) {
        table = WeightTable(WeightTableReader(bytes, outputs: outputs))
    }

    package init(table: String, outputs: Int = 1) {
        self = Array(table.utf8).withUnsafeBytes { FeatureWeights($0, outputs: outputs) }
    }

    package var outputs: Int { table.bias.count }

    /// Lines of the table that could not be read; a test keeps those of the shipped ones at none.
    package var faults: [String] { table.faults }

    /// A table without a line fits nothing.
    package var isEmpty: Bool { table.isEmpty }

    // MARK: Scores

    /// Of the first output.
    package func score(_ features: FeatureSet) -> Float {
        Self.weight(table.bias[0] + hundredths(features))
    }

    /// What features add to the first output, without what is always present.
    func sum(_ features: FeatureSet) -> Float { Self.weight(hundredths(features)) }

    private func hundredths(_ features: FeatureSet) -> Int {
        table.withSums(of: features) { $0[0] }
    }

    /// Of each output.
    package func scores(_ features: FeatureSet) -> [Float] {
        table.withSums(of: features) { zip(table.bias, $0).map { Self.weight($0 + $1) } }
    }

    /// What one feature adds to an output.
    package func weight(of feature: UInt64, for output: Int) -> Float {
        table.entries(of: feature).first { Int($0.output) == output }
            .map { Self.weight(Int($0.weight)) } ?? 0
    }

    private static func weight(_ hundredths: Int) -> Float { Float(hundredths) / 100 }

    // MARK: Tables

    /// The table that ``init(table:outputs:)`` reads; what rounds to nothing is left out.
    package static func table(
        _ rows: some Sequence<(name: String, weights: [Float])>
    ) -> String {
        var lines = ""
        for row in rows {
            let hundredths = row.weights.map { Int(($0 * 100).rounded()) }
            let fields = hundredths.indices.filter { hundredths[$0] != 0 }.map {
                row.weights.count > 1 ? "\($0):\(hundredths[$0])" : "\(hundredths[$0])"
            }
            if !fields.isEmpty { lines += "\(row.name)\t\(fields.joined(separator: " "))\n" }
        }
        return lines
    }
}
