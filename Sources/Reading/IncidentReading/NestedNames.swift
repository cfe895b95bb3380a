internal import Earth
internal import Gazetteer
internal import Incidents

/// Names that the text puts inside others: "Wajiroko, in the Damboa area", "the village of Ndimo, Irumu
/// territory". What a place is said to lie in is no second place beside it.
struct NestedNames {
    let text: AnalyzedText
    let mentions: [Mention]

    /// The name right before that is said to lie in this one; `nil` when none is.
    func inner(of outer: Int) -> Int? {
        guard outer > 0, mentions[outer - 1].role == .literal,
            let fine = mentions[outer - 1].resolution.place,
            let wide = mentions[outer].resolution.place
        else { return nil }
        if isDivision(fine, of: wide) { return areJoined(outer) ? outer - 1 : nil }
        guard PlaceReckoner.fineness(fine.kind) > 0, fine.kind != .admin1,
            // "on the Congo River near Mbandaka": the town is the finer.
            fine.kind.group != .nature || fine.radius <= wide.radius,
            isSeat(wide, of: fine) || isNear(fine, wide)
        else { return nil }
        let span = TextSpan(mentions[outer - 1].span.end, mentions[outer].span.start)
        guard span.start < span.end else { return nil }
        let gap = text.tokens[text.tokenRange(span)]
        let isArea = isCalledDivision(outer)
        guard let last = gap.last, gap.count <= Self.mostTokens else { return nil }
        if gap.count == 1, last.mark == .comma {
            let holds = isArea && !isCalledDivision(outer - 1) || isSeat(wide, of: fine)
            return holds && !goesOn(behind: outer) ? outer - 1 : nil
        }
        let leads = gap.contains { Self.inside.contains($0.key) }
        let isPlain = gap.allSatisfy { $0.mark == .comma || Self.plain.contains($0.key) }
        // "the Abu Shouk camp *near* El Fasher": whatever is near it, the camp is the place.
        let isBeside = gap.contains { Self.beside.contains($0.key) }
        let isOpen = gap.first?.mark == .comma || fine.isUnlisted || wide.kind.group == .division
        guard leads, isPlain, isOpen || isBeside,
            isArea || fine.isUnlisted || wide.kind.group == .division || isBeside
        else { return nil }
        return outer - 1
    }

    private func isDivision(_ fine: Place, of wide: Place) -> Bool {
        wide.kind == .country && fine.kind == .admin1 && fine.country == wide.country
    }

    /// "Enga province *of* Papua New Guinea", "Enga, Papua New Guinea".
    private func areJoined(_ outer: Int) -> Bool {
        let span = TextSpan(mentions[outer - 1].span.end, mentions[outer].span.start)
        guard span.start < span.end else { return false }
        let gap = text.tokens[text.tokenRange(span)]
        return gap.count <= Self.mostTokens
            && gap.allSatisfy {
                $0.mark == .comma || $0.key == Words.of || Self.plain.contains($0.key)
                    || Self.divisions.contains($0.key)
            }
    }

    /// "Saravena, *Arauca*": the town that its division is named after stands for the division.
    private func isSeat(_ wide: Place, of fine: Place) -> Bool {
        wide.kind.group != .division && fine.name != wide.name && !fine.admin1.isEmpty
            && fine.admin1.hasPrefix(wide.name) && fine.country == wide.country
    }

    /// "in Zaria, Kaduna *and* Kano" is a list.
    private func goesOn(behind mention: Int) -> Bool {
        guard let last = text.tokenRange(mentions[mention].span).last,
            text.tokens.indices.contains(last + 1)
        else { return false }
        return Self.joining.contains(text.tokens[last + 1].key)
    }

    private static let joining: WordSet = [WordKey("and"), WordKey("or")]

    /// Only a gazetteer's middle is known of either.
    private func isNear(_ fine: Place, _ wide: Place) -> Bool {
        fine.country == wide.country
            && fine.coordinate.distance(to: wide.coordinate)
                <= fine.radius + wide.radius + Self.reach
    }

    /// "the Damboa *area*", "*Ancuabe district*".
    private func isCalledDivision(_ mention: Int) -> Bool {
        Self.isCalledDivision(mentions[mention], in: text)
    }

    static func isCalledDivision(_ mention: Mention, in text: AnalyzedText) -> Bool {
        let tokens = text.tokenRange(mention.span)
        guard let last = tokens.last else { return false }
        return divisions.contains(text.tokens[last].key)
            || text.tokens.indices.contains(last + 1)
                && divisions.contains(text.tokens[last + 1].key)
    }

    private static let beside: WordSet = [WordKey("near"), WordKey("outside")]
    private static let reach = Distance.kilometers(30)
    private static let mostTokens = 5
    private static let inside: WordSet = [
        WordKey("in"), WordKey("within"), WordKey("inside"), WordKey("near"), WordKey("outside"),
    ]
    private static let plain: WordSet = [
        WordKey("in"), WordKey("within"), WordKey("inside"), WordKey("the"), WordKey("a"),
        WordKey("village"), WordKey("town"), WordKey("northern"), WordKey("southern"),
        WordKey("eastern"), WordKey("western"), WordKey("central"), WordKey("near"),
        WordKey("outside"), WordKey("camp"),
    ]
    private static let divisions: WordSet = [
        WordKey("area"), WordKey("district"), WordKey("territory"), WordKey("province"),
        WordKey("county"), WordKey("governorate"), WordKey("region"), WordKey("state"),
        WordKey("municipality"), WordKey("department"), WordKey("subdistrict"),
        WordKey("township"), WordKey("commune"), WordKey("parish"), WordKey("raion"),
        WordKey("oblast"),
    ]
}
