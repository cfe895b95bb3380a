internal import Gazetteer
internal import Incidents

private typealias StringLiteralType = StaticString

/// What stands between a name and the event.
extension LinkingFeatures {
    func addPath(_ view: View, _ f: inout FeatureSet) {
        let side = view.side
        let between = view.between
        f.add("d", side, "=", view.distance)
        if between.count <= 25 {
            for token in between { f.add("between=", sentence.classes[token], side) }
        } else {
            f.add("far")
        }
        if between.count <= 15, between.count > 1 {
            for token in between.dropLast() {
                f.add("between=", sentence.classes[token], "_", sentence.classes[token + 1], side)
            }
        }
        if between.count <= 2 {
            let words = sentence.classes[between]
            f.add("path=", words.first ?? "", "_", words.count > 1 ? words.last ?? "" : "", side)
        }
        let counts = Counts(sentence, between)
        let signature = counts.signature(keepingName: f.keepsNames)
        f.add("names", side, "=", min(counts.names, 4))
        f.add("locatives", side, "=", min(counts.locatives, 3))
        f.add("places", side, "=", min(counts.places, 3))
        f.add("commas", side, "=", min(counts.commas, 3))
        f.add("subordinators", side, "=", min(counts.subordinators, 2))
        f.add("relatives", side, "=", min(counts.relatives, 2))
        f.add("reports", side, "=", min(counts.reports, 1))
        f.add("conjunctions", side, "=", min(counts.conjunctions, 2))
        f.add("prepositions", side, "=", min(counts.prepositions, 4))
        f.add("verbs", side, "=", min(counts.verbs, 3))
        f.add("finite", side, "=", min(counts.finiteVerbs, 3))
        if counts.quotes > 0 { f.add("quote", side) }
        if counts.boundaries > 0 { f.add("boundary", side) }
        f.add("signature", side, "=", signature)
        f.add("signature", side, "=", signature, ",g=", view.governor)
        f.add("signature", side, "=", signature, ",locatives=", min(counts.locatives, 2))
        if let kinds = chunkKinds(view) { f.add("chunks", side, "=", kinds) }
        addRank(view, signature, &f)
    }

    /// What a stretch of the sentence holds.
    struct Counts {
        var names = 0, locatives = 0, places = 0
        var commas = 0, subordinators = 0, relatives = 0, conjunctions = 0, prepositions = 0
        var reports = 0, verbs = 0, finiteVerbs = 0, quotes = 0, boundaries = 0

        init(_ sentence: LinkingSentence, _ range: Range<Int>) {
            var name = -1
            var unit = -1
            for token in range {
                if sentence.nameOfToken[token] != name {
                    name = sentence.nameOfToken[token]
                    if name >= 0 { count(sentence.names[name]) }
                }
                if sentence.unitOfToken[token] != unit {
                    unit = sentence.unitOfToken[token]
                    if unit >= 0 { count(sentence.phrases, unit) }
                }
            }
        }

        private mutating func count(_ name: LinkingSentence.Name) {
            names += 1
            if name.isLocative { locatives += 1 }
            if name.mentionRole == .literal { places += 1 }
        }

        private mutating func count(_ phrases: SentencePhrases, _ unit: Int) {
            switch phrases.units[unit].tag {
            case .comma: commas += 1
            case .subordinator: subordinators += 1
            case .relative: relatives += 1
            case .conjunction: conjunctions += 1
            case .preposition: prepositions += 1
            case .openQuote, .closeQuote: quotes += 1
            case .boundary: boundaries += 1
            default: break
            }
            let chunk = phrases.chunks[phrases.chunk(ofUnit: unit)]
            guard chunk.kind == .verbGroup, chunk.head == unit else { return }
            verbs += 1
            if chunk.verb.isFinite { finiteVerbs += 1 }
            if phrases.units[unit].lexeme?.grammar == .report { reports += 1 }
        }

        /// Whether a comma, another clause, a speaker, a finite verb stand between.
        func signature(keepingName: Bool) -> FeatureWord {
            var signature = FeatureWord()
            func add(_ letter: StaticString, if isThere: Bool) {
                if isThere { signature.append(letter, keepingName: keepingName) }
            }
            add("c", if: commas > 0)
            add("s", if: subordinators + relatives > 0)
            add("r", if: reports > 0)
            add("v", if: finiteVerbs > 0)
            return signature
        }
    }

    /// The kinds of the chunks between, one letter each; `nil` when they are many.
    private func chunkKinds(_ view: View) -> FeatureWord? {
        guard let name = sentence.chunk(view.name.tokens.lowerBound), let event = event.chunk,
            abs(name - event) <= 7
        else { return nil }
        let (lower, upper) = (min(name, event) + 1, max(name, event))
        var kinds = FeatureWord()
        for chunk in sentence.phrases.chunks[lower..<max(lower, upper)] {
            kinds.append(Self.letter(chunk.kind), keepingName: sentence.keepsNames)
        }
        return kinds
    }

    static func letter(_ kind: Chunk.Kind) -> StaticString {
        switch kind {
        case .nounGroup: "n"
        case .verbGroup: "v"
        case .preposition: "p"
        case .conjunction: "&"
        case .subordinator: "s"
        case .relative: "r"
        case .date: "d"
        case .comma: ","
        case .boundary: "."
        case .quote: "q"
        case .other: "o"
        }
    }

    /// How many names led in by a locative stand nearer to the event on the same side.
    private func addRank(_ view: View, _ signature: FeatureWord, _ f: inout FeatureSet) {
        let all = sentence.names
        let isBehind = { (name: LinkingSentence.Name) in
            name.tokens.lowerBound >= event.tokens.upperBound
        }
        let order = all[..<view.index].count(where: isBehind) + 1
        if view.isBehind {
            f.add("order=", min(order, 4))
            f.add("order=", min(order, 3), ",g=", view.governor)
        }
        let others = all.indices.filter { $0 != view.index && all[$0].isLocative }
        let behind = others.count { isBehind(all[$0]) }
        let before = others.count - behind
        let isLocative = view.governorClasses.contains(.locative)
        f.add("othersBehind", view.side, "=", min(behind, 2))
        f.add("othersBefore", view.side, "=", min(before, 2))
        f.add("others", view.side, "=", min(behind, 2), min(before, 2), ",locative=", isLocative)
        guard isLocative else { return }
        let rank = others.count {
            isBehind(all[$0]) == view.isBehind && ($0 < view.index) == view.isBehind
        }
        f.add("rank", view.side, "=", min(rank, 3))
        f.add("rank", view.side, "=", min(rank, 3), ",g=", view.governor)
        f.add("rank", view.side, "=", min(rank, 3), ",signature=", signature)
    }
}
