/// The words of a text as pieces of features' names, each hashed once for all features it stands in.
struct TextPieces {
    private var words: [FeatureWord] = []
    /// How many words stand before each token.
    private var starts: [Int32] = []

    init(_ text: AnalyzedText, keepingNames: Bool) {
        let tokens = text.tokens
        words.reserveCapacity(tokens.count)
        starts.reserveCapacity(tokens.count + 1)
        text.bytes.withUnsafeBufferPointer { bytes in
            for token in tokens {
                starts.append(Int32(words.count))
                guard token.isWord else { continue }
                if keepingNames || token.flags.contains(.nonASCII) {
                    words.append(FeatureWord(token, of: text, keepingName: keepingNames))
                } else {
                    words.append(FeatureWord(folding: bytes, Int(token.start), Int(token.end)))
                }
            }
        }
        starts.append(Int32(words.count))
    }

    /// Those among some tokens, in order.
    subscript(tokens: Range<Int>) -> ArraySlice<FeatureWord> {
        words[Int(starts[tokens.lowerBound])..<Int(starts[tokens.upperBound])]
    }
}
