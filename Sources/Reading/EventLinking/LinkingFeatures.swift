internal import Gazetteer
internal import Incidents

// Names of features are made of constant pieces (``FeatureHash``).
private typealias StringLiteralType = StaticString

/// What speaks for and against a name being where an event took place: the name, the words around
/// it, what leads it in, what stands between it and the event, how grammar ties both, and the other
/// names of the sentence.
///
/// No feature holds a name, so that a fit learns nothing of single places.
struct LinkingFeatures {
    let sentence: LinkingSentence
    let event: LinkingEvent
    let mentions: [Mention]
    /// The sentence's first token in its text.
    let start: Int

    /// What grammar says of a name and the event.
    enum Link {
        /// It ties nothing to the event.
        case none
        /// It ties another name.
        case other
        case own(relation: IncidentPlace.Relation, strength: Int, isBest: Bool)
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
        let side: Side
        let isBehind: Bool
        /// The tokens between name and event.
        let between: Range<Int>
        /// The governor; "<" marks one that stands before the event while the name stands behind.
        let governor: FeatureWord
        /// The classes of the governor; none of one so marked.
        let governorClasses: LinkingWords

        init(_ sentence: LinkingSentence, _ event: LinkingEvent, _ index: Int) {
            self.index = index
            name = sentence.names[index]
            isBehind = name.tokens.lowerBound >= event.tokens.upperBound
            side = isBehind ? .behind : .before
            let (lower, upper) =
                isBehind
                ? (event.tokens.upperBound, name.tokens.lowerBound)
                : (name.tokens.upperBound, event.tokens.lowerBound)
            between = lower..<max(lower, upper)
            let isAround =
                isBehind && name.governor.isPreposition
                && name.governor.token < event.tokens.lowerBound
            var governor: FeatureWord = isAround ? "<" : ""
            governor.append(name.governor.word, keepingName: sentence.keepsNames)
            self.governor = governor
            governorClasses = isAround ? [] : name.governor.closed
        }

        var distance: Int { LinkingFeatures.bucket(between.count) }
        var near: Int { min(distance, 3) }
    }

    /// "A" behind the event, "B" before it.
    enum Side: FeaturePiece {
        case behind, before

        @inline(__always)
        func append(to hash: inout FeatureHash) { hash.append(self == .behind ? 0x41 : 0x42) }
        func write(to name: inout String) { name += self == .behind ? "A" : "B" }
    }

