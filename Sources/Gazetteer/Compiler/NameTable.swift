/// The names gathered from all tables, and the sections made of them.
struct NameTable: ~Copyable {
    private var rows: SpooledSort<NameRow>
    private var prefixes: [UInt64] = []
    /// Folded names of all rows.
    private var folded = ByteChunks()
    private var words = NameWords()
    private let path: String

    init(beside path: String) {
        self.path = path
        rows = SpooledSort(beside: path)
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
            NameRow(
                key: key.hash, folded: folded.append(words.joined),
                posting: NamePosting(place: place, kind: kind, isLast: false).bits))
        if prefixes.count > 1 << 23, prefixes.count > 2 * uniqueCount { uniquePrefixes() }
        return true
    }

    private var uniqueCount = 0

    private mutating func uniquePrefixes() {
        prefixes.sort()
        var kept = 0
        for index in prefixes.indices where index == 0 || prefixes[index] != prefixes[index - 1] {
            prefixes[kept] = prefixes[index]
            kept += 1
        }
        prefixes.removeLast(prefixes.count - kept)
        uniqueCount = kept
    }

    /// What is known of places once all have been read.
    struct Places {
        /// Where each has moved to; `PlaceIndex.max` = gone.
        var moved: [PlaceIndex]
        /// By the index it had.
        var importance: [UInt32]
    }

    /// Writes the sections of names; a name's places stand in the order of their importance.
    ///
    /// - Returns: the number of names.
    mutating func write(
        to writer: inout GazetteerWriter, places: Places
    ) throws(GazetteerError) -> Int {
        var sections = NameSections(beside: path)
        var group: [NameRow] = []
        let folded = self.folded
        self.folded = ByteChunks()
        let isComplete = rows.drain { row in
            if let first = group.first, first.key != row.key {
                sections.append(group, folded, places)
                group.removeAll(keepingCapacity: true)
            }
            group.append(row)
        }
        if !group.isEmpty { sections.append(group, folded, places) }
        guard isComplete else {
            throw .cannotWrite(path: path, reason: rows.failure ?? "a working file broke off")
        }
        uniquePrefixes()
        return try sections.write(to: &writer, prefixes: prefixes)
    }
}

struct NameRow: BitwiseCopyable, Comparable {
    var key: UInt64
    var folded: UInt32
    var posting: UInt32

    static func < (a: NameRow, b: NameRow) -> Bool {
        if a.key != b.key { return a.key < b.key }
        if a.posting != b.posting { return a.posting < b.posting }
        return a.folded < b.folded
    }
}

/// The sections of names on their way into the file, in the order of the names' keys.
struct NameSections: ~Copyable {
    private var names: Spool
    private var postings: Spool
    private var foldedNames: Spool
    private var keys: Spool
    private var sounds: SpooledSort<SoundRow>
    private var readings: [Reading] = []
    private(set) var count = 0

    private struct Reading {
        var importance: UInt32
        var place: PlaceIndex
        var kind: NameKind
    }

    init(beside path: String) {
        names = Spool(beside: path)
        postings = Spool(beside: path)
        foldedNames = Spool(beside: path)
        keys = Spool(beside: path)
        sounds = SpooledSort(beside: path)
    }

    /// Rows of one key. Should two spellings collide in all 64 bits, the first keeps the name.
    mutating func append(_ group: [NameRow], _ folded: ByteChunks, _ places: NameTable.Places) {
        guard let first = group.first else { return }
        let spelling = folded[first.folded]
        readings.removeAll(keepingCapacity: true)
        for row in group {
            let posting = NamePosting(bits: row.posting)
            let place = places.moved[Int(posting.place)]
            guard place != .max, folded[row.folded].elementsEqual(spelling) else { continue }
            readings.append(
                Reading(
                    importance: places.importance[Int(posting.place)], place: place,
                    kind: posting.kind))
        }
        guard !readings.isEmpty else { return }
        names.append(littleEndian: UInt32(truncatingIfNeeded: foldedNames.count))
        names.append(littleEndian: UInt32(truncatingIfNeeded: postings.count / 4))
        foldedNames.append(CollectionOfOne(UInt8(clamping: spelling.count)))
        foldedNames.append(spelling)
        keys.append(littleEndian: first.key)
        appendPostings()
        if let sound = NameSound(folded: spelling).indexEntry(name: UInt32(count)) {
            sounds.append(sound)
        }
        count += 1
    }

    /// One reading a place: the first by kind.
    private mutating func appendPostings() {
        if readings.count > 1 {
            readings.sort { a, b in
                if a.place != b.place { return a.place < b.place }
                return a.kind.rawValue < b.kind.rawValue
            }
            var kept = 1
            for index in 1..<readings.count where readings[index].place != readings[kept - 1].place
            {
                readings[kept] = readings[index]
                kept += 1
            }
            readings.removeLast(readings.count - kept)
            readings.sort { a, b in
                a.importance != b.importance ? a.importance > b.importance : a.place < b.place
            }
        }
        for (index, reading) in readings.enumerated() {
            let isLast = index == readings.count - 1
            postings.append(
                littleEndian: NamePosting(place: reading.place, kind: reading.kind, isLast: isLast)
                    .bits)
        }
    }

    mutating func write(
        to writer: inout GazetteerWriter, prefixes: [UInt64]
    ) throws(GazetteerError) -> Int {
        let slots = SlotTable.make(keys: keys, count: count, prefixes: prefixes)
        slots.withUnsafeBytes { writer.write(.slots, $0) }
        writer.write(.names, names)
        writer.write(.postings, postings)
        writer.write(.foldedNames, foldedNames)
        SoundIndexWriter.write(&sounds, to: &writer)
        return count
    }
}
