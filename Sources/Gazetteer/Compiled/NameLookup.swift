/// What the gazetteer knows of a sequence of words.
package struct NameProbe: Sendable {
    /// The name it is, if it is one.
    package let name: UInt32?
    /// Whether longer names begin with it.
    package let continues: Bool

    static let nothing = NameProbe(name: nil, continues: false)
}

extension CompiledGazetteer {
    /// Asks for the sequence of words with this key. One or two cache misses.
    ///
    /// The answer goes by 31 bits of the key and its place in the table; before a name is believed,
    /// ``isName(_:spelled:)`` compares the words.
    package func probe(_ key: WordKey) -> NameProbe {
        let slots = sections[.slots]
        let count = slots.count / 8
        guard count > 0 else { return .nothing }
        let mixed = HashPlace.mix(key.hash)
        let fingerprint = NameSlot.fingerprint(mixed)
        var index = HashPlace.start(mixed, count: count)
        for _ in 0..<NameSlot.maximumProbes {
            let slot = NameSlot(bits: sections.wide(slots, at: index * 8))
            if slot.isEmpty { return .nothing }
            if slot.matches(fingerprint) {
                let name = UInt32(truncatingIfNeeded: slot.bits)
                return NameProbe(
                    name: name == 0 ? nil : name - 1, continues: slot.bits & NameSlot.continues != 0
                )
            }
            index = index + 1 == count ? 0 : index + 1
        }
        return .nothing
    }

    /// The folded spelling of a name; valid while the gazetteer lives.
    package func foldedBytes(ofName name: UInt32) -> UnsafeRawBufferPointer {
        guard Int(name) < sections.count(.names, size: 8) else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return sections.bytes(
            .foldedNames, at: sections.number(sections[.names], at: Int(name) * 8))
    }

    /// Where the folded spelling of a name begins, behind a byte that holds its length.
    func foldedOffset(ofName name: UInt32) -> UInt32 {
        sections.number(sections[.names], at: Int(name) * 8)
    }

    /// The number of bytes of the spelling that begins there.
    func foldedLength(at offset: UInt32) -> Int {
        let bytes = sections[.foldedNames]
        return Int(offset) < bytes.count ? Int(bytes[Int(offset)]) : 0
    }

    func foldedBytes(at offset: UInt32) -> UnsafeRawBufferPointer {
        sections.bytes(.foldedNames, at: offset)
    }

    /// The number of different folded names.
    package var nameCount: Int { sections.count(.names, size: 8) }
    /// The number of names, spellings that fold alike counted once.
    public var names: Int { nameCount }

    /// Visits every name with its folded spelling.
    func forEachName(_ body: (_ name: UInt32, _ folded: ArraySlice<UInt8>) -> Void) {
        for name in 0..<UInt32(nameCount) { body(name, Array(foldedBytes(ofName: name))[...]) }
    }

    package func isName(_ name: UInt32, spelled folded: [UInt8]) -> Bool {
        let bytes = foldedBytes(ofName: name)
        guard bytes.count == folded.count else { return false }
        return folded.withUnsafeBytes { folded in
            for index in bytes.indices where bytes[index] != folded[index] { return false }
            return true
        }
    }

    /// The readings of a name, best known places first, at most `limit`.
    package func postings(ofName name: UInt32, limit: Int = .max) -> [NamePosting] {
        var list: [NamePosting] = []
        appendPostings(ofName: name, limit: limit, to: &list)
        return list
    }

    package func appendPostings(ofName name: UInt32, limit: Int, to list: inout [NamePosting]) {
        guard Int(name) < sections.count(.names, size: 8) else { return }
        let bytes = sections[.postings]
        var offset = Int(sections.number(sections[.names], at: Int(name) * 8 + 4)) * 4
        var taken = 0
        while offset + 4 <= bytes.count, taken < limit {
            let posting = NamePosting(bits: sections.number(bytes, at: offset))
            list.append(posting)
            if posting.isLast { return }
            offset += 4
            taken += 1
        }
    }

    /// The readings of a name given as text; empty when it is unknown.
    package func postings(of name: String) -> [NamePosting] {
        let words = NameWords(name)
        guard let key = words.key, let found = probe(key).name,
            isName(found, spelled: words.joined)
        else { return [] }
        return postings(ofName: found)
    }
}
