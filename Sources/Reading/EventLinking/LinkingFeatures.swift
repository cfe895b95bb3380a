internal import Gazetteer
internal import Incidents

/// What speaks for and against a name being where an event took place: the name, the words around
/// it, what leads it in, what stands between it and the event, how grammar ties both, and the other
/// names of the sentence.
///
/// No feature holds a name, so that a fit learns nothing of single places.
struct LinkingFeatures {
    let sentence: LinkingSentence
    let event: LinkingEvent
    /// The sentence's first token in its text.
    let start: Int

    /// What grammar says of a name and the event.
    enum Link {
        /// It ties nothing to the event.
        case none
        /// It ties another name.
        case other
        case own(relation: String, strength: Int, isBest: Bool)
    }

    func add(name index: Int, link: Link, to features: inout FeatureSet) {
        let view = View(sentence, event, index)
        addLink(link, view, &features)
        addName(view, &features)
        addNeighbours(view, &features)
        addGovernor(view, &features)
        addEvent(view, &features)
        addPath(view, &features)
        addGrammar(view, &features)
        addAttachment(view, &features)
        addOthers(view, &features)
        features.removeDuplicates()
    }

    /// One name beside one event.
    struct View {
        let index: Int
        let name: LinkingSentence.Name
        /// "A" behind the event, "B" before it.
        let side: String
        let isBehind: Bool
        /// The tokens between name and event.
        let between: Range<Int>
        /// The governor; "<" marks one that stands before the event while the name stands behind.
        let governor: String

        init(_ sentence: LinkingSentence, _ event: LinkingEvent, _ index: Int) {
            self.index = index
            name = sentence.names[index]
            isBehind = name.tokens.lowerBound >= event.tokens.upperBound
            side = isBehind ? "A" : "B"
            let (lower, upper) =
                isBehind
                ? (event.tokens.upperBound, name.tokens.lowerBound)
                : (name.tokens.upperBound, event.tokens.lowerBound)
            between = lower..<max(lower, upper)
            let word = name.governor.word
            let isAround =
                isBehind && name.governor.isPreposition
                && name.governor.token < event.tokens.lowerBound
            governor = isAround ? "<" + word : word
        }

        var distance: Int { LinkingFeatures.bucket(between.count) }
        var near: Int { min(distance, 3) }
    }

    /// Distances grow coarser: 0, 1, 2, 3, 4, to 6, 9, 14, 24 words and more.
    static func bucket(_ count: Int) -> Int {
        [0, 1, 2, 3, 4, 6, 9, 14, 24].firstIndex { count <= $0 } ?? 9
    }

    // MARK: What grammar says

    private func addLink(_ link: Link, _ view: View, _ f: inout FeatureSet) {
        switch link {
        case .none:
            f.add("untied")
            f.add("untied,g=", view.governor)
        case .other:
            f.add("otherTied")
            f.add("otherTied", view.side)
            f.add("otherTied,g=", view.governor)
        case .own(let relation, let strength, let isBest):
            f.add("tied")
            f.add("tied=", strength, isBest)
            f.add("tied=", relation, isBest)
            f.add("tied", view.side, isBest)
            f.add("tied,event=", event.concept)
        }
    }

    // MARK: The name itself

    private func addName(_ view: View, _ f: inout FeatureSet) {
        let name = view.name
        let role = name.role
        let kind = name.kind
        f.add("role=", role)
        f.add("kind=", kind)
        f.add("kind=", kind, view.side)
        f.add("role=", role, view.side)
        if let mention = name.mention { addMention(mention, view, &f) }
        if let proper = name.proper {
            let kind = proper == .person ? "person" : "organisation"
            f.add("proper=", kind)
            f.add("proper=", kind, ",role=", role)
        }
        let words = sentence.words[name.tokens]
        f.add("words=", min(words.count, 4))
        let first = sentence.tokens[name.tokens.lowerBound]
        if words.count == 1, first.flags.contains(.allCapitals) { f.add("acronym") }
        if first.flags.contains(.dotted) { f.add("dotted") }
        if let last = words.last { addEndings(last, &f) }
        for word in words {
            if LinkingWords.kinds.contains(word) { f.add("holds=", word) }
            if LinkingWords.titles.contains(word) { f.add("holdsTitle") }
        }
        if words.contains(where: LinkingWords.kinds.contains) { f.add("holdsKind") }
        if words.contains(where: LinkingWords.organisations.contains) { f.add("holdsOrganisation") }
        if opensStatement(name.tokens.lowerBound) {
            f.add("opens")
            f.add("opens,role=", role)
        }
    }

    private func addMention(_ mention: Mention, _ view: View, _ f: inout FeatureSet) {
        let confidence = Int(mention.resolution.confidence * 8)
        f.add("confidence=", confidence)
        f.add("confidence=", confidence, view.side)
        f.add("confidence=", confidence, ",g=", view.governor)
        let own = sentence.span(view.name.tokens)
        let covers = mention.span.start <= own.start && mention.span.end >= own.end
        f.add("role=", view.name.role, ",covers=", covers)
        if let population = mention.resolution.place?.population {
            f.add("population=", String(population).utf8.count)
        }
    }

