internal import Gazetteer
internal import Incidents

/// Marks what stands in a report but is no news: appeals, link lists, forms, copyright lines, credits.
///
/// The text stays whole; readers skip what is marked. Every rule is a phrase with a scope
/// (``BoilerplatePhrase``), so a new one is a line in a table.
struct BoilerplateMarker {
    let text: AnalyzedText

    func marks() -> [Boilerplate] {
        let hits = phraseHits()
        guard !hits.isEmpty else { return [] }
        var marked = [String?](repeating: nil, count: text.sentences.count)
        for hit in hits { mark(hit, in: &marked) }
        fillBetweenAppeals(&marked)
        return stretches(of: marked)
    }

    private struct Hit {
        let phrase: BoilerplatePhrase
        let sentence: Int
        let paragraph: Int
    }

    // MARK: Finding phrases

    private func phraseHits() -> [Hit] {
        let table = BoilerplatePhrase.table
        var hits: [Hit] = []
        text.tokens.withUnsafeBufferPointer { tokens in
            for index in tokens.indices where tokens[index].isWord {
                if let phrases = table[tokens[index].key] { add(phrases, at: index, to: &hits) }
            }
        }
        return hits
    }

    private func add(_ phrases: [BoilerplatePhrase], at index: Int, to hits: inout [Hit]) {
        let sentence = text.sentenceIndex(ofToken: index)
        let paragraph = text.paragraphIndex(ofToken: index)
        for phrase in phrases
        where matches(
            phrase, at: index, in: text.sentences[sentence], of: text.paragraphs[paragraph])
        {
            hits.append(Hit(phrase: phrase, sentence: sentence, paragraph: paragraph))
        }
    }

    private func matches(
        _ phrase: BoilerplatePhrase, at start: Int, in sentence: Range<Int>,
        of paragraph: Range<Int>
    ) -> Bool {
        var index = start
        for word in phrase.words {
            while index < sentence.upperBound, text.tokens[index].kind == .mark { index += 1 }
            guard index < sentence.upperBound, text.tokens[index].key == word else { return false }
            index += 1
        }
        switch phrase.anchor {
        case .anywhere: return true
        case .paragraphStart: return isFirstWord(start, of: paragraph)
        case .wholeParagraph:
            return isFirstWord(start, of: paragraph)
                && text.tokens[index..<paragraph.upperBound].allSatisfy { $0.kind == .mark }
        case .sentenceStart: return isFirstWord(start, of: sentence)
        }
    }

    private func isFirstWord(_ index: Int, of range: Range<Int>) -> Bool {
        text.tokens[range.lowerBound..<index].allSatisfy { $0.kind == .mark }
    }

    // MARK: Scopes

    private func mark(_ hit: Hit, in marked: inout [String?]) {
        switch hit.phrase.scope {
        case .sentence, .appeal: marked[hit.sentence] = hit.phrase.reason
        case .paragraph where reachesParagraph(hit):
            mark(paragraph: hit.paragraph, hit.phrase.reason, in: &marked)
        case .paragraph: marked[hit.sentence] = hit.phrase.reason
        case .list:
            var paragraph = hit.paragraph
            repeat {
                mark(paragraph: paragraph, hit.phrase.reason, in: &marked)
                paragraph += 1
            } while paragraph < text.paragraphs.count && isHeadline(text.paragraphs[paragraph])
        case .rest:
            for paragraph in hit.paragraph..<text.paragraphs.count {
                mark(paragraph: paragraph, hit.phrase.reason, in: &marked)
            }
        }
    }

    /// A phrase inside a paragraph makes boilerplate of all of it only where that is short and one of
    /// several: a text in a single paragraph may end in an address, and is news all the same.
    private func reachesParagraph(_ hit: Hit) -> Bool {
        hit.phrase.anchor == .paragraphStart || hit.phrase.anchor == .wholeParagraph
            || text.paragraphs.count >= 3 && text.paragraphs[hit.paragraph].count <= 60
    }

    private func mark(paragraph: Int, _ reason: String, in marked: inout [String?]) {
        let range = text.paragraphs[paragraph]
        let first = text.sentenceIndex(ofToken: range.lowerBound)
        for sentence in first..<text.sentences.count
        where text.sentences[sentence].upperBound <= range.upperBound {
            marked[sentence] = marked[sentence] ?? reason
        }
    }

    /// A linked headline ends without a full stop and is short.
    private func isHeadline(_ paragraph: Range<Int>) -> Bool {
        guard let last = paragraph.last else { return false }
        return paragraph.count <= 30 && text.tokens[last].mark != .period
    }

    /// What stands between two appeals, close together, is the body of the appeal.
    private func fillBetweenAppeals(_ marked: inout [String?]) {
        let appeals = marked.indices.filter { marked[$0] == BoilerplatePhrase.appealReason }
        for (first, second) in zip(appeals, appeals.dropFirst()) where second - first <= 8 {
            for sentence in first..<second { marked[sentence] = BoilerplatePhrase.appealReason }
        }
    }

    private func stretches(of marked: [String?]) -> [Boilerplate] {
        var result: [Boilerplate] = []
        for (sentence, reason) in zip(text.sentences, marked) {
            guard let reason else { continue }
            let span = text.span(sentence)
            if let last = result.last, last.reason == reason,
                !text.bytes[last.span.end..<span.start].contains(where: { $0 > 0x20 })
            {
                result[result.count - 1].span = last.span.union(span)
            } else {
                result.append(Boilerplate(span: span, reason: reason))
            }
        }
        return result
    }
}

/// A phrase that gives boilerplate away, and how far it reaches.
struct BoilerplatePhrase {
    let words: [WordKey]
    let anchor: Anchor
    let scope: Scope
    let reason: String

