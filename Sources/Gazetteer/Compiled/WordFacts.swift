/// What the word tables say of one folded word.
package struct WordFacts: Hashable, Sendable {
    /// How common it is as a given name and as a surname: 0 = not one, 9 = the commonest.
    package var givenName: UInt8
    package var surname: UInt8
    /// The size of dictionary that holds it in lower case: 1 (commonest) … 8; 0 = in none.
    package var dictionaryLevel: UInt8

    package static let unknown = WordFacts(givenName: 0, surname: 0, dictionaryLevel: 0)

    package init(givenName: UInt8, surname: UInt8, dictionaryLevel: UInt8) {
        self.givenName = givenName
        self.surname = surname
        self.dictionaryLevel = dictionaryLevel
    }

    init(bits: UInt64) {
        givenName = UInt8(bits & 15)
        surname = UInt8(bits >> 4 & 15)
        dictionaryLevel = UInt8(bits >> 8 & 15)
    }

    var bits: UInt64 {
        UInt64(givenName & 15) | UInt64(surname & 15) << 4 | UInt64(dictionaryLevel & 15) << 8
    }
}

extension CompiledGazetteer {
    /// Goes by 48 bits of the key and its place in the table: a false answer is a one in 10¹² event.
    package func facts(ofWord key: WordKey) -> WordFacts {
        let slots = sections[.words]
        let count = slots.count / 8
        guard count > 0 else { return .unknown }
        let mixed = HashPlace.mix(key.hash)
        let fingerprint = WordSlot.fingerprint(mixed)
        var index = HashPlace.start(mixed, count: count)
        for _ in 0..<WordSlot.maximumProbes {
            let slot = WordSlot(bits: sections.wide(slots, at: index * 8))
            if slot.bits == 0 { return .unknown }
            if slot.matches(fingerprint) { return WordFacts(bits: slot.bits) }
            index = index + 1 == count ? 0 : index + 1
        }
        return .unknown
    }
}
