internal import Gazetteer
internal import Incidents

private typealias StringLiteralType = StaticString

/// How grammar ties a name and the event.
extension LinkingFeatures {
    func addGrammar(_ view: View, _ f: inout FeatureSet) {
        guard let chunk = sentence.chunk(view.name.tokens.lowerBound), let eventChunk = event.chunk
        else { return }
        let phrases = sentence.phrases
        let isSameClause = phrases.clause(around: eventChunk).contains(chunk)
        f.add("sameClause=", isSameClause, view.side)
        f.add("sameClause=", isSameClause, view.side, ",g=", view.governor)
        let relation = relation(of: chunk, to: eventChunk)
        f.add("relation=", relation)
        f.add("relation=", relation, ",form=", event.form)
        f.add("relation=", relation, ",event=", event.stem)
        let head = phrases.head(chunk).tokens.upperBound - 1 - start
        let isHead = view.name.tokens.contains(head)
        f.add("relation=", relation, ",head=", isHead)
        f.add("head=", isHead)
        f.add("head=", isHead, ",role=", view.name.role)
        if !isHead {
            let headClass = sentence.headClass(chunk)
            f.add("headClass=", headClass)
            f.add("headClass=", headClass, ",g=", view.governor)
            f.add("headWord=", sentence.word(head))
        }
        if !phrases.chunks[..<chunk].contains(where: { $0.kind == .verbGroup }) {
            f.add("opening")
            f.add("opening,g=", view.governor)
        }
        let right = verb(rightOf: chunk)
        f.add("right=", right.kind)
        f.add("right=", right.kind, view.side)
        f.add("right=", right.kind, ",g=", view.governor)
        f.add("right=", right.kind, ",steps=", min(right.steps, 3))
    }

    private func relation(of chunk: Int, to eventChunk: Int) -> StaticString {
        if chunk == eventChunk { return "same" }
        guard sentence.phrases.chunks[eventChunk].kind == .verbGroup else { return "-" }
        if sentence.phrases.subject(of: eventChunk) == chunk { return "subject" }
        return sentence.phrases.object(of: eventChunk) == chunk ? "object" : "-"
    }

    /// What the preposition that leads the name in hangs on.
    func addAttachment(_ view: View, _ f: inout FeatureSet) {
        guard view.name.governor.isPreposition, let eventChunk = event.chunk,
            let preposition = sentence.chunk(view.name.governor.token), preposition > 0
        else { return }
        let host = preposition - 1
        let governor = view.governor
        let kind = Self.letter(sentence.phrases.chunks[host].kind)
        let hostClass = sentence.headClass(host)
        f.add("hostKind=", kind)
        f.add("hostKind=", kind, ",g=", governor)
        f.add("hostClass=", hostClass, view.side)
        f.add("hostClass=", hostClass, ",g=", governor)
        if host == eventChunk {
            f.add("hostEvent")
            f.add("hostEvent,g=", governor)
            f.add("hostEvent,event=", event.stem, ",g=", governor)
        }
        let left = verb(leftOf: host)
        f.add("left=", left)
        f.add("left=", left, view.side)
        f.add("left=", left, ",g=", governor)
        let names = Counts(sentence, view.between).names
        f.add("left=", left, view.side, ",names=", min(names, 2))
    }

    private func verb(leftOf host: Int) -> FeatureWord {
        let chunks = sentence.phrases.chunks
        let found = chunks[...host].lastIndex {
            switch $0.kind {
            case .verbGroup, .boundary, .subordinator, .relative: true
            default: false
            }
        }
        return found.map(describe) ?? "-"
    }

    private func verb(rightOf chunk: Int) -> (kind: FeatureWord, steps: Int) {
        let chunks = sentence.phrases.chunks
        var index = chunk + 1
        scan: while index < chunks.count, index - chunk < 8 {
            switch chunks[index].kind {
            case .nounGroup, .preposition, .date, .comma, .conjunction, .other, .quote: index += 1
            default: break scan
            }
        }
        return (index < chunks.count ? describe(index) : "-", index - chunk)
    }

    /// "E" for the event itself; a verb by what it tells and how; else the kind of the chunk.
    private func describe(_ chunk: Int) -> FeatureWord {
        if chunk == event.chunk { return "E" }
        let found = sentence.phrases.chunks[chunk]
        var word = FeatureWord()
        func add(_ piece: StaticString) { word.append(piece, keepingName: sentence.keepsNames) }
        guard found.kind == .verbGroup else {
            add(Self.letter(found.kind))
            return word
        }
        let lexeme = sentence.phrases.head(chunk).lexeme
        add(lexeme?.grammar == .report ? "Report" : lexeme?.event != nil ? "Event" : "Other")
        add(found.verb.isInfinitive ? "i" : found.verb.isParticiple ? "q" : "f")
        return word
    }
}