    enum Anchor { case anywhere, sentenceStart, paragraphStart, wholeParagraph }
    enum Scope {
        case sentence, paragraph
        /// A sentence; what stands between two of them goes too.
        case appeal
        /// The paragraph and the headline-like ones that follow.
        case list
        /// Everything from here to the end of the text.
        case rest
    }

    static let appealReason = "appeal"

    /// By first word.
    static let table = WordMap<[BoilerplatePhrase]>(
        Dictionary(grouping: parse(source)) { $0.words[0] })

    /// One phrase a line: scope, reason, phrase. `^` = opens its paragraph, `^…$` = is the whole
    /// paragraph, `>` = opens its sentence.
    private static let source = """
        appeal|appeal|your support
        appeal|appeal|your donation
        appeal|appeal|your contribution helps
        appeal|appeal|make a donation
        appeal|appeal|>donate
        appeal|appeal|>please donate
        appeal|appeal|donate now
        appeal|appeal|donate today
        appeal|appeal|support our journalism
        appeal|appeal|support independent journalism
        appeal|appeal|lock americans out of our reporting
        appeal|appeal|quality journalism should be
        appeal|appeal|become a member
        appeal|appeal|become a supporter
        appeal|appeal|become a patron
        paragraph|subscription|>subscribe
        paragraph|subscription|subscribe now
        paragraph|subscription|subscribe to our
        paragraph|subscription|already a subscriber
        paragraph|subscription|sign up for our
        paragraph|subscription|sign up to our
        paragraph|subscription|sign up for the
        paragraph|subscription|get our newsletter
        paragraph|subscription|delivered to your inbox
        paragraph|subscription|start your free trial
        paragraph|subscription|create a free account
        paragraph|subscription|^log in$
        paragraph|subscription|^sign in$
        list|links|^read more
        list|links|^read also
        list|links|^also read
        list|links|^read next
        list|links|^see also
        list|links|^related$
        list|links|^related stories
        list|links|^related articles
        list|links|^related content
        list|links|^related topics
        list|links|^related news
        list|links|^recommended$
        list|links|^recommended for you
        list|links|^recommended stories
        list|links|^more from
        list|links|^more on this story
        list|links|^more stories
        list|links|^most read$
        list|links|^most popular$
        list|links|^popular$
        list|links|^trending$
        list|links|^trending now
        list|links|^you may also like
        list|links|^you might also like
        list|links|^latest news$
        list|links|^top stories$
        list|links|^editors picks$
        list|links|^tags
        list|links|^share this
        list|links|^share on
        list|links|^follow us
        list|links|^topics$
        paragraph|links|^source link$
        paragraph|links|^click here
        paragraph|links|^continue reading
        paragraph|links|^watch live$
        paragraph|links|^back to top
        paragraph|links|^skip to
        rest|comments|^join our commenting forum
        rest|comments|^join the conversation$
        rest|comments|^leave a reply
        rest|comments|^leave a comment
        rest|comments|^post a comment
        rest|comments|^comments$
        rest|comments|^show comments
        rest|comments|^view comments
        paragraph|comments|your email address will not be published
        paragraph|comments|required fields are marked
        paragraph|comments|bloggers like this
        paragraph|comments|join thought provoking conversations
        paragraph|copyright|^copyright
        paragraph|copyright|all rights reserved
        paragraph|copyright|may not be published broadcast rewritten
        paragraph|copyright|may not be reproduced
        paragraph|copyright|without express written permission
        paragraph|privacy|we use cookies
        paragraph|privacy|privacy policy
        paragraph|privacy|terms of use
        paragraph|privacy|terms of service
        paragraph|privacy|cookie policy
        paragraph|advertisement|^advertisement
        paragraph|advertisement|^sponsored
        paragraph|advertisement|^article continues below
        paragraph|advertisement|^story continues below
        paragraph|byline|contributed to this report
        paragraph|byline|contributed to this article
        paragraph|byline|contributed reporting
        paragraph|byline|^write to
        paragraph|byline|^reporting by
        paragraph|byline|^editing by
        paragraph|byline|^by author$
        paragraph|byline|follow him on twitter
        paragraph|byline|follow her on twitter
        paragraph|byline|can be reached at
        sentence|credit|getty images
        sentence|credit|agence france presse getty
        sentence|credit|agence france presse via
        paragraph|credit|^agence france presse$
        sentence|credit|reuters stringer
        sentence|credit|reuters handout
        sentence|credit|afp via getty
        paragraph|credit|^uncredited
        paragraph|credit|^photograph by
        paragraph|credit|^photo by
        paragraph|credit|^image credit
        paragraph|credit|^getty images$
        paragraph|credit|^associated press$
        """

    private static func parse(_ source: String) -> [BoilerplatePhrase] {
        source.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "|", maxSplits: 2)
            guard fields.count == 3, let scope = scopes[String(fields[0])] else { return nil }
            var phrase = fields[2]
            let opens = phrase.hasPrefix("^")
            let closes = phrase.hasSuffix("$")
            let opensSentence = phrase.hasPrefix(">")
            if opens || opensSentence { phrase = phrase.dropFirst() }
            if closes { phrase = phrase.dropLast() }
            let anchor: Anchor =
                closes
                ? .wholeParagraph
                : opens ? .paragraphStart : opensSentence ? .sentenceStart : .anywhere
            let words = phrase.split(separator: " ").map { WordKey(folded: $0.utf8) }
            return words.isEmpty
                ? nil
                : BoilerplatePhrase(
                    words: words, anchor: anchor, scope: scope, reason: String(fields[1]))
        }
    }

    private static let scopes: [String: Scope] = [
        "sentence": .sentence, "paragraph": .paragraph, "appeal": .appeal, "list": .list,
        "rest": .rest,
    ]
}
