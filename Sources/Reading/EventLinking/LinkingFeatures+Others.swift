internal import Gazetteer
internal import Incidents

private typealias StringLiteralType = StaticString

/// The other names of the sentence.
extension LinkingFeatures {
    func addOthers(_ view: View, _ f: inout FeatureSet) {
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

    static func letter(_ name: LinkingSentence.Name) -> StaticString {
        switch name.mentionRole {
        case .literal: "l"
        case .demonym: "d"
        case .embedded: "e"
        case .metonym: "m"
        case nil: name.proper == nil ? "0" : "N"
        }
    }
}
