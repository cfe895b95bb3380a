internal import Gazetteer
internal import Incidents

private typealias StringLiteralType = StaticString

/// The words around a name, and what leads it in.
extension LinkingFeatures {
    // MARK: The words around it

    func addNeighbours(_ view: View, _ f: inout FeatureSet) {
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

    func addGovernor(_ view: View, _ f: inout FeatureSet) {
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
}
