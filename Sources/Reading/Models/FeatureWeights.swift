internal import Gazetteer

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
    private var bias: [Float]

    private struct Entry {
        let output: UInt8
        let weight: Float
    }

    /// Reads lines "feature, tab, weights": hundredths, apart by spaces, "output:weight" where there are
    /// several outputs. The feature "bias" is always present.
    package init(_ table: UnsafeRawBufferPointer, outputs: Int = 1) {
        self.outputs = outputs
        bias = Array(repeating: 0, count: outputs)
        for line in table.split(separator: UInt8(ascii: "\n")) where !read(line) {
            faults.append(String(decoding: line, as: UTF8.self))
        }
    }

    package init(table: String, outputs: Int = 1) {
        self = Array(table.utf8).withUnsafeBytes { FeatureWeights($0, outputs: outputs) }
    }

    private mutating func read(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard let tab = line.lastIndex(of: UInt8(ascii: "\t")) else { return false }
        let first = entries.count
        for field in line[(tab + 1)...].split(separator: UInt8(ascii: " ")) {
            guard let entry = entry(field) else {
                entries.removeLast(entries.count - first)
                return false
            }
            entries.append(entry)
        }
        let key = FeatureSet.key(ofBytes: line[..<tab])
        guard key != Self.biasKey else {
            for entry in entries[first...] { bias[Int(entry.output)] = entry.weight }
            entries.removeLast(entries.count - first)
            return true
        }
        let row = Int32(ends.count)
        ends.append(Int32(entries.count))
        return rows.number(of: key, orNew: row) == row
    }

    private func entry(_ field: Slice<UnsafeRawBufferPointer>) -> Entry? {
        let colon = field.firstIndex(of: UInt8(ascii: ":"))
        let output = colon.map { Self.number(field[..<$0]) } ?? 0
        let start = colon.map { $0 + 1 } ?? field.startIndex
        guard let output, (0..<outputs).contains(output), let weight = Self.number(field[start...])
        else { return nil }
        return Entry(output: UInt8(output), weight: Float(weight) / 100)
    }

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        let isNegative = digits.first == UInt8(ascii: "-")
        let digits = digits.dropFirst(isNegative ? 1 : 0)
        guard (1...9).contains(digits.count) else { return nil }
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }

    private static let biasKey = FeatureSet.key("bias")

    /// A table without a line fits nothing.
    package var isEmpty: Bool { ends.isEmpty }

    // MARK: Scores

    /// Of the first output.
    package func score(_ features: FeatureSet) -> Float {
        features.keys.reduce(bias[0]) { sum, key in
            row(key).first.map { $0.output == 0 ? sum + $0.weight : sum } ?? sum
        }
    }

    /// What features add to the first output, without what is always present.
    func sum(_ features: FeatureSet) -> Float { score(features) - bias[0] }

    /// Of each output.
    package func scores(_ features: FeatureSet) -> [Float] {
        var scores = bias
        for key in features.keys {
            for entry in row(key) { scores[Int(entry.output)] += entry.weight }
        }
        return scores
    }

    /// What one feature adds to an output.
    package func weight(of feature: UInt64, for output: Int) -> Float {
        row(feature).first { Int($0.output) == output }?.weight ?? 0
    }

    private func row(_ key: UInt64) -> ArraySlice<Entry> {
        guard let row = rows[key].map(Int.init) else { return [] }
        return entries[(row > 0 ? Int(ends[row - 1]) : 0)..<Int(ends[row])]
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
