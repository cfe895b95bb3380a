/// The rows of a table of weights, by the keys of their features.
final class WeightTable: Sendable {
    let faults: [String]
    let bias: [Int]
    /// Where each row ends.
    let ends: [Int32]
    private let entries: [Entry]
    private let rows: KeyTable
    private let filter: KeyFilter

    /// Hundredths, as the tables have them: sums of whole numbers do not depend on their order.
    struct Entry {
        let output: Int32
        let weight: Int32
    }

    init(_ read: WeightTableReader) {
        faults = read.faults
        bias = read.bias
        ends = read.ends
        entries = read.entries
        rows = read.rows
        filter = read.filter
    }

    func entries(of key: UInt64) -> ArraySlice<Entry> {
        rows[key].map { entries[range(ofRow: Int($0))] } ?? []
    }

    private func range(ofRow row: Int) -> Range<Int> {
        (row > 0 ? Int(ends[row - 1]) : 0)..<Int(ends[row])
    }

    /// Hands over the entries of the features that have a row, of each feature once. Most features have
    /// none: these cost one look at a bit.
    @inline(__always)
    func forEachEntry(of features: FeatureSet, _ body: (Entry) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ends.count / 64 + 1) { seen in
            seen.initialize(repeating: 0)
            for key in features.keys where filter.mayHold(key) {
                guard let row = rows[key].map(Int.init) else { continue }
                let bit: UInt64 = 1 << UInt64(row & 63)
                guard seen[row >> 6] & bit == 0 else { continue }
                seen[row >> 6] |= bit
                for index in range(ofRow: row) { body(entries[index]) }
            }
        }
    }
}

/// Reads the lines of a ``WeightTable``.
struct WeightTableReader {
    private(set) var faults: [String] = []
    private(set) var bias: [Int]
    private(set) var ends: [Int32] = []
    private(set) var entries: [WeightTable.Entry] = []
    private(set) var rows = KeyTable()
    private(set) var filter: KeyFilter

    init(_ table: UnsafeRawBufferPointer, outputs: Int) {
        bias = Array(repeating: 0, count: outputs)
        // Some ten bits for a line.
        filter = KeyFilter(bits: table.count / 2)
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

    private mutating func read(_ table: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        guard let tab = line.last(where: { table[$0] == UInt8(ascii: "\t") }) else { return false }
        let first = entries.count
        var fields = WeightFields(bytes: table, position: tab + 1, end: line.upperBound)
        while !fields.isAtEnd {
            guard let (output, weight) = fields.next(), output < bias.count else {
                entries.removeLast(entries.count - first)
                return false
            }
            entries.append(WeightTable.Entry(output: Int32(output), weight: Int32(weight)))
        }
        let key = FeatureSet.key(ofBytes: table[line.lowerBound..<tab])
        guard key != Self.biasKey else {
            for entry in entries[first...] { bias[Int(entry.output)] = Int(entry.weight) }
            entries.removeLast(entries.count - first)
            return true
        }
        let row = Int32(ends.count)
        ends.append(Int32(entries.count))
        filter.insert(key)
        return rows.number(of: key, orNew: row) == row
    }

    private static let biasKey = FeatureSet.key("bias")
}