    /// Distances grow coarser: 0, 1, 2, 3, 4, to 6, 9, 14, 24 words and more.
    static func bucket(_ count: Int) -> Int {
        switch count {
        case ...4: max(count, 0)
        case ...6: 5
        case ...9: 6
        case ...14: 7
        case ...24: 8
        default: 9
        }
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
            f.add("tied=", relation.rawValue, isBest)
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
        if let mention = name.mention { addMention(mentions[mention], view, &f) }
        if let proper = name.proper {
            let kind: StaticString = proper == .person ? "person" : "organisation"
            f.add("proper=", kind)
            f.add("proper=", kind, ",role=", role)
        }
        f.add("words=", min(name.tokens.count, 4))
        let first = sentence.tokens[name.tokens.lowerBound]
        if name.tokens.count == 1, first.flags.contains(.allCapitals) { f.add("acronym") }
        if first.flags.contains(.dotted) { f.add("dotted") }
        addEndings(name.tokens.upperBound - 1, &f)
        var all: LinkingWords = []
        for token in name.tokens {
            let closed = sentence.closed[token]
            if closed.contains(.kind) { f.add("holds=", sentence.words[token]) }
            all.formUnion(closed)
        }
        if all.contains(.title) { f.add("holdsTitle") }
        if all.contains(.kind) { f.add("holdsKind") }
        if all.contains(.organisation) { f.add("holdsOrganisation") }
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

    /// Endings of the words for peoples.
    private func addEndings(_ token: Int, _ f: inout FeatureSet) {
        let word = sentence.folded[token]
        for ending in ["ians", "ian", "ese", "ish", "ans", "an", "is", "i"] as [StaticString]
        where word.count > ending.utf8CodeUnitCount + 2 {
            let isEnding = ending.withUTF8Buffer {
                word.suffix(ending.utf8CodeUnitCount).elementsEqual($0)
            }
            if isEnding { f.add("ending=", ending) }
        }
        if sentence.closed[token].contains(.organisation) { f.add("endsInOrganisation") }
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
        let before = (
            sentence.word(range.lowerBound - 1), sentence.word(range.lowerBound - 2),
            sentence.word(range.lowerBound - 3)
        )
        let behind = (
            sentence.word(range.upperBound), sentence.word(range.upperBound + 1),
            sentence.word(range.upperBound + 2)
        )
        f.add("before0=", before.0)
        f.add("before1=", before.1)
        f.add("before2=", before.2)
        f.add("behind0=", behind.0)
        f.add("behind1=", behind.1)
        f.add("behind2=", behind.2)
        f.add("before=", before.1, "_", before.0)
        f.add("behind=", behind.0, "_", behind.1)
        f.add("around=", before.0, "_", behind.0)
        f.add("before0=", before.0, view.side)
        f.add("behind0=", behind.0, view.side)
        let closedBehind = sentence.closedClasses(range.upperBound)
        let closedBefore = sentence.closedClasses(range.lowerBound - 1)
        if closedBehind.contains(.actor)
            || sentence.unit(range.upperBound)?.lexeme?.person != nil
        {
            f.add("behindActor")
        }
        if closedBehind.contains(.kind) { f.add("behindKind") }
        if closedBefore.contains(.direction) { f.add("beforeDirection") }
        if closedBefore.contains(.title) { f.add("beforeTitle") }
        addPossessive(range.upperBound, behind.1, &f)
        if before.0 == "of" { addOf(range.lowerBound, view.side, &f) }
        let isNextCapital =
            sentence.tokens.indices.contains(range.upperBound)
            && sentence.tokens[range.upperBound].isCapitalized
        f.add("behindCapital=", isNextCapital)
        if (0...1).contains(where: { isReport(range.upperBound + $0) }) { f.add("speaks") }
    }

    private func addPossessive(_ token: Int, _ owned: FeatureWord, _ f: inout FeatureSet) {
        guard sentence.tokens.indices.contains(token),
            sentence.tokens[token].flags.contains(.possessive)
        else { return }
        f.add("owns")
        f.add("owns=", owned)
        let closed = sentence.closedClasses(token + 1)
        if closed.contains(.actor) {
            f.add("ownsKind=actor")
        } else if closed.contains(.kind) || closed.contains(.direction) {
            f.add("ownsKind=part")
        } else {
            f.add("ownsKind=other")
        }
    }

    /// "north of X", "the city of X", "the army of X".
    private func addOf(_ token: Int, _ side: Side, _ f: inout FeatureSet) {
        let noun = sentence.closedClasses(token - 2)
        if noun.contains(.direction) {
            let hasNumber = sentence.tokens[max(0, token - 6)..<token].contains {
                $0.kind == .number
            }
            f.add("ofDirection")
            f.add("ofDirection,number=", hasNumber)
        }
        if noun.contains(.kind) {
            f.add("ofKind")
            f.add("ofKind", side)
        }
        if noun.contains(.actor) { f.add("ofActor") }
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
        if let outer = governor.outer {
            f.add("outer=", outer)
            f.add("outer=", outer, view.side)
        }
        if governor.isShared {
            f.add("shared")
            f.add("shared,g=", word)
        }
        if view.governorClasses.contains(.locative) { f.add("locative", view.side) }
        guard governor.isPreposition, governor.token > 0 else { return }
        let noun = sentence.word(governor.token - 1)
        f.add("host=", noun, ",g=", word)
        f.add("host=", noun, view.side)
        if sentence.closedClasses(governor.token - 1).contains(.actor) { f.add("hostActor") }
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

    private static func letter(_ kind: Chunk.Kind) -> StaticString {
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

    private func relation(of chunk: Int, to eventChunk: Int) -> StaticString {
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

    private func gap(_ range: Range<Int>) -> FeatureWord {
        guard range.count <= 2 else { return "long" }
        var gap = FeatureWord()
        for token in range {
            if token > range.lowerBound { gap.append("_", keepingName: sentence.keepsNames) }
            gap.append(sentence.classes[token], keepingName: sentence.keepsNames)
        }
        return gap
    }

    private static func letter(_ name: LinkingSentence.Name) -> StaticString {
        switch name.mentionRole {
        case .literal: "l"
        case .demonym: "d"
        case .embedded: "e"
        case .metonym: "m"
        case nil: name.proper == nil ? "0" : "N"
        }
    }
}
