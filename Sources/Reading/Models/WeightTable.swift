/// The rows of a table of weights, by the keys of their features.
///
/// Laid out for the caches: reading a report asks for some thousand features, most of which have no row,
/// and other tables push this one out between reports.
final class WeightTable: Sendable {
    let faults: [String]
    let bias: [Int]
    private let entries: [Entry]
    private let rows: [Row]
    /// Open addressing: the number of a row, counted from 1; 0 = free.
    private let slots: [UInt32]
    private let filter: KeyFilter

    /// Hundredths, as the tables have them: sums of whole numbers do not depend on their order.
    struct Entry {
        let output: Int16
        let weight: Int16
    }

    struct Row {
        let key: UInt64
        /// Of its entries.
        let start: UInt32
        let end: UInt32
    }

    init(_ read: WeightTableReader) {
        faults = read.faults
        bias = read.bias
        entries = read.entries
        rows = read.rows
        var filter = KeyFilter(bits: rows.count * 12)
        var size = 16
        while size < rows.count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        for (index, row) in rows.enumerated() {
            filter.insert(row.key)
            var slot = Self.home(row.key) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(index + 1)
        }
        self.filter = filter
        self.slots = slots
    }

    var isEmpty: Bool { rows.isEmpty }

    func entries(of key: UInt64) -> ArraySlice<Entry> {
        row(of: key).map { entries[range(ofRow: $0)] } ?? []
    }

    private func range(ofRow row: Int) -> Range<Int> {
        Int(rows[row].start)..<Int(rows[row].end)
    }

    private func row(of key: UInt64) -> Int? {
        var slot = home(key)
        while slots[slot] != 0 {
            let row = Int(slots[slot]) - 1
            if rows[row].key == key { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    @inline(__always)
    private func home(_ key: UInt64) -> Int { Self.home(key) & (slots.count - 1) }

    /// Keys are polynomials of bytes (``FeatureHash``): one multiplication spreads them.
    @inline(__always)
    private static func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0xd6e8_feb8_6659_fd93) >> 40)
    }

    /// Hands over what the rows of features add to each output; each feature counts once.
    func withSums<Result>(
        of features: FeatureSet, _ body: (UnsafeBufferPointer<Int>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: bias.count) { sums in
            sums.initialize(repeating: 0)
            add(features, to: sums)
            return body(UnsafeBufferPointer(sums))
        }
    }

    /// The reader has seen to it that every entry has its output.
    ///
    /// Where all features have their slots is read before one of these is followed: reads that do not wait
    /// for each other overlap.
    private func add(_ features: FeatureSet, to sums: UnsafeMutableBufferPointer<Int>) {
        let (bits, most) = (rows.count / 64 + 1, features.keys.count)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: bits + 2 * most) { memory in
            let seen = UnsafeMutableBufferPointer(rebasing: memory[..<bits])
            let keys = UnsafeMutableBufferPointer(rebasing: memory[bits..<(bits + most)])
            let found = UnsafeMutableBufferPointer(rebasing: memory[(bits + most)...])
            seen.initialize(repeating: 0)
            let count = listLikely(features, in: keys)
            for index in 0..<count {
                found.initializeElement(at: index, to: UInt64(slots[home(keys[index])]))
            }
            for index in 0..<count where found[index] > 0 {
                var row = Int(found[index]) - 1
                if rows[row].key != keys[index] {
                    guard let other = self.row(of: keys[index]) else { continue }
                    row = other
                }
                let bit: UInt64 = 1 << UInt64(row & 63)
                guard seen[row >> 6] & bit == 0 else { continue }
                seen[row >> 6] |= bit
                for index in range(ofRow: row) {
                    sums[Int(entries[index].output)] += Int(entries[index].weight)
                }
            }
        }
    }

    /// Lists the features that the filter lets pass, without a branch: nobody guesses which they are.
    private func listLikely(
        _ features: FeatureSet, in memory: UnsafeMutableBufferPointer<UInt64>
    ) -> Int {
        var count = 0
        for key in features.keys {
            memory.initializeElement(at: count, to: key)
            count += filter.mayHold(key) ? 1 : 0
        }
        return count
    }
}

/// Reads the lines of a ``WeightTable``.
struct WeightTableReader {
    private(set) var faults: [String] = []
    private(set) var bias: [Int]
    private(set) var rows: [WeightTable.Row] = []
    private(set) var entries: [WeightTable.Entry] = []
    private var known = KeyTable()

    init(_ table: UnsafeRawBufferPointer, outputs: Int) {
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

    private mutating func read(_ table: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        guard let tab = line.last(where: { table[$0] == UInt8(ascii: "\t") }) else { return false }
        let first = entries.count
        var fields = WeightFields(bytes: table, position: tab + 1, end: line.upperBound)
        while !fields.isAtEnd {
            guard let (output, number) = fields.next(), output < bias.count,
                let weight = Int16(exactly: number)
            else {
                entries.removeLast(entries.count - first)
                return false
            }
            entries.append(WeightTable.Entry(output: Int16(output), weight: weight))
        }
        let key = FeatureSet.key(ofBytes: table[line.lowerBound..<tab])
        guard key != Self.biasKey else {
            for entry in entries[first...] { bias[Int(entry.output)] = Int(entry.weight) }
            entries.removeLast(entries.count - first)
            return true
        }
        let row = Int32(rows.count)
        rows.append(
            WeightTable.Row(key: key, start: UInt32(first), end: UInt32(entries.count)))
        return known.number(of: key, orNew: row) == row
    }

    private static let biasKey = FeatureSet.key("bias")
}
