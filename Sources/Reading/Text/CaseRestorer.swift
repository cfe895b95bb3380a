internal import Gazetteer

/// Gives texts written in capitals alone, as wires once were, the small letters they would have had: names are
/// told by capitals everywhere else.
///
/// Only ASCII letters change, so that positions in the text stay what they are. A word begins with a
/// capital when it opens a sentence or when no dictionary has it in lower case; short words without
/// a vowel stay abbreviations.
struct CaseRestorer: Sendable {
    let gazetteer: CompiledGazetteer

    /// Of the letters, at least so many in a hundred are capitals.
    private static let share = 90
    /// Shorter texts say too little: a heading.
    private static let leastLetters = 60

    /// `nil` for a text that is not in capitals.
    func restored(_ text: String) -> String? {
        var bytes = Array(text.utf8)
        guard bytes.withUnsafeBufferPointer(isInCapitals) else { return nil }
        var opensSentence = true
        var index = 0
        while index < bytes.count {
            guard Self.isLetter(bytes[index]) else {
                if Self.ends(bytes[index]) { opensSentence = true }
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, Self.isLetter(bytes[index]) { index += 1 }
            restore(start..<index, in: &bytes, opensSentence: opensSentence)
            opensSentence = false
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func isInCapitals(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Most texts show soon that too many letters are small.
        let mostSmall = bytes.count * (100 - Self.share) / 100
        var letters = 0
        var small = 0
        for byte in bytes where Self.isLetter(byte) {
            letters += 1
            if byte & 0x20 != 0 {
                small += 1
                if small > mostSmall { return false }
            }
        }
        return letters >= Self.leastLetters && (letters - small) * 100 >= letters * Self.share
    }

    private func restore(_ word: Range<Int>, in bytes: inout [UInt8], opensSentence: Bool) {
        // "U.S.", "O'HIGGINS": a letter before a dot stands for a name.
        let isInitial =
            word.count == 1 && word.upperBound < bytes.count
            && bytes[word.upperBound] == UInt8(ascii: ".")
        let facts = gazetteer.facts(
            ofWord: NameFolding.key(ofWord: bytes, word.lowerBound, word.upperBound))
        let isName = facts.dictionaryLevel == 0 && word.count > 1
        if isInitial || isDesignation(word, bytes) || isName && isAbbreviation(bytes[word]) {
            return
        }
        let kept = opensSentence || isName ? 1 : 0
        for index in word.dropFirst(kept) { bytes[index] |= 0x20 }
    }

    /// "M-19", "AK-47", "C-4": a few letters tied to a number.
    private func isDesignation(_ word: Range<Int>, _ bytes: [UInt8]) -> Bool {
        word.count <= 3 && word.upperBound + 1 < bytes.count
            && bytes[word.upperBound] == UInt8(ascii: "-")
            && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[word.upperBound + 1])
    }

    private func isAbbreviation(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 5 && !word.contains { "AEIOUY".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "]"): true
        default: false
        }
    }
}
