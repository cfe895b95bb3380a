internal import Gazetteer
internal import Incidents

/// The event whose place is sought, as words tell it.
struct LinkingEvent {
    /// From the start of the sentence.
    let tokens: Range<Int>
    let chunk: Int?
    let stem: String
    let ending: String
    /// "-" when the lexicon does not know it.
    var concept = "-"
    /// "v" for a verb, with "p" passive, "i" infinitive, "q" participle; "n" else.
    var form = "n"
    var subject = "-"
    var object = "-"
    let isBehindAuxiliary: Bool

    /// - Parameter tokens: where the event is told; not empty.
    init(_ tokens: Range<Int>, in sentence: LinkingSentence) {
        self.tokens = tokens
        let first = tokens.lowerBound
        chunk = sentence.chunk(first)
        stem = Self.stem(sentence.words[first])
        ending = String(sentence.words[first].suffix(3))
        isBehindAuxiliary = sentence.words[max(0, first - 3)..<first].contains {
            LinkingWords.auxiliaries.contains($0)
        }
        let lexeme = sentence.unit(first)?.lexeme
        if let sense = lexeme?.event ?? lexeme?.nounEvent { concept = sense.concept.rawValue }
        guard let chunk, sentence.phrases.chunks[chunk].kind == .verbGroup else { return }
        let verb = sentence.phrases.chunks[chunk].verb
        form =
            "v" + (verb.isPassive ? "p" : "") + (verb.isInfinitive ? "i" : "")
            + (verb.isParticiple ? "q" : "")
        subject = sentence.phrases.subject(of: chunk).map(sentence.headClass) ?? "-"
        object = sentence.phrases.object(of: chunk).map(sentence.headClass) ?? "-"
    }

    /// A crude stem: "killing", "killed" and "kills" are one.
    static func stem(_ word: String) -> String {
        var stem = word
        for (ending, rest) in [
            ("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""),
        ] where word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= 3 {
            stem = word.dropLast(ending.count) + rest
            break
        }
        if stem.utf8.count > 3, stem.utf8.suffix(2).first == stem.utf8.last { stem.removeLast() }
        while stem.hasSuffix("e") { stem.removeLast() }
        return stem
    }
}

extension LinkingSentence {
    /// What the lexicon says of a chunk's head.
    func headClass(_ chunk: Int) -> String { Self.lexicalClass(phrases.head(chunk)) }

    static func lexicalClass(_ unit: Unit) -> String {
        guard let lexeme = unit.lexeme else { return "-" }
        if let person = lexeme.person { return "person:\(person.kind.rawValue)" }
        if let group = lexeme.group { return "group:\(group.kind.rawValue)" }
        if let noun = lexeme.nounEvent { return "event:\(noun.concept.rawValue)" }
        if lexeme.event != nil { return "event" }
        return lexeme.things.isEmpty ? "-" : "thing:\(lexeme.things.rawValue.trailingZeroBitCount)"
    }
}
