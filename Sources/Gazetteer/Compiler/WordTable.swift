/// Reads the word tables `given-names`, `surnames` and `common-words`: a word, a tab, a number.
struct WordTable {
    private var facts: [UInt64: WordFacts] = [:]
    private var words = NameWords()

    enum Subject: String, CaseIterable {
        case givenNames = "given-names"
        case surnames
        case commonWords = "common-words"
    }

    mutating func read(
        path: String, subject: Subject, findings: inout FindingLog
    ) throws(GazetteerError) -> Int {
        var lines = try TableLines(path: path)
        var line: [UInt8] = []
        var rows = 0
        while let kind = lines.next(into: &line) {
            guard kind == .text, !line.isEmpty, line.first != UInt8(ascii: "#") else { continue }
            if add(line, subject) {
                rows += 1
            } else if lines.number > 1 {
                findings.add(path, line: lines.number, "not a word, a tab and a number")
            }
        }
        return rows
    }

    private mutating func add(_ line: [UInt8], _ subject: Subject) -> Bool {
        guard let tab = line.firstIndex(of: 0x09),
            let number = TableNumber.scaled(line[(tab + 1)...], decimals: 0), number >= 0
        else { return false }
        line[..<tab].withUnsafeBufferPointer { words.read($0) }
        // Hyphenated and double names have no single key; their parts stand in the table as well.
        guard words.keys.count == 1, let key = words.keys.first else { return !words.keys.isEmpty }
        var entry = facts[key.hash] ?? .unknown
        switch subject {
        case .givenNames: entry.givenName = max(entry.givenName, UInt8(clamping: min(number, 9)))
        case .surnames: entry.surname = max(entry.surname, UInt8(clamping: min(number, 9)))
        case .commonWords:
            let level = Self.level(size: number)
            entry.dictionaryLevel =
                entry.dictionaryLevel == 0 ? level : min(entry.dictionaryLevel, level)
        }
        facts[key.hash] = entry
        return true
    }

    /// SCOWL's sizes 10, 20, 35, 40, 50, 55, 60, 70 as 1…8.
    private static func level(size: Int) -> UInt8 {
        let sizes = [10, 20, 35, 40, 50, 55, 60, 70]
        return UInt8((sizes.firstIndex { size <= $0 } ?? sizes.count - 1) + 1)
    }

    func section() -> [UInt64] {
        SlotTable.make(
            words: facts.map { (key: $0.key, facts: $0.value) }.sorted { $0.key < $1.key })
    }
}
