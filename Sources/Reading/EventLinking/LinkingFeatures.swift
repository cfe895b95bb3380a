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
        features.removeRepeatedNames()
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

}
