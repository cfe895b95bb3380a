/// Other ways to write a folded name: the Arabic article with or without, letters that writers of
/// Arabic names exchange, and single slips of the hand.
///
/// - Source: the exchanges are those counted between newspaper spellings and gazetteer names of Iraq and
///   Syria (article, final -a/-ah/-eh, doubled vowels, q/k/g, kh/h, dropped doubles).
struct SpellingVariants {
    struct Variant {
        var spelling: [UInt8]
        var cost: Float
    }

    private(set) var all: [Variant] = []
    private var seen: Set<[UInt8]> = []

    private static let articles = [
        "al ", "ar ", "as ", "ash ", "at ", "ad ", "an ", "az ", "el ", "ul ",
    ].map { Array($0.utf8) }
    private static let exchanges: [(String, String)] = [
        ("q", "k"), ("k", "q"), ("q", "g"), ("g", "q"), ("kh", "h"), ("h", "kh"), ("gh", "g"),
        ("dh", "d"), ("th", "t"),
        ("ee", "i"), ("i", "ee"), ("oo", "u"), ("u", "oo"), ("ou", "u"), ("aa", "a"), ("a", "aa"),
        ("e", "a"), ("a", "e"),
        ("o", "u"), ("u", "o"), ("i", "e"), ("e", "i"), ("iy", "y"), ("yy", "y"), ("y", "yy"),
        ("ai", "ay"), ("ay", "ai"),
        ("ei", "ay"), ("ei", "ai"), ("aw", "au"), ("au", "aw"), ("ia", "iya"), ("iya", "ia"),
        ("iyya", "iya"), ("sh", "ch"),
        ("s", "ss"), ("ss", "s"), ("dd", "d"), ("d", "dd"), ("ll", "l"), ("mm", "m"), ("tt", "t"),
        ("rr", "r"), ("j", "g"),
    ]

    /// Names longer than this are not bent: the number of variants grows with the square of the length.
    private static let longest = 40

    init(_ name: [UInt8]) {
        guard name.count <= Self.longest, name.count >= 3 else { return }
        seen.insert(name)
        let bases = withAndWithoutArticle(name)
        for base in bases { bend(base.spelling, base.cost) }
        for first in all.filter({ $0.cost < 1.5 }) { bend(first.spelling, first.cost) }
        for base in bases { slip(base.spelling, base.cost) }
        all.sort { ($0.cost, $0.spelling.count) < ($1.cost, $1.spelling.count) }
    }

    private mutating func add(_ spelling: [UInt8], _ cost: Float) {
        if seen.insert(spelling).inserted { all.append(Variant(spelling: spelling, cost: cost)) }
    }

    private mutating func withAndWithoutArticle(_ name: [UInt8]) -> [Variant] {
        var bases = [Variant(spelling: name, cost: 0)]
        for article in Self.articles where name.starts(with: article) {
            bases.append(Variant(spelling: Array(name.dropFirst(article.count)), cost: 0.3))
        }
        if bases.count == 1 {
            for article in Self.articles {
                bases.append(Variant(spelling: article + name, cost: 0.5))
            }
        }
        for base in bases.dropFirst() { add(base.spelling, base.cost) }
        return bases
    }

    /// Every single exchange, and the endings -a, -ah, -eh.
    private mutating func bend(_ name: [UInt8], _ cost: Float) {
        for (from, to) in Self.exchanges {
            let (from, to) = (Array(from.utf8), Array(to.utf8))
            guard name.count >= from.count else { continue }
            for start in 0...(name.count - from.count)
            where name[start..<(start + from.count)].elementsEqual(from) {
                add(Array(name[..<start]) + to + name[(start + from.count)...], cost + 1)
            }
        }
        let endings = ["a", "ah", "eh", "e"].map { Array($0.utf8) }
        for ending in endings where name.suffix(ending.count).elementsEqual(ending) {
            for other in endings where other != ending {
                add(Array(name.dropLast(ending.count)) + other, cost + 0.5)
            }
        }
    }

    /// One letter missing, doubled, wrong, or two exchanged.
    private mutating func slip(_ name: [UInt8], _ cost: Float) {
        guard name.count >= 5 else { return }
        let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        for index in name.indices {
            var shorter = name
            shorter.remove(at: index)
            add(shorter, cost + 2)
            if index + 1 < name.count {
                var swapped = name
                swapped.swapAt(index, index + 1)
                add(swapped, cost + 2)
            }
            for letter in letters where letter != name[index] {
                var changed = name
                changed[index] = letter
                add(changed, cost + 2.5)
                add(Array(name[..<index]) + [letter] + name[index...], cost + 2.5)
            }
        }
    }
}
