public import Incidents

/// All of many rows but their first cells, made once for rows that share theirs: an incident's row differs
/// from those of others at the same place in its id alone.
///
/// Rows come in groups, those that one first cell stands before.
public struct CSVTails: Sendable {
    private var out = OutputBuffer()
    /// Where each tail ends …
    private var ends: [Int] = []
    /// … and how many there are up to the end of each group.
    private var counts: [Int] = []

    private init() {}

    /// - Parameter rows: The rows of each group, whose first cells do not matter.
    public init(groups count: Int, threads: Int, _ rows: @Sendable (Int) -> [Feature]) {
        let parts = min(count, threads > 1 ? threads * 16 : 1)
        inOrder(parts, threads: threads) { part in
            var tails = CSVTails()
            for group in count * part / parts..<count * (part + 1) / parts {
                for row in rows(group) {
                    tails.out.appendTail(of: row)
                    tails.ends.append(tails.out.count)
                }
                tails.counts.append(tails.ends.count)
            }
            return tails
        } take: {
            append($0)
        }
    }

    private mutating func append(_ later: CSVTails) {
        guard !counts.isEmpty else { return self = later }
        let (before, rowsBefore) = (out.count, ends.count)
        later.out.withBytes { out.append(slice: $0, 0..<$0.count) }
        ends += later.ends.lazy.map { $0 + before }
        counts += later.counts.lazy.map { $0 + rowsBefore }
    }

    /// How many rows all groups have.
    public var count: Int { ends.count }

    /// The numbers of a group's rows.
    public func rows(ofGroup group: Int) -> Range<Int> {
        (group == 0 ? 0 : counts[group - 1])..<counts[group]
    }

    func append(_ row: Int, to target: inout OutputBuffer) {
        out.withBytes { target.append(slice: $0, (row == 0 ? 0 : ends[row - 1])..<ends[row]) }
    }
}

extension IncidentList {
    /// Writes rows of CSV that begin with the id of a row of the list, in the order of those; all is made by
    /// several threads.
    ///
    /// - Parameters:
    ///   - rows: Rows of the list, from 0.
    ///   - groups: For each of `rows` the number of its group of tails.
    /// - Returns: How many rows were written.
    public func write(
        idsOf rows: ArraySlice<Int>, before tails: CSVTails, groups: @Sendable (Int) -> Int,
        to target: OutputFile, threads: Int
    ) throws -> Int {
        // About 64 kB each.
        let size = 1024
        var count = 0
        // A list does not change once it has been read.
        nonisolated(unsafe) let list = self
        try inOrder((rows.count + size - 1) / size, threads: threads) { part in
            let first = part * size
            return list.withRows { ids in
                var out = OutputBuffer()
                var count = 0
                for position in first..<min(first + size, rows.count) {
                    let row = rows[rows.startIndex + position]
                    for tail in tails.rows(ofGroup: groups(position)) {
                        ids.appendID(ofRow: row, to: &out)
                        tails.append(tail, to: &out)
                        count += 1
                    }
                }
                return (out, count)
            }
        } take: { (written: (OutputBuffer, Int)) in
            var out = written.0
            try target.write(&out)
            count += written.1
        }
        return count
    }
}