    private func addEndings(_ word: String, _ f: inout FeatureSet) {
        for ending in LinkingWords.endings
        where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count + 2 {
            f.add("ending=", ending)
        }
        if LinkingWords.organisations.contains(word) { f.add("endsInOrganisation") }
    }

    private func opensStatement(_ token: Int) -> Bool {
        guard token > 0 else { return true }
        switch sentence.tokens[token - 1].mark {
        case .period, .question, .exclamation, .colon: return true
        default: return false
        }
    }

    // MARK: The words around it

    private func addNeighbours(_ view: View, _ f: inout FeatureSet) {
        let range = view.name.tokens
        let before = (1...3).map { sentence.word(range.lowerBound - $0) }
        let behind = (0...2).map { sentence.word(range.upperBound + $0) }
        for step in 0..<3 {
            f.add("before", step, "=", before[step])
            f.add("behind", step, "=", behind[step])
        }
        f.add("before=", before[1], "_", before[0])
        f.add("behind=", behind[0], "_", behind[1])
        f.add("around=", before[0], "_", behind[0])
        f.add("before0=", before[0], view.side)
        f.add("behind0=", behind[0], view.side)
        if LinkingWords.actors.contains(behind[0])
            || sentence.unit(range.upperBound)?.lexeme?.person != nil
        {
            f.add("behindActor")
        }
        if LinkingWords.kinds.contains(behind[0]) { f.add("behindKind") }
        if LinkingWords.directions.contains(before[0]) { f.add("beforeDirection") }
        if LinkingWords.titles.contains(before[0]) { f.add("beforeTitle") }
        addPossessive(range.upperBound, behind[1], &f)
        if before[0] == "of" { addOf(before[1], range.lowerBound, view.side, &f) }
        let isNextCapital =
            sentence.tokens.indices.contains(range.upperBound)
            && sentence.tokens[range.upperBound].isCapitalized
        f.add("behindCapital=", isNextCapital)
        if (0...1).contains(where: { isReport(range.upperBound + $0) }) { f.add("speaks") }
    }

    private func addPossessive(_ token: Int, _ owned: String, _ f: inout FeatureSet) {
        guard sentence.tokens.indices.contains(token),
            sentence.tokens[token].flags.contains(.possessive)
        else { return }
        f.add("owns")
        f.add("owns=", owned)
        let isPart = LinkingWords.kinds.contains(owned) || LinkingWords.directions.contains(owned)
        f.add(
            "ownsKind=", LinkingWords.actors.contains(owned) ? "actor" : isPart ? "part" : "other")
    }

    /// "north of X", "the city of X", "the army of X".
    private func addOf(_ noun: String, _ token: Int, _ side: String, _ f: inout FeatureSet) {
        if LinkingWords.directions.contains(noun) {
            let hasNumber = sentence.tokens[max(0, token - 6)..<token].contains {
                $0.kind == .number
            }
            f.add("ofDirection")
            f.add("ofDirection,number=", hasNumber)
        }
        if LinkingWords.kinds.contains(noun) {
            f.add("ofKind")
            f.add("ofKind", side)
        }
        if LinkingWords.actors.contains(noun) { f.add("ofActor") }
    }

    private func isReport(_ token: Int) -> Bool {
        sentence.unit(token)?.lexeme?.grammar == .report
    }

    // MARK: What leads it in

    private func addGovernor(_ view: View, _ f: inout FeatureSet) {
        let governor = view.name.governor
        let word = view.governor
        f.add("g=", word)
        f.add("g=", word, view.side)
        f.add("g=", word, ",role=", view.name.role)
        f.add("g=", word, ",kind=", view.name.kind)
        f.add("g=", word, view.side, ",d=", view.distance)
        f.add("g=", word, ",reach=", min(governor.reach, 4))
        if !governor.outer.isEmpty {
            f.add("outer=", governor.outer)
            f.add("outer=", governor.outer, view.side)
        }
        if governor.isShared {
            f.add("shared")
            f.add("shared,g=", word)
        }
        if LinkingWords.locatives.contains(word) { f.add("locative", view.side) }
        guard governor.isPreposition, governor.token > 0 else { return }
        let noun = sentence.word(governor.token - 1)
        f.add("host=", noun, ",g=", word)
        f.add("host=", noun, view.side)
        if LinkingWords.actors.contains(noun) { f.add("hostActor") }
    }

    // MARK: The event

