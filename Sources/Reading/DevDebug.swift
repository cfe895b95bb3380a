import Gazetteer
import Incidents
extension Reader {
    public func debugChunks(_ s: String) -> String {
        let text = AnalyzedText(s)
        let mentions = places.mentions(in: text)
        let dates = DateReader().expressions(in: text, published: nil)
        let sr = SentenceReader(text: text, lexicon: .standard, places: mentions.map { text.tokenRange($0.span) }, dates: dates.map { text.tokenRange($0.span) })
        var out = ""
        for i in text.sentences.indices { let p = sr.phrases(ofSentence: i)
            for (n, c) in p.chunks.enumerated() { out += "\(n):\(c.kind)[" + c.units.map { text.string(text.span(p.units[$0].tokens)) + "/\(p.units[$0].tag)" }.joined(separator: " ") + "]" + (c.kind == .verbGroup ? " subj=\(p.subject(of: n) ?? -1) obj=\(p.object(of: n) ?? -1) \(c.verb.isPassive ? "pass" : "") \(c.verb.isParticiple ? "part":"")" : "") + "\n" }
            for e in EventFinder(text: text, phrases: p, mentions: mentions, lastActor: nil).events() { out += "EVENT \(e.concept) chunk \(e.chunk) \(e.modality) perp=\(e.perpetrators.map(\.text)) tgt=\(e.targets.map(\.text)) toll=\(TollReader(text: text, phrases: p).casualties(of: e).map { "\($0.effect) \($0.side) \($0.minimum ?? -1)-\($0.maximum ?? -1)" })\n" }
        }
        return out
    }
}
