internal import Gazetteer
internal import Incidents

/// A word of an Arabic sentence with what it means once its prefixes and endings are taken off.
struct ArabicWord {
    let token: Int
    let senses: Set<ArabicSense>
    let hasArticle: Bool
    /// "two passengers": the dual ending of a noun the table gives in the singular.
    let isDual: Bool
    let key: WordKey
    /// A figure in digits.
    let figure: Double?

    var event: EventConcept? {
        for sense in senses { if case .event(let concept) = sense { return concept } }
        return nil
    }
    var person: Actor.Kind? {
        for sense in senses {
            if case .person(let kind) = sense { return kind }
            if case .group(let kind, _) = sense { return kind }
        }
        return nil
    }
    var number: Double? {
        if let figure { return figure }
        for sense in senses { if case .number(let value) = sense { return value } }
        return nil
    }
    var dozens: Double? {
        for sense in senses { if case .dozens(let value) = sense { return value } }
        return nil
    }
    var month: Int? {
        for sense in senses { if case .month(let month) = sense { return month } }
        return nil
    }
    /// The days of the week carry the article; without it the word is a number.
    var weekday: Weekday? {
        guard hasArticle else { return nil }
        for sense in senses { if case .weekday(let day) = sense { return day } }
        return nil
    }
    var relation: IncidentPlace.Relation? {
        for sense in senses { if case .inPlace(let relation) = sense { return relation } }
        return nil
    }
}

/// Takes the prefixes ("and", "in", "for", "the") and endings of an Arabic word off until the
/// lexicon knows what is left.
struct ArabicStemmer {
    let text: AnalyzedText
    let lexicon: ArabicLexicon

    func word(at index: Int) -> ArabicWord {
        let token = text.tokens[index]
        let bytes = folded(token)
        let isFigure = bytes.allSatisfy { (0x30...0x39).contains($0) }
        let figure = isFigure ? Self.figure(bytes) : nil
        for stem in Self.stems(of: bytes) {
            if let senses = lexicon.senses(of: WordKey(folded: stem.bytes)) {
                return ArabicWord(
                    token: index, senses: senses, hasArticle: stem.hasArticle, isDual: stem.isDual,
                    key: token.key, figure: figure)
            }
        }
        return ArabicWord(
            token: index, senses: [], hasArticle: false, isDual: false, key: token.key,
            figure: figure)
    }

    private func folded(_ token: Token) -> [UInt8] {
        var bytes: [UInt8] = []
        text.bytes.withUnsafeBufferPointer { buffer in
            NameFolding.fold(buffer, Int(token.start), Int(token.end)) { bytes.append($0) }
        }
        return bytes
    }

    private static func figure(_ bytes: [UInt8]) -> Double? {
        Double(String(decoding: bytes, as: UTF8.self))
    }

    private struct Stem {
        let bytes: ArraySlice<UInt8>
        var hasArticle = false
        var isDual = false
    }

    /// What may be the word itself, the longest first.
    private static func stems(of bytes: [UInt8]) -> [Stem] {
        var stems: [Stem] = []
        for start in starts(of: bytes[...]) {
            let rest = bytes[start.offset...]
            guard rest.count >= 4 else { continue }
            stems.append(Stem(bytes: rest, hasArticle: start.hasArticle))
            for (ending, isDual) in endings where rest.count > ending.count + 3 {
                if rest.suffix(ending.count).elementsEqual(ending) {
                    let cut = rest.dropLast(ending.count)
                    stems.append(Stem(bytes: cut, hasArticle: start.hasArticle, isDual: isDual))
                    // "إصابته": before an ending the feminine h is written t.
                    if cut.suffix(2).elementsEqual(t) {
                        stems.append(
                            Stem(bytes: (cut.dropLast(2) + h)[...], hasArticle: start.hasArticle))
                    }
                }
            }
        }
        return stems
    }

    private static func starts(of bytes: ArraySlice<UInt8>) -> [(offset: Int, hasArticle: Bool)] {
        var starts = [(offset: 0, hasArticle: false)]
        var offsets = [0]
        if bytes.starts(with: and) || bytes.starts(with: then) { offsets.append(2) }
        for offset in offsets {
            if offset > 0 { starts.append((offset, false)) }
            let rest = bytes[offset...]
            if rest.starts(with: article) { starts.append((offset + 4, true)) }
            if rest.starts(with: forThe) { starts.append((offset + 4, true)) }
            for prefix in [inside, to, like] where rest.starts(with: prefix) {
                starts.append((offset + 2, false))
                if rest.dropFirst(2).starts(with: article) { starts.append((offset + 6, true)) }
            }
        }
        return starts
    }

    private static let and = Array("و".utf8), then = Array("ف".utf8)
    private static let inside = Array("ب".utf8), to = Array("ل".utf8), like = Array("ك".utf8)
    private static let article = Array("ال".utf8), forThe = Array("لل".utf8)
    private static let t = Array("ت".utf8), h = Array("ه".utf8)
    private static let endings: [(bytes: [UInt8], isDual: Bool)] = [
        (Array("ان".utf8), true), (Array("ين".utf8), true), (Array("ا".utf8), false),
        (Array("هم".utf8), false), (Array("ها".utf8), false), (Array("ه".utf8), false),
    ]
}
