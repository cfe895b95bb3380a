internal import Gazetteer

/// Finds the ideas of ``typeConceptTable`` in words.
struct TypeConcepts: Sendable {
    /// A phrase, by its first word: the other words are looked at only where that one fits.
    private struct Phrase: Sendable {
        let first: Opening
        let concept: Int32
        /// Among the patterns, the first included.
        let words: Range<Int32>
    }

    private struct Pattern: Sendable {
        let word: [UInt8]
        let isPrefix: Bool

        func matches(_ other: ArraySlice<UInt8>) -> Bool {
            isPrefix ? other.starts(with: word) : other.elementsEqual(word)
        }
    }

    /// The first eight bytes of a word as a number, shorter words filled up with zeros.
    private struct Opening: Sendable {
        let bytes: UInt64
        /// The bits that a word must have in common with it.
        let mask: UInt64

        init(_ pattern: Pattern) {
            bytes = Self.bytes(of: pattern.word[...])
            mask =
                pattern.isPrefix && pattern.word.count < 8
                ? ~(.max >> UInt64(pattern.word.count * 8)) : .max
        }

        static func bytes(of word: ArraySlice<UInt8>) -> UInt64 {
            var bytes: UInt64 = 0
            for byte in word.prefix(8) { bytes = bytes << 8 | UInt64(byte) }
            return bytes << UInt64((8 - min(word.count, 8)) * 8)
        }
    }

    struct Match {
        /// Index of its first word.
        let word: Int
        let concept: Int
    }

    private(set) var names: [FeatureWord] = []
    private var patterns: [Pattern] = []
    private var phrases: [Phrase] = []
    /// By the first two letters of a phrase: where those that begin with them begin.
    private var starts = [Int](repeating: 0, count: letters * letters + 1)

    /// The letters a–z, and none.
    private static var letters: Int { 27 }

    static let standard = TypeConcepts(table: typeConceptTable)

    /// Reads lines "name: phrase|phrase…".
    init(table: String) {
        for line in table.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            for phrase in line[line.index(after: colon)...].split(separator: "|") {
                add(phrase, Int32(names.count))
            }
            names.append(FeatureWord(String(line[..<colon].drop { $0 == " " })))
        }
        phrases.sort {
            ($0.first.bytes, $0.words.lowerBound) < ($1.first.bytes, $1.words.lowerBound)
        }
        var next = 0
        for pair in starts.indices {
            while next < phrases.count, Self.pair(phrases[next].first.bytes) ?? 0 < pair {
                next += 1
            }
            starts[pair] = next
        }
    }

    private mutating func add(_ phrase: Substring, _ concept: Int32) {
        let start = Int32(patterns.count)
        for word in phrase.split(separator: " ") {
            let isPrefix = word.hasSuffix("*")
            patterns.append(
                Pattern(word: Array((isPrefix ? word.dropLast() : word).utf8), isPrefix: isPrefix))
        }
        guard start < patterns.count else { return }
        let first = Opening(patterns[Int(start)])
        assert(Self.pair(first.bytes) != nil, "“\(phrase)” begins with no letter")
        phrases.append(
            Phrase(first: first, concept: concept, words: start..<Int32(patterns.count)))
    }

    /// The number of the first two letters; `nil` where it does not begin with letters.
    private static func pair(_ opening: UInt64) -> Int? {
        let first = Int(truncatingIfNeeded: opening >> 56) - 0x60
        let second = max(Int(truncatingIfNeeded: opening >> 48 & 0xFF) - 0x60, 0)
        guard first > 0, first < letters, second < letters else { return nil }
        return first * letters + second
    }

    /// In the order of the words.
    func matches(in words: FoldedWords) -> [Match] {
        var found: [Match] = []
        for index in 0..<words.count {
            let opening = Opening.bytes(of: words[index])
            guard let pair = Self.pair(opening) else { continue }
            for phrase in phrases[starts[pair]..<starts[pair + 1]]
            where opening & phrase.first.mask == phrase.first.bytes
                && matches(phrase, words, at: index)
            {
                found.append(Match(word: index, concept: Int(phrase.concept)))
            }
        }
        return found
    }

    private func matches(_ phrase: Phrase, _ words: FoldedWords, at index: Int) -> Bool {
        guard index + phrase.words.count <= words.count else { return false }
        for (offset, pattern) in phrase.words.enumerated()
        where !patterns[Int(pattern)].matches(words[index + offset]) {
            return false
        }
        return true
    }
}