    private func addEvent(_ view: View, _ f: inout FeatureSet) {
        let governor = view.governor
        f.add("event=", event.stem, view.side)
        f.add("event=", event.stem, ",g=", governor, view.side)
        f.add("event=", event.stem, ",role=", view.name.role)
        f.add("event=", event.stem, view.side, ",d=", view.near)
        f.add("concept=", event.concept, view.side)
        f.add("concept=", event.concept, ",g=", governor, view.side)
        f.add("concept=", event.concept, ",kind=", view.name.kind)
        f.add("form=", event.form, view.side, ",g=", governor)
        f.add("ending=", event.ending, view.side, ",g=", governor)
        f.add("auxiliary=", event.isBehindAuxiliary, view.side, ",g=", governor)
        f.add("subject=", event.subject, view.side)
        f.add("object=", event.object, view.side)
        f.add("object=", event.object, ",g=", governor)
        f.add("eventBefore=", sentence.word(event.tokens.lowerBound - 1), view.side)
        let next = sentence.word(event.tokens.upperBound)
        f.add("eventBehind=", next, view.side)
        f.add("eventBehind=", next, "_", sentence.word(event.tokens.upperBound + 1), view.side)
        if view.isBehind, !view.name.governor.isPreposition, view.between.count <= 3 {
            f.add("direct")
            f.add("direct,event=", event.stem)
        }
    }

    // MARK: What stands between

    private func addPath(_ view: View, _ f: inout FeatureSet) {
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
        let signature = counts.signature
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
            if name.mention?.role == .literal { places += 1 }
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
        var signature: String {
            (commas > 0 ? "c" : "") + (subordinators + relatives > 0 ? "s" : "")
                + (reports > 0 ? "r" : "") + (finiteVerbs > 0 ? "v" : "")
        }
    }

    /// The kinds of the chunks between, one letter each; `nil` when they are many.
    private func chunkKinds(_ view: View) -> String? {
        guard let name = sentence.chunk(view.name.tokens.lowerBound), let event = event.chunk,
            abs(name - event) <= 7
        else { return nil }
        let (lower, upper) = (min(name, event) + 1, max(name, event))
        return sentence.phrases.chunks[lower..<max(lower, upper)].map { Self.letter($0.kind) }
            .joined()
    }

    private static func letter(_ kind: Chunk.Kind) -> String {
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
    private func addRank(_ view: View, _ signature: String, _ f: inout FeatureSet) {
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
        let isLocative = LinkingWords.locatives.contains(view.governor)
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

    // MARK: Grammar

    private func addGrammar(_ view: View, _ f: inout FeatureSet) {
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

    private func relation(of chunk: Int, to eventChunk: Int) -> String {
        if chunk == eventChunk { return "same" }
        guard sentence.phrases.chunks[eventChunk].kind == .verbGroup else { return "-" }
        if sentence.phrases.subject(of: eventChunk) == chunk { return "subject" }
        return sentence.phrases.object(of: eventChunk) == chunk ? "object" : "-"
    }

    /// What the preposition that leads the name in hangs on.
    private func addAttachment(_ view: View, _ f: inout FeatureSet) {
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

    private func verb(leftOf host: Int) -> String {
        let chunks = sentence.phrases.chunks
        let found = chunks[...host].lastIndex {
            switch $0.kind {
            case .verbGroup, .boundary, .subordinator, .relative: true
            default: false
            }
        }
        return found.map(describe) ?? "-"
    }

    private func verb(rightOf chunk: Int) -> (kind: String, steps: Int) {
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
    private func describe(_ chunk: Int) -> String {
        if chunk == event.chunk { return "E" }
        let found = sentence.phrases.chunks[chunk]
        guard found.kind == .verbGroup else { return Self.letter(found.kind) }
        let lexeme = sentence.phrases.head(chunk).lexeme
        let sense = lexeme?.grammar == .report ? "Report" : lexeme?.event != nil ? "Event" : "Other"
        return sense + (found.verb.isInfinitive ? "i" : found.verb.isParticiple ? "q" : "f")
    }

    // MARK: The other names

    private func addOthers(_ view: View, _ f: inout FeatureSet) {
        let all = sentence.names
        f.add("count=", min(all.count, 6))
        let own = sentence.words[view.name.tokens]
        if all.count(where: { sentence.words[$0.tokens] == own }) > 1 {
            f.add("repeated", view.side)
        }
        if view.index + 1 < all.count {
            let next = all[view.index + 1]
            let gap = gap(view.name.tokens.upperBound..<next.tokens.lowerBound)
            f.add("next=", gap)
            f.add("next=", gap, ",roles=", Self.letter(view.name), Self.letter(next))
            f.add("next=", gap, ",kinds=", view.name.kind, ">", next.kind)
            if gap == "," { f.add("next=,", view.side, ",g=", view.governor) }
        } else {
            f.add("last")
        }
        if view.index > 0 {
            let previous = all[view.index - 1]
            let gap = gap(previous.tokens.upperBound..<view.name.tokens.lowerBound)
            f.add("previous=", gap)
            f.add("previous=", gap, ",roles=", Self.letter(view.name), Self.letter(previous))
            f.add("previous=", gap, ",g=", previous.governor.word)
            f.add("previous=", gap, ",kinds=", view.name.kind, "<", previous.kind)
        } else {
            f.add("first")
        }
    }

    private func gap(_ range: Range<Int>) -> String {
        range.count <= 2 ? range.map { sentence.classes[$0] }.joined(separator: "_") : "long"
    }

    private static func letter(_ name: LinkingSentence.Name) -> String {
        name.mention.map { String($0.role.rawValue.prefix(1)) } ?? (name.proper == nil ? "0" : "N")
    }
}
