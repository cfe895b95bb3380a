/// The weights of linear models over named features, in natural-log odds: a row for a feature, a number
/// for each output.
package struct FeatureWeights: Sendable {
    package let outputs: Int
    /// Lines of the table that could not be read; a test keeps those of the shipped ones at none.
    package private(set) var faults: [String] = []
    private var rows = KeyTable()
    /// Where each row ends.
    private var ends: [Int32] = []
    private var entries: [Entry] = []
    private var bias: [Int]

    /// Hundredths, as the tables have them: sums of whole numbers do not depend on their order.
    private struct Entry {
        let output: Int32
        let weight: Int32
    }

    /// Reads lines "feature, tab, weights": hundredths, apart by spaces, "output:weight" where there are
    /// several outputs. The feature "bias" is always present.
    package init(_ table: UnsafeRawBufferPointer, outputs: Int = 1) {
        self.outputs = outputs
        bias = Array(repeating: 0, count: outputs)
        var lineStart = 0
        while lineStart < table.count {
            var lineEnd = lineStart
            while lineEnd < table.count, table[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
            if lineEnd > lineStart, !read(table, lineStart..<lineEnd) {
                faults.append(String(decoding: table[lineStart..<lineEnd], as: UTF8.self))
            }
            lineStart = lineEnd + 1
        }
    }

    package init(table: String, outputs: Int = 1) {
        self = Array(table.utf8).withUnsafeBytes { FeatureWeights($0, outputs: outputs) }
    }

    private mutating func read(_ table: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        guard let tab = line.last(where: { table[$0] == UInt8(ascii: "\t") }) else { return false }
        let first = entries.count
        var fields = WeightFields(bytes: table, position: tab + 1, end: line.upperBound)
        while !fields.isAtEnd {
            guard let (output, weight) = fields.next(), output < outputs else {
                entries.removeLast(entries.count - first)
                return false
            }
            entries.append(Entry(output: Int32(output), weight: Int32(weight)))
        }
        let key = FeatureSet.key(ofBytes: table[line.lowerBound..<tab])
        guard key != Self.biasKey else {
            for entry in entries[first...] { bias[Int(entry.output)] = Int(entry.weight) }
            entries.removeLast(entries.count - first)
            return true
        }
        let row = Int32(ends.count)
        ends.append(Int32(entries.count))
        return rows.number(of: key, orNew: row) == row
    }

    private static let biasKey = FeatureSet.key("bias")

    /// A table without a line fits nothing.
    package var isEmpty: Bool { ends.isEmpty }

    // MARK: Scores

    /// Of the first output.
    package func score(_ features: FeatureSet) -> Float {
        Self.weight(bias[0] + hundredths(features))
    }

    /// What features add to the first output, without what is always present.
    func sum(_ features: FeatureSet) -> Float { Self.weight(hundredths(features)) }

    private func hundredths(_ features: FeatureSet) -> Int {
        var sum = 0
        for key in features.keys {
            guard let first = row(key).first, entries[first].output == 0 else { continue }
            sum += Int(entries[first].weight)
        }
        return sum
    }

    /// Of each output.
    package func scores(_ features: FeatureSet) -> [Float] {
        var sums = bias
        for key in features.keys {
            for index in row(key) { sums[Int(entries[index].output)] += Int(entries[index].weight) }
        }
        return sums.map(Self.weight)
    }

    /// What one feature adds to an output.
    package func weight(of feature: UInt64, for output: Int) -> Float {
        row(feature).first { Int(entries[$0].output) == output }
            .map { Self.weight(Int(entries[$0].weight)) } ?? 0
    }

    private static func weight(_ hundredths: Int) -> Float { Float(hundredths) / 100 }

    /// Where the entries of a feature stand.
    private func row(_ key: UInt64) -> Range<Int> {
        guard let row = rows[key].map(Int.init) else { return 0..<0 }
        return (row > 0 ? Int(ends[row - 1]) : 0)..<Int(ends[row])
    }

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
