public import Incidents

/// A report's text cut into tokens, sentences and paragraphs, with what is not news marked.
///
/// All later readers work on this; token ranges index ``tokens``, spans are bytes of ``bytes``.
///
/// Every reader of a sentence keeps a copy, so that a copy is no more than a reference.
public struct AnalyzedText: Sendable {
    private var content: Content

    /// What never changes once the text is analysed.
    private final class Content: Sendable {
        let bytes: [UInt8]
        let tokens: [Token]
        let sentences: [Range<Int>]
        let paragraphs: [Range<Int>]
        let boilerplate: [Boilerplate]

        init(
            _ bytes: [UInt8], _ tokens: [Token], _ sentences: [Range<Int>],
            _ paragraphs: [Range<Int>], _ boilerplate: [Boilerplate]
        ) {
            self.bytes = bytes
            self.tokens = tokens
            self.sentences = sentences
            self.paragraphs = paragraphs
            self.boilerplate = boilerplate
        }
    }

    public var bytes: [UInt8] { content.bytes }
    public var tokens: [Token] { content.tokens }
    /// Token ranges that cover the text, in order.
    public var sentences: [Range<Int>] { content.sentences }
    /// Token ranges of whole sentences, in order.
    public var paragraphs: [Range<Int>] { content.paragraphs }
    public var boilerplate: [Boilerplate] { content.boilerplate }

    /// Cost: one pass over the bytes; about 10 ns per token.
    public init(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes, bytes.indices)
    }

    /// A section of a text; positions count from the beginning of the whole.
    init(_ bytes: [UInt8], _ section: Range<Int>) {
        var tokens = Tokenizer.tokens(of: bytes, in: section)
        let (sentences, paragraphs) = SentenceSplitter(tokens: tokens, bytes: bytes).split()
        tokens.markSentenceStarts(of: sentences)
        tokens.markQuotations(in: paragraphs)
        // The marker reads the text that it marks.
        content = Content(bytes, tokens, sentences, paragraphs, [])
        let boilerplate = BoilerplateMarker(text: self).marks()
        guard !boilerplate.isEmpty else { return }
        for stretch in boilerplate {
            for index in tokenRange(stretch.span) { tokens[index].flags.insert(.boilerplate) }
        }
        content = Content(bytes, tokens, sentences, paragraphs, boilerplate)
    }

    /// The words of a token, as written.
    public func string(_ token: Token) -> String { string(token.span) }

    public func string(_ span: TextSpan) -> String {
        guard span.end <= bytes.count else { return "" }
        return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }

    /// The bytes that a range of tokens covers; empty at the end of the text for an empty range.
    public func span(_ range: Range<Int>) -> TextSpan {
        guard let first = range.first, let last = range.last, last < tokens.count else {
            return TextSpan(bytes.count, bytes.count)
        }
        return TextSpan(Int(tokens[first].start), Int(tokens[last].end))
    }

    /// The index of the sentence that holds a token.
    public func sentenceIndex(ofToken index: Int) -> Int {
        partitioningIndex(sentences) { $0.upperBound > index }
    }

    public func paragraphIndex(ofToken index: Int) -> Int {
        partitioningIndex(paragraphs) { $0.upperBound > index }
    }

    /// The index of the token at or after a byte offset; `tokens.count` past the last.
    public func tokenIndex(atByte offset: Int) -> Int {
        partitioningIndex(tokens) { Int($0.end) > offset }
    }

    /// The token range that a span covers.
    public func tokenRange(_ span: TextSpan) -> Range<Int> {
        let lower = tokenIndex(atByte: span.start)
        return lower..<max(lower, partitioningIndex(tokens) { Int($0.start) >= span.end })
    }

    private func partitioningIndex<C: RandomAccessCollection<E>, E>(
        _ items: C, _ isAfter: (E) -> Bool
    ) -> Int where C.Index == Int {
        var low = items.startIndex
        var high = items.endIndex
        while low < high {
            let middle = (low + high) / 2
            if isAfter(items[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension [Token] {
    fileprivate mutating func markSentenceStarts(of sentences: [Range<Int>]) {
        for sentence in sentences {
            // Opening marks and numbers of a list do not hide the first word.
            for index in sentence {
                self[index].flags.insert(.sentenceStart)
                if self[index].kind != .mark { break }
            }
        }
    }

    /// Quotations open and close inside a paragraph; one left open ends with it, as in print.
    fileprivate mutating func markQuotations(in paragraphs: [Range<Int>]) {
        for paragraph in paragraphs {
            var open = false
            for index in paragraph where self[index].kind == .mark || open {
                switch self[index].mark {
                case .openQuote: open = true
                case .closeQuote: open = false
                case .quote: open.toggle()
                default: if open { self[index].flags.insert(.quoted) }
                }
            }
        }
    }
}
