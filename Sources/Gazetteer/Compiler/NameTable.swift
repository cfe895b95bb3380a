/// The names gathered from all tables, and the three sections made of them.
struct NameTable {
    private var rows: [Row] = []
    private var prefixes: [UInt64] = []
    /// Folded names of all rows, behind length bytes.
    private var folded: [UInt8] = []
    private var words = NameWords()

    private struct Row {
        var key: UInt64
        var folded: UInt32
        var posting: UInt32
    }

    /// Adds a name of a place; false when it holds no word or is too long to be a name.
    @discardableResult
    mutating func add(_ name: ArraySlice<UInt8>, of place: PlaceIndex, kind: NameKind) -> Bool {
        name.withUnsafeBufferPointer { words.read($0) }
        guard let first = words.keys.first, words.joined.count < 256 else { return false }
        var key = first
        for next in words.keys.dropFirst() {
            prefixes.append(key.hash)
            key = key.followed(by: next)
        }
        rows.append(
            Row(
                key: key.hash, folded: UInt32(folded.count),
                posting: NamePosting(place: place, kind: kind, isLast: false).bits))
        StringPool.append(words.joined, to: &folded)
        if prefixes.count > 1 << 23 { uniquePrefixes() }
        return true
    }

    /// Follows places to their new indexes; names of places that are gone go too.
    mutating func move(_ moved: [PlaceIndex?]) {
        rows = rows.compactMap { row in
            let posting = NamePosting(bits: row.posting)
            guard let place = moved[Int(posting.place)] else { return nil }
            let bits = NamePosting(place: place, kind: posting.kind, isLast: false).bits
            return Row(key: row.key, folded: row.folded, posting: bits)
        }
    }

    private mutating func uniquePrefixes() {
        prefixes.sort()
        var kept = 0
        for index in prefixes.indices where index == 0 || prefixes[index] != prefixes[index - 1] {
            prefixes[kept] = prefixes[index]
            kept += 1
        }
        prefixes.removeLast(prefixes.count - kept)
    }

    struct Sections {
        var slots: [UInt8] = []
        var names: [UInt8] = []
        var postings: [UInt8] = []
        var foldedNames: [UInt8] = []
        /// Names whose 64-bit keys collided with another's, and were left out.
        var collisions = 0
    }

    /// Sorts names by key and a name's places by `importance`, the greatest first.
    mutating func sections(importance: [UInt32]) -> Sections {
        uniquePrefixes()
        sortRows(importance)
        var sections = Sections()
        var entries: [(key: UInt64, name: UInt32)] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].key == rows[start].key { end += 1 }
            entries.append((rows[start].key, UInt32(entries.count)))
            appendName(start..<end, to: &sections)
            start = end
        }
        rows = []
        sections.slots = SlotTable.make(names: entries, prefixes: prefixes)
        return sections
    }

    private mutating func sortRows(_ importance: [UInt32]) {
        func rank(_ row: Row) -> UInt32 { importance[Int(NamePosting(bits: row.posting).place)] }
        rows.sort { a, b in
            if a.key != b.key { return a.key < b.key }
            let (x, y) = (rank(a), rank(b))
            if x != y { return x > y }
            let (p, q) = (NamePosting(bits: a.posting), NamePosting(bits: b.posting))
            if p.place != q.place { return p.place < q.place }
            return p.kind.rawValue < q.kind.rawValue
        }
    }

    private func appendName(_ range: Range<Int>, to sections: inout Sections) {
        let spelling = foldedName(rows[range.lowerBound])
        sections.names.append(littleEndian: UInt32(sections.foldedNames.count))
        sections.names.append(littleEndian: UInt32(sections.postings.count / 4))
        StringPool.append(spelling, to: &sections.foldedNames)
        var places: [UInt32] = []
        var last: PlaceIndex?
        for row in rows[range] {
            guard foldedName(row).elementsEqual(spelling) else {
                sections.collisions += 1
                continue
            }
            let posting = NamePosting(bits: row.posting)
            if posting.place != last { places.append(row.posting) }
            last = posting.place
        }
        for (index, bits) in places.enumerated() {
            let isLast = index == places.count - 1
            sections.postings.append(littleEndian: bits | (isLast ? NamePosting.last : 0))
        }
    }

    private func foldedName(_ row: Row) -> ArraySlice<UInt8> {
        let start = Int(row.folded) + 1
        return folded[start..<(start + Int(folded[start - 1]))]
    }
}
