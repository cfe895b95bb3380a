internal import Gazetteer

/// Finds where paragraphs and sentences end.
///
/// A line break ends a paragraph unless the text is hard-wrapped: in such a text many lines begin in
/// lower case, and only a blank line counts. Between paragraphs, a sentence ends at `.`, `!` or `?`
/// that closes no abbreviation.
struct SentenceSplitter {
    let tokens: [Token]
    let bytes: [UInt8]

    func split() -> (sentences: [Range<Int>], paragraphs: [Range<Int>]) {
        var sentences: [Range<Int>] = []
        sentences.reserveCapacity(tokens.count / 20)
        var paragraphs: [Range<Int>] = []
        let hardWrapped = isHardWrapped()
        var paragraphStart = 0
        var sentenceStart = 0
        for index in tokens.indices {
            if isInside(index), index - sentenceStart < Self.longestSentence { continue }
            let endsParagraph =
                index + 1 == tokens.count || breaksParagraph(before: index + 1, hardWrapped)
            let isTooLong = index - sentenceStart >= Self.longestSentence
            guard endsParagraph || isTooLong || endsSentence(at: index) else { continue }
            // A closing quotation mark or bracket goes with the sentence it closes.
            if !endsParagraph, !isTooLong, closesAfter(index) { continue }
            sentences.append(sentenceStart..<index + 1)
            sentenceStart = index + 1
            if endsParagraph {
                paragraphs.append(paragraphStart..<index + 1)
                paragraphStart = index + 1
            }
        }
        return (sentences, paragraphs)
    }

    /// Whether a token is a plain word with another behind it on its line, as most are.
    private func isInside(_ index: Int) -> Bool {
        tokens[index].kind != .mark && !tokens[index].flags.contains(.dotted)
            && index + 1 < tokens.count && !tokens[index + 1].flags.contains(.lineStart)
    }

    /// In tokens. What goes on longer is no sentence but a list or a text without periods; readers of
    /// sentences compare the parts of one with each other, so it is cut.
    private static let longestSentence = 400

    // MARK: Paragraphs

    private func isHardWrapped() -> Bool {
        var lines = 0
        var inLowerCase = 0
        for index in tokens.indices.dropFirst() where tokens[index].flags.contains(.lineStart) {
            lines += 1
            if tokens[index].isWord && !tokens[index].isCapitalized { inLowerCase += 1 }
        }
        return inLowerCase * 10 > lines * 3
    }

    private func breaksParagraph(before index: Int, _ hardWrapped: Bool) -> Bool {
        guard tokens[index].flags.contains(.lineStart) else { return false }
        if hasBlankLine(before: index) { return true }
        return !hardWrapped
            && !(tokens[index].isWord && !tokens[index].isCapitalized
                && tokens[index - 1].kind != .mark)
    }

    private func hasBlankLine(before index: Int) -> Bool {
        var breaks = 0
        for byte in bytes[Int(tokens[index - 1].end)..<Int(tokens[index].start)]
        where byte == UInt8(ascii: "\n") {
            breaks += 1
        }
        return breaks > 1
    }

    // MARK: Sentences

    private func endsSentence(at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        switch tokens[index].mark {
        case .question, .exclamation: return !tokens[index + 1].flags.contains(.joined)
        case .period: return endsAtPeriod(index)
        case .closeQuote, .close, .quote, .apostrophe: return closesSentence(index)
        default: return tokens[index].flags.contains(.dotted) && endsAfterDotted(index)
        }
    }

    private func endsAtPeriod(_ index: Int) -> Bool {
        guard index > 0, tokens[index].flags.contains(.joined) else { return index > 0 }
        let next = tokens[index + 1]
        let before = tokens[index - 1]
        if next.flags.contains(.joined) {
            // "abroad.The group": a space was lost, as happens where paragraphs were glued.
            return next.isWord && next.isCapitalized && next.end - next.start > 1
                && !next.flags.contains(.allCapitals) && before.isWord
                && before.end - before.start > 2
                && !before.isCapitalized
                || next.mark == .quote || next.mark == .closeQuote || next.mark == .close
        }
        if next.isWord && !next.isCapitalized && !next.flags.contains(.nonASCII) { return false }
        return
            !(before.isWord && Abbreviations.precedesName(before.key, isInitial: isInitial(before)))
    }

    private func isInitial(_ token: Token) -> Bool {
        token.end - token.start == 1 && token.isCapitalized
    }

    /// "…in the U.S. The…": a dotted word ends a sentence only before a word that opens sentences.
    private func endsAfterDotted(_ index: Int) -> Bool {
        let next = tokens[index + 1]
        return next.isWord && next.isCapitalized && !next.flags.contains(.joined)
            && Abbreviations.opensSentences(next.key)
    }

    /// A closing mark ends the sentence whose stop it follows: `…defeated them."`
    private func closesSentence(_ index: Int) -> Bool {
        guard index > 0, tokens[index].flags.contains(.joined) else { return false }
        let before = tokens[index - 1]
        guard before.mark == .period || before.mark == .question || before.mark == .exclamation
        else {
            return false
        }
        let next = tokens[index + 1]
        return next.isCapitalized || next.kind == .number || next.mark == .openQuote
            || next.mark == .quote || next.mark == .open
            || next.flags.contains(.nonASCII)
    }

    private func closesAfter(_ index: Int) -> Bool {
        let next = tokens[index + 1]
        guard next.kind == .mark, next.flags.contains(.joined) else { return false }
        switch next.mark {
        case .closeQuote, .close, .quote, .apostrophe: return tokens[index].kind == .mark
        default: return false
        }
    }
}

/// Words that end in a dot without ending a sentence, and words that open one.
enum Abbreviations {
    static func precedesName(_ key: WordKey, isInitial: Bool) -> Bool {
        isInitial || titles.contains(key)
    }

    static func opensSentences(_ key: WordKey) -> Bool { openers.contains(key) }

    private static let titles: WordSet = keys(
        """
        mr mrs ms dr prof gen col maj lt sgt capt cpl pvt brig adm cmdr gov sen rep pres hon rev fr st
        sr jr mt ft no nos vs jan feb mar apr jun jul aug sept sep oct nov dec approx est dept univ
        messrs supt insp det spc pfc al bros fig
        """)

    private static let openers: WordSet = keys(
        """
        the a an in on at it he she they we i this that these those there but and as after before when
        while if its his her their our some many most all no one two for with by from to according
        however meanwhile since what who how why you both another several more
        """)

    private static func keys(_ words: String) -> WordSet {
        WordSet(words.split { $0 == " " || $0 == "\n" }.map { WordKey(folded: $0.utf8) })
    }
}
