/// The ids of all rows: which row of several with one id counts, and where a row stands in the end.
struct PlaceIDs {
    private struct Entry {
        var hash: UInt64
        var place: PlaceIndex
    }

    private var entries: [Entry] = []
    private var isSorted = true
    /// Each file and its first row.
    private var files: [(path: String, start: PlaceIndex)] = []

    mutating func begin(file path: String, at start: PlaceIndex) { files.append((path, start)) }

    mutating func append(_ id: ArraySlice<UInt8>, _ place: PlaceIndex) {
        entries.append(Entry(hash: WordKey(folded: id).hash, place: place))
        isSorted = false
    }

    private mutating func sort() {
        guard !isSorted else { return }
        entries.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
        isSorted = true
    }

    /// The last row with this id.
    mutating func find(_ id: ArraySlice<UInt8>) -> PlaceIndex? {
        sort()
        let hash = WordKey(folded: id).hash
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash <= hash { low = middle + 1 } else { high = middle }
        }
        return low > 0 && entries[low - 1].hash == hash ? entries[low - 1].place : nil
    }

    /// What becomes of the rows.
    struct Merged {
        /// Where a row's place stands; `PlaceIndex.max` for one that another row replaced.
        var places: [PlaceIndex]
        /// Where the names of a row go: of a replaced row of the base, to the row that replaced it.
        var names: [PlaceIndex]
        /// The row of the base that a row replaced.
        var inherits: [PlaceIndex: PlaceIndex] = [:]
        var replaced = 0
        /// Rows with the id of an earlier row of their own file; not all, when there are very many.
        var repeated: [(first: PlaceIndex, second: PlaceIndex, file: String)] = []
        /// The number of places.
        var count = 0
    }

    /// Of rows with one id the last counts.
    mutating func merge(count: Int, base: PlaceIndex) -> Merged {
        sort()
        var winner: [PlaceIndex: PlaceIndex] = [:]
        var repeated: [(first: PlaceIndex, second: PlaceIndex, file: String)] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash {
                let (first, second) = (entries[end - 1].place, entries[end].place)
                let file = fileIndex(of: second)
                if fileIndex(of: first) == file, repeated.count < 1 << 20 {
                    repeated.append((first, second, files[file].path))
                }
                end += 1
            }
            for index in start..<(end - 1) { winner[entries[index].place] = entries[end - 1].place }
            start = end
        }
        var merged = moves(winner, count: count, base: base)
        merged.repeated = repeated.sorted { $0.second < $1.second }
        return merged
    }

    private func moves(
        _ winner: [PlaceIndex: PlaceIndex], count: Int, base: PlaceIndex
    ) -> Merged {
        var merged = Merged(places: [], names: [])
        merged.places.reserveCapacity(count)
        for place in 0..<PlaceIndex(count) {
            if let later = winner[place] {
                merged.places.append(.max)
                if place < base {
                    merged.replaced += 1
                    merged.inherits[later] = place
                }
            } else {
                merged.places.append(PlaceIndex(merged.count))
                merged.count += 1
            }
        }
        merged.names = merged.places
        for (place, later) in winner where place < base {
            merged.names[Int(place)] = merged.places[Int(later)]
        }
        return merged
    }

    private func fileIndex(of place: PlaceIndex) -> Int {
        max(0, (files.firstIndex { $0.start > place } ?? files.count) - 1)
    }
}
