public import Incidents
import Gazetteer
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
extension Reader {
    public func debugTellings(_ report: Report) -> String {
        let text = AnalyzedText(report.text)
        let mentions = places.mentions(in: text).filter { m in !text.boilerplate.contains { $0.span.overlaps(m.span) } }
        let d = dates.read(text, published: report.published)
        let r = IncidentReader(text: text, report: report, mentions: mentions, dates: d.expressions, published: d.published, lexicon: .standard)
        return d.expressions.map { "DATE \($0.text) \($0.value) \($0.date.start?.description ?? "-")" }.joined(separator: "\n") + "\n" + r.debugTellings().joined(separator: "\n")
    }
}
extension IncidentReader {
    func debugTellings() -> [String] {
        let sentences = SentenceReader(text: text, lexicon: lexicon, places: mentions.map { text.tokenRange($0.span) }, dates: dates.map { text.tokenRange($0.span) })
        return tellings(sentences).map { t in "s\(t.event.sentence) “\(text.string(text.span(t.event.trigger)))” \(t.event.concept) \(t.event.type) \(t.event.modality) def=\(t.event.isDefinite) pl=\(t.event.isPlural) back=\(t.event.isBackdrop) perp=\(t.event.perpetrators.map(\.name)) tgt=\(t.event.targets.map(\.name)) places=\(t.places.map { "\($0.mention.text) \($0.relation)" }) date=\(t.date?.expression ?? "-") \(t.date?.start?.description ?? "") toll=\(t.event.casualties.count)" }
    }
}
