internal import Gazetteer
internal import Incidents

/// Reads that nobody came to harm: "there were no casualties", "no one was hurt", "escaped unhurt".
/// Zero is told; it differs from what is not known.
struct HarmlessReader {
    let text: AnalyzedText
    let isNews: (Int) -> Bool

    /// How many sentences behind a telling may say it.
    private static let reach = 2

    /// The words that say so of a deed, as tokens.
    /// - Parameter others: The sentences that tell of incidents elsewhere: what they say in paragraphs of their
    ///   own is of these.
    func words(for draft: DraftIncident, others: Set<Int>) -> Range<Int>? {
        let told = Set(draft.events.prefix(4).map(\.sentence)).sorted()
        for step in 0...Self.reach {
            for first in told {
                let index = first + step
                guard text.sentences.indices.contains(index), isNews(index),
                    step == 0 || paragraph(first) == paragraph(index)
                        || !(first + 1...index).contains(where: others.contains)
                else { continue }
                if let words = words(in: text.sentences[index]) { return words }
            }
        }
        return nil
    }

    private func paragraph(_ sentence: Int) -> Int {
        text.paragraphIndex(ofToken: text.sentences[sentence].lowerBound)
    }

    private func words(in sentence: Range<Int>) -> Range<Int>? {
        for index in sentence {
            let key = text.tokens[index].key
            if Self.unhurt.contains(key) { return index..<index + 1 }
            guard Self.none.contains(key) || isDenied(index, in: sentence) else { continue }
            let reach = (index + 1)..<min(index + 6, sentence.upperBound)
            guard reach.lowerBound < reach.upperBound else { continue }
            let end = reach.prefix { !stops($0) }.first {
                Self.harm.contains(text.tokens[$0].key)
            }
            if let end { return index..<end + 1 }
        }
        return nil
    }

    /// "did not cause *any* casualties".
    private func isDenied(_ index: Int, in sentence: Range<Int>) -> Bool {
        text.tokens[index].key == Self.any
            && (max(sentence.lowerBound, index - 4)..<index).contains {
                text.tokens[$0].key == Self.not
            }
    }

    /// "no *information* on casualties" leaves it open; so does another clause.
    private func stops(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return Self.open.contains(token.key) || token.kind == .mark
    }

    private static let any = WordKey("any")
    private static let not = WordKey("not")
    private static let none: WordSet = [WordKey("no"), WordKey("nobody"), WordKey("without")]
    private static let harm: WordSet = [
        WordKey("casualties"), WordKey("casualty"), WordKey("victims"), WordKey("injuries"),
        WordKey("injury"),
        WordKey("deaths"), WordKey("fatalities"), WordKey("injured"), WordKey("hurt"),
        WordKey("killed"), WordKey("wounded"), WordKey("dead"), WordKey("harmed"),
        WordKey("life"),
    ]
    private static let unhurt: WordSet = [
        WordKey("unhurt"), WordKey("unharmed"), WordKey("unscathed"), WordKey("uninjured"),
        WordKey("unwounded"),
    ]
    private static let open: WordSet = [
        WordKey("information"), WordKey("word"), WordKey("details"), WordKey("confirmation"),
        WordKey("figures"), WordKey("longer"), WordKey("fewer"), WordKey("less"), WordKey("doubt"),
    ]
}
