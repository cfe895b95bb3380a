internal import Gazetteer
internal import Incidents

/// What the words around all mentions of a name say about the kind of place it is, and which names
/// stand around it ("Troy, N.C.").
struct NameContext: Sendable {
    var mentions: Float = 0
    var county: Float = 0
    var admin1: Float = 0
    var admin2: Float = 0
    var city: Float = 0
    var village: Float = 0
    var hamlet: Float = 0
    var water: Float = 0
    var land: Float = 0
    var site: Float = 0
    var government: Float = 0
    var capital: Float = 0
    /// Behind "the", with no noun that the article could belong to: as towns are not.
    var articled: Float = 0
    /// Groups that hold this one, and groups it holds.
    var containers: [Int32] = []
    var contained: [Int32] = []
    /// Groups that stand beside it in a list: "Anbar, Nineveh and Diyala".
    var siblings: [Int32] = []

    static func contexts(
        words: [TextWord], hits: [NameHit], containers: [Int32], groups: Int
    ) -> [NameContext] {
        var contexts = [NameContext](repeating: NameContext(), count: groups)
        for (index, hit) in hits.enumerated() {
            contexts[Int(hit.group)].note(kindWords(around: hit, words))
            if isArticled(hit, words) { contexts[Int(hit.group)].articled += 1 }
            if index > 0, containers[index - 1] != Int32(index), isList(hits[index - 1], hit, words)
            {
                contexts[Int(hit.group)].siblings.append(hits[index - 1].group)
                contexts[Int(hits[index - 1].group)].siblings.append(hit.group)
            }
            guard containers[index] >= 0 else { continue }
            let outer = hits[Int(containers[index])].group
            if !contexts[Int(hit.group)].containers.contains(outer) {
                contexts[Int(hit.group)].containers.append(outer)
            }
            if !contexts[Int(outer)].contained.contains(hit.group) {
                contexts[Int(outer)].contained.append(hit.group)
            }
        }
        return contexts
    }

    /// Nothing but a comma or "and" between two hits.
    private static func isList(_ a: NameHit, _ b: NameHit, _ words: [TextWord]) -> Bool {
        guard a.group != b.group else { return false }
        let allowed: TextWord.Gap = [.comma, .space, .slash]
        switch b.first - a.end {
        case 0:
            return words[Int(b.first)].gap.isSubset(of: allowed)
                && words[Int(b.first)].gap != .space
        case 1:
            let between = words[Int(a.end)]
            return between.classes.contains(.conjunction) && between.gap.isSubset(of: allowed)
                && words[Int(b.first)].gap == .space
        default: return false
        }
    }

    private static func isArticled(_ hit: NameHit, _ words: [TextWord]) -> Bool {
        let first = Int(hit.first)
        let next = Int(hit.end)
        guard first > 0, words[first].gap == .space, words[first - 1].classes.contains(.article)
        else { return false }
        return next == words.count || !words[next].joinsName
            || !words[next].classes.isDisjoint(with: [.function, .preposition, .said, .auxiliary])
    }

    /// The classes of "province" in "Anbar province", "the province of Anbar", "in Anbar, a province".
    private static func kindWords(around hit: NameHit, _ words: [TextWord]) -> WordClass {
        var classes: WordClass = []
        let next = Int(hit.end)
        if next < words.count, words[next].joinsName || words[next].gap == [.possessive, .space] {
            classes.formUnion(words[next].classes)
        }
        if !hit.form.isDisjoint(with: [.extendedByNature, .extendedByFacility]) {
            classes.formUnion(words[next - 1].classes)
        }
        let first = Int(hit.first)
        guard first > 0, words[first].gap.isSubset(of: [.space, .quote]) else { return classes }
        let before = words[first - 1]
        if before.classes.contains(.of), first > 1 {
            classes.formUnion(words[first - 2].classes.intersection(.generic))
        } else {
            classes.formUnion(before.classes.intersection(.generic.union(.government)))
        }
        return classes
    }

    private mutating func note(_ classes: WordClass) {
        mentions += 1
        if classes.isEmpty { return }
        if classes.contains(.countyWord) { county += 1 }
        if classes.contains(.admin1Word) { admin1 += 1 }
        if classes.contains(.admin2Word) { admin2 += 1 }
        if classes.contains(.cityWord) { city += 1 }
        if classes.contains(.villageWord) { village += 1 }
        if classes.contains(.hamlet) { hamlet += 1 }
        if classes.contains(.water) { water += 1 }
        if classes.contains(.land) { land += 1 }
        if !classes.isDisjoint(with: [.site, .facility]) { site += 1 }
        if classes.contains(.government) { government += 1 }
        if classes.contains(.capitalWord) { capital += 1 }
    }

    /// Passes the share of mentions whose kind word fits `candidate`, feature by feature.
    func addKind(of candidate: PlaceCandidate, to evidence: inout Evidence) {
        guard mentions > 0 else { return }
        func note(_ feature: ResolverFeature, _ count: Float) {
            if count > 0 { evidence.add(feature.rawValue, count / mentions) }
        }
        let placeClass = candidate.placeClass
        if placeClass == .admin2 {
            note(.countyWord, county)
            note(.admin2Word, admin2)
        }
        if placeClass == .admin1 { note(.admin1Word, admin1) }
        if placeClass.isPopulated { note(.cityWord, city) }
        if placeClass == .village || placeClass == .town { note(.villageWord, village) }
        if placeClass == .capital { note(.capitalWord, capital) }
        if placeClass == .capital || placeClass == .city { note(.hamletWordOfCity, hamlet) }
        if placeClass == .nature {
            note(
                Self.isWater(candidate.kind) ? .waterWord : .landWord,
                Self.isWater(candidate.kind) ? water : land)
        }
        if placeClass == .site { note(.siteWord, site) }
        if placeClass == .country { note(.governmentWord, government) }
        if placeClass.isPopulated || placeClass == .admin2 { note(.articled, articled) }
        addMismatch(placeClass, to: &evidence)
    }

    /// A kind word that does not fit speaks against the candidate.
    private func addMismatch(_ placeClass: CandidateClass, to evidence: inout Evidence) {
        let fitting: Float =
            switch placeClass {
            case .admin1: admin1 + site
            case .admin2: max(county, admin2) + site
            case .nature: water + land
            case .site: site
            case .capital, .city, .town, .village: city + village + site
            default: mentions
            }
        let all = admin1 + max(county, admin2) + water + land + city + village
        if all > fitting, fitting < mentions {
            evidence.add(
                ResolverFeature.otherKindWord.rawValue, (all - min(all, fitting)) / mentions)
        }
    }

    private static func isWater(_ kind: PlaceKind) -> Bool {
        kind == .river || kind == .lake || kind == .sea || kind == .water
    }
}
