internal import Gazetteer

/// A word of the text as the place reader sees it: possessives and marks are folded into it.
struct TextWord: Sendable {
    /// Bytes, without a possessive ending.
    var start: Int32
    var end: Int32
    var token: Int32
    var key: WordKey
    /// What stands between the word before and this one.
    var gap: Gap
    var shape: Shape
    var classes: WordClass

    struct Gap: OptionSet, Sendable {
        let rawValue: UInt16
        static let space = Gap(rawValue: 1)
        static let hyphen = Gap(rawValue: 2)
        static let comma = Gap(rawValue: 4)
        static let period = Gap(rawValue: 8)
        static let newline = Gap(rawValue: 16)
        static let dash = Gap(rawValue: 32)
        static let open = Gap(rawValue: 64)
        static let close = Gap(rawValue: 128)
        static let quote = Gap(rawValue: 256)
        static let slash = Gap(rawValue: 512)
        static let other = Gap(rawValue: 1024)
        /// The word before ended in a possessive.
        static let possessive = Gap(rawValue: 2048)
        static let currency = Gap(rawValue: 4096)
    }

    struct Shape: OptionSet, Sendable {
        let rawValue: UInt16
        static let capital = Shape(rawValue: 1)
        static let allCapitals = Shape(rawValue: 2)
        static let dotted = Shape(rawValue: 4)
        static let number = Shape(rawValue: 8)
        static let sentenceStart = Shape(rawValue: 16)
        static let lineStart = Shape(rawValue: 32)
        static let quoted = Shape(rawValue: 64)
        static let arabic = Shape(rawValue: 128)
        static let possessive = Shape(rawValue: 256)
        /// In a line where nearly every word is capitalised: capitals say nothing there.
        static let titleLine = Shape(rawValue: 512)
        /// A period follows, and no sentence ends there.
        static let abbreviated = Shape(rawValue: 1024)
        static let paragraphStart = Shape(rawValue: 2048)
        /// "killed", "reported": what a person or an authority did, more often than not.
        static let endsInEd = Shape(rawValue: 4096)

        init(rawValue: UInt16) { self.rawValue = rawValue }

        /// What a token's flags say of its letters.
        init(_ flags: Token.Flags) {
            self = []
            if flags.contains(.capital) { insert(.capital) }
            if flags.contains(.allCapitals) { insert(.allCapitals) }
            if flags.contains(.dotted) { insert(.dotted) }
            if flags.contains(.quoted) { insert(.quoted) }
        }
    }

    @inline(__always) var isCapital: Bool { shape.contains(.capital) }
    @inline(__always) var length: Int32 { end - start }
    /// Between the words of one name there is nothing but spaces and hyphens.
    @inline(__always) var joinsName: Bool { gap == .space || gap == .hyphen }
    @inline(__always) var followsSpaceOnly: Bool { gap == .space }
}

/// The words of a report, and which of them also occur in lower case.
struct TextWords: Sendable {
    private(set) var words: [TextWord] = []
    /// A set of hashed keys: one bit each, false positives about one in sixteen.
    private var lowerCase: [UInt64] = []
    private var lowerMask = 0
    /// The text has no capitals at all: they say nothing there.
    private(set) var isUncased = false

    init(_ text: AnalyzedText, classes: PlaceWords = .all) {
        var size = 64
        while size < text.tokens.count / 4 { size *= 2 }
        lowerCase = Array(repeating: 0, count: size)
        lowerMask = size * 64 - 1
        let mask = lowerMask
        words = lowerCase.withUnsafeMutableBufferPointer { lowerCase in
            Self.words(of: text, classes) { key in
                let bit = Int(truncatingIfNeeded: key.hash >> 20) & mask
                lowerCase[bit >> 6] |= 1 << UInt64(bit & 63)
            }
        }
        isUncased =
            words.count >= 5 && !words.contains { $0.isCapital || $0.shape.contains(.arabic) }
        markTitleLines()
    }

