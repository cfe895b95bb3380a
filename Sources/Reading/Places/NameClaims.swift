internal import Gazetteer

/// What the report itself says of where a name lies: "Mazraa in Homs province", "Kala, a village in Borno",
/// "Madimba in Mozambique's Cabo Delgado province".
///
/// Unlike ``NameContainment`` it does not ask whether the gazetteer has such a place there: where it
/// has none, the name means a place that the gazetteer lacks or spells otherwise.
struct NameClaims: Sendable {
    struct Claim: Hashable, Sendable {
        var inner: Int32
        var outer: Int32
    }

    /// Of groups, each pair once, in the order of the text.
    private(set) var claims: [Claim] = []
    private var known: Set<Claim> = []

    private static let mostWords = 6

    init(_ words: [TextWord], _ hits: [NameHit]) {
        for index in hits.indices.dropLast() {
            let inner = hits[index]
            let outer = hits[index + 1]
            let start = Int(inner.end) + (inner.form.contains(.genericBehind) ? 1 : 0)
            guard start < Int(outer.first), Self.leads(words, start, Int(outer.first)) else {
                continue
            }
            add(inner, outer)
            if index + 2 < hits.count, Self.owns(outer, hits[index + 2], words) {
                add(inner, hits[index + 2])
            }
        }
    }

    private mutating func add(_ inner: NameHit, _ outer: NameHit) {
        let claim = Claim(inner: inner.group, outer: outer.group)
        if inner.group != outer.group, known.insert(claim).inserted { claims.append(claim) }
    }

    /// "in", "in the western", ", a village in": nothing but such words from one name to the other.
    private static func leads(_ words: [TextWord], _ from: Int, _ to: Int) -> Bool {
        guard to - from <= mostWords, words[to].gap == .space else { return false }
        var leading = to - 1
        while leading > from, !words[leading].classes.isDisjoint(with: [.article, .direction]) {
            leading -= 1
        }
        guard words[leading].classes.contains(.inside) else { return false }
        let allowed: TextWord.Gap = leading == from ? [.space, .comma] : [.space, .comma, .dash]
        let between: WordClass = [.article, .direction, .cityWord, .villageWord, .admin2Word, .of]
        return words[from].gap.isSubset(of: allowed)
            && words[from..<leading].allSatisfy {
                !$0.isCapital && !$0.classes.isDisjoint(with: between)
            }
            && words[from..<to].dropFirst().allSatisfy { $0.gap == .space }
    }

    /// "Mozambique's Cabo Delgado".
    private static func owns(_ owner: NameHit, _ owned: NameHit, _ words: [TextWord]) -> Bool {
        owner.end == owned.first && words[Int(owner.end) - 1].shape.contains(.possessive)
    }
}

extension PlaceCandidate {
    /// Whether things can be said to lie in it: a division or a country, not a people.
    var isDivision: Bool {
        guard nameKind != .demonym else { return false }
        switch placeClass {
        case .country, .admin1, .admin2: return true
        default: return false
        }
    }
}
