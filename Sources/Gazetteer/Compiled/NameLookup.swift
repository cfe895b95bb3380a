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
            if slot.matches(fingerprint) { return slot.probe }
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
        folded.withUnsafeBytes { Self.areEqual($0, foldedBytes(ofName: name)) }
    }

    /// Eight bytes at a time, then the tail.
    private static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        var offset = 0
        while offset + 8 <= a.count {
            let word = a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard word == b.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else {
                return false
            }
            offset += 8
        }
        while offset < a.count, a[offset] == b[offset] { offset += 1 }
        return offset == a.count
    }

    /// The name that these words spell, if the gazetteer has it.
    package func name(spelled words: NameWords) -> UInt32? {
        guard let key = words.key, let name = probe(key).name, isName(name, spelled: words.joined)
        else { return nil }
        return name
    }

    /// The readings of a name, best known places first, at most `limit`.
    package func postings(ofName name: UInt32, limit: Int = .max) -> [NamePosting] {
        var list: [NamePosting] = []
        appendPostings(ofName: name, limit: limit, to: &list)
        return list
    }

    package func appendPostings(ofName name: UInt32, limit: Int, to list: inout [NamePosting]) {
        appendPostings(from: firstPosting(ofName: name), limit: limit, to: &list)
    }

    /// Where the readings of a name begin, in bytes; the end of all for a name that is none.
    func firstPosting(ofName name: UInt32) -> Int {
        guard Int(name) < nameCount else { return sections[.postings].count }
        return Int(sections.number(sections[.names], at: Int(name) * 8 + 4)) * 4
    }

    func appendPostings(from first: Int, limit: Int, to list: inout [NamePosting]) {
        let bytes = sections[.postings]
        var offset = first
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
        self.name(spelled: NameWords(name)).map { postings(ofName: $0) } ?? []
    }
}