    /// Written to memory that is not looked at before: there are as many words as tokens at most.
    @inline(__always)
    private static func words(
        of text: AnalyzedText, _ classes: PlaceWords, noteLowerCase: (WordKey) -> Void
    ) -> [TextWord] {
        let tokens = text.tokens
        return text.bytes.withUnsafeBufferPointer { bytes in
            [TextWord](unsafeUninitializedCapacity: tokens.count) { words, count in
                var gap: TextWord.Gap = [.newline]
                var startsSentence = false
                var startsLine = false
                for (index, token) in tokens.enumerated() {
                    if token.flags.contains(.lineStart) {
                        gap.insert(.newline)
                        startsLine = true
                    }
                    if token.flags.contains(.sentenceStart) { startsSentence = true }
                    if token.kind == .mark {
                        gap.formUnion(Self.gap(of: token.mark))
                        continue
                    }
                    if !token.flags.contains(.joined) { gap.insert(.space) }
                    if token.flags.contains(.possessive) {
                        if count > 0 { words[count - 1].shape.insert(.possessive) }
                        gap = .possessive
                        continue
                    }
                    var shape = Self.shape(of: token, bytes)
                    if startsLine { shape.insert(.lineStart) }
                    if startsSentence {
                        shape.insert(.sentenceStart)
                    } else if gap.contains(.period), count > 0 {
                        words[count - 1].shape.insert(.abbreviated)
                    }
                    let word = TextWord(
                        start: Int32(token.start), end: Int32(token.end), token: Int32(index),
                        key: token.key, gap: gap, shape: shape, classes: classes[token.key])
                    words.initializeElement(at: count, to: word)
                    count += 1
                    if !shape.contains(.capital) { noteLowerCase(token.key) }
                    gap = []
                    startsSentence = false
                    startsLine = false
                }
            }
        }
    }

    func occursInLowerCase(_ key: WordKey) -> Bool {
        let bit = Int(truncatingIfNeeded: key.hash >> 20) & lowerMask
        return lowerCase[bit >> 6] & 1 << UInt64(bit & 63) != 0
    }

    private static func shape(
        of token: Token, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> TextWord.Shape {
        var shape = TextWord.Shape(token.flags)
        let start = Int(token.start)
        let end = Int(token.end)
        if isElided(start, end, bytes) { shape.insert(.capital) }
        if token.kind == .word, end - start > 1, bytes[end - 2] == UInt8(ascii: "e"),
            bytes[end - 1] == UInt8(ascii: "d")
        {
            shape.insert(.endsInEd)
        }
        if token.kind == .number { shape.insert(.number) }
        if token.flags.contains(.nonASCII), (0xD8...0xDB).contains(bytes[start]) {
            shape.insert(.arabic)
        }
        return shape
    }

    /// "d'Ivoire", "l'Aquila": the capital stands behind an elided article.
    private static func isElided(
        _ start: Int, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard bytes[start] == UInt8(ascii: "d") || bytes[start] == UInt8(ascii: "l"),
            start + 1 < end
        else { return false }
        let length = bytes[start + 1] == UInt8(ascii: "'") ? 1 : bytes[start + 1] == 0xe2 ? 3 : 0
        let letter = start + 1 + length
        return length > 0 && letter < end && (0x41...0x5a).contains(bytes[letter])
    }

    private static func gap(of mark: Token.Mark) -> TextWord.Gap {
        switch mark {
        case .hyphen: .hyphen
        case .comma: .comma
        case .period: .period
        case .dash: .dash
        case .open: .open
        case .close: .close
        case .quote, .openQuote, .closeQuote, .apostrophe: .quote
        case .slash: .slash
        case .currency: .currency
        default: .other
        }
    }

    // MARK: Lines of capitals

    private mutating func markTitleLines() {
        var start = 0
        while start < words.count {
            var end = start + 1
            while end < words.count, !words[end].shape.contains(.lineStart) { end += 1 }
            if isTitle(start..<end) {
                for index in start..<end { words[index].shape.insert(.titleLine) }
            }
            start = end
        }
    }

    /// Four words or more, and of those that could be lower case nearly all are capitalised; a line of
    /// any length when all its letters are capitals.
    private func isTitle(_ line: Range<Int>) -> Bool {
        guard line.count >= 4 else { return false }
        guard line.count <= 40 else {
            let shouted = words[line].count { $0.shape.contains(.allCapitals) || $0.length == 1 }
            return shouted * 10 >= line.count * 8
        }
        var open = 0
        var capital = 0
        for word in words[line] where !word.shape.contains(.number) {
            if word.isCapital {
                capital += 1
                open += 1
            } else if word.classes.isDisjoint(with: .function) {
                open += 1
            }
        }
        return capital >= 3 && capital * 10 >= open * 8
    }
}
