internal import Gazetteer

/// Phrases of words, found in a text by their longest match.
///
/// An open-addressing table of chained word keys: one probe for a word that begins nothing, one more
/// for each word a match is extended by. Hyphens in the text are stepped over.
struct PhraseTable<Value: Sendable>: Sendable {
    /// A byte of each chained key; 0 = free. Apart from the rest, so that strange words touch little memory.
    private var tags: [UInt8]
    private var entries: [Entry]
    private var values: [Value] = []
    private var count = 0

    private struct Entry {
        var key: UInt64 = 0
        /// Index of the value; −1 where only longer phrases have one.
        var value: Int32 = -1
        var continues = false
    }

    init() {
        tags = Array(repeating: 0, count: 64)
        entries = Array(repeating: Entry(), count: 64)
    }

    struct Match {
        let range: Range<Int>
        let value: Value
    }

    /// Adds a phrase; `merge` decides when it is there already.
    mutating func insert(_ words: [WordKey], _ value: Value, merge: (Value, Value) -> Value) {
        guard var key = words.first else { return }
        for next in words.dropFirst() {
            entries[slot(making: key)].continues = true
            key = key.followed(by: next)
        }
        let slot = slot(making: key)
        let known = Int(entries[slot].value)
        if known >= 0 {
            values[known] = merge(values[known], value)
        } else {
            entries[slot].value = Int32(values.count)
            values.append(value)
        }
    }

    /// What a single word stands for.
    func value(of word: WordKey) -> Value? {
        guard let slot = slot(of: word), entries[slot].value >= 0 else { return nil }
        return values[Int(entries[slot].value)]
    }

    /// The longest phrase that begins at token `start` and ends before `end`.
    func longestMatch(in tokens: [Token], from start: Int, before end: Int) -> Match? {
        guard var slot = slot(of: tokens[start].key) else { return nil }
        var key = tokens[start].key
        var value = entries[slot].value
        var last = start + 1
        var index = start + 1
        while entries[slot].continues, index < end {
            if tokens[index].mark == .hyphen {
                index += 1
                continue
            }
            guard tokens[index].kind != .mark else { break }
            key = key.followed(by: tokens[index].key)
            guard let next = self.slot(of: key) else { break }
            slot = next
            index += 1
            if entries[slot].value >= 0 {
                value = entries[slot].value
                last = index
            }
        }
        return value < 0 ? nil : Match(range: start..<last, value: values[Int(value)])
    }

    // MARK: Slots

    private func slot(of key: WordKey) -> Int? {
        var slot = home(key.hash)
        while true {
            let tag = tags[slot]
            if tag == 0 { return nil }
            if tag == key.tag, entries[slot].key == key.hash { return slot }
            slot = (slot + 1) & (tags.count - 1)
        }
    }

    private mutating func slot(making key: WordKey) -> Int {
        if let slot = slot(of: key) { return slot }
        if (count + 1) * 4 > tags.count { grow() }
        let slot = free(key.hash)
        tags[slot] = key.tag
        entries[slot].key = key.hash
        count += 1
        return slot
    }

    private func free(_ hash: UInt64) -> Int {
        var slot = home(hash)
        while tags[slot] != 0 { slot = (slot + 1) & (tags.count - 1) }
        return slot
    }

    private func home(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash ^ hash >> 29) & UInt64(tags.count - 1))
    }

    private mutating func grow() {
        var larger = self
        larger.tags = Array(repeating: 0, count: tags.count * 2)
        larger.entries = Array(repeating: Entry(), count: tags.count * 2)
        for slot in tags.indices where tags[slot] != 0 {
            let target = larger.free(entries[slot].key)
            larger.tags[target] = tags[slot]
            larger.entries[target] = entries[slot]
        }
        self = larger
    }
}
