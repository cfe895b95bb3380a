import Foundation
import Incidents

/// A key or an answer, made comparable.
struct MucFacts {
    struct Interval: Equatable {
        let start, end: Day
        let isOnOrBefore: Bool
    }

    var types: Set<String>
    /// Each from the broad to the specific.
    var chains: [[String]] = []
    var dates: [Interval] = []
    var killed: (minimum: Int, maximum: Int?)?
    /// Each fill by its alternatives.
    var organisations: [[String]] = []
    var weapons: [[String]] = []
    var targets: [[String]] = []
    var isOptional = false

    init(_ key: MucKey) {
        types = Set(key.types.map { $0.uppercased() })
        isOptional = key.optional
        chains = (key.location?.alternatives ?? []).map { chain in
            chain.map { named in
                Self.place(named.name) + (named.to.map { "|" + Self.place($0.name) } ?? "")
            }.filter { !$0.isEmpty }
        }.filter { !$0.isEmpty }
        dates = (key.date?.alternatives ?? []).compactMap {
            Self.interval($0.start, $0.end, kind: $0.kind)
        }
        killed = Self.toll(key.killed?.min, key.killed?.max)
        organisations = key.perpOrg ?? []
        weapons = key.weapon ?? []
        targets = (key.targets ?? []).map { ($0.name ?? []) + ($0.description ?? []) }
            .filter { !$0.isEmpty }
    }

    init(_ answer: MucTemplate) {
        types = [answer.type]
        let chain = answer.location.map(Self.place).filter { !$0.isEmpty }
        chains = chain.isEmpty ? [] : [chain]
        dates = [Self.interval(answer.date?.start, answer.date?.end, kind: nil)].compactMap { $0 }
        killed = Self.toll(answer.killed?.min, answer.killed?.max)
        organisations = answer.perpOrg
        weapons = answer.weapon.map { [$0] }
        targets = answer.targets.map { [$0] }
    }

    private static func toll(_ minimum: Int?, _ maximum: Int?) -> (minimum: Int, maximum: Int?)? {
        minimum == nil && maximum == nil ? nil : (minimum ?? 0, maximum)
    }

    /// How far back "on or before" may reach.
    private static let reach = 60

    private static func interval(_ start: String?, _ end: String?, kind: String?) -> Interval? {
        let (first, last) = (start.flatMap { Day(iso: $0) }, end.flatMap { Day(iso: $0) })
        guard let last = last ?? first else { return nil }
        guard let first else { return Interval(start: last - reach, end: last, isOnOrBefore: true) }
        return Interval(start: first, end: last, isOnOrBefore: kind == "on_or_before")
    }

    // MARK: Names

    static func folded(_ name: String) -> String {
        let plain = name.folding(options: .diacriticInsensitive, locale: nil).uppercased()
        var words = ""
        var depth = 0
        for character in plain.unicodeScalars {
            if character == "(" { depth += 1 }
            if depth == 0 {
                let isKept =
                    ("A"..."Z").contains(character) || ("0"..."9").contains(character)
                words.unicodeScalars.append(isKept ? character : " ")
            }
            if character == ")" { depth = max(0, depth - 1) }
        }
        return words.split(separator: " ").joined(separator: " ")
    }

    private static let kinds: Set<String> = [
        "DEPARTMENT", "PROVINCE", "STATE", "CITY", "TOWN", "REGION", "DISTRICT", "MUNICIPALITY",
        "GOVERNORATE", "NEIGHBORHOOD", "HAMLET", "VILLAGE",
    ]

    /// Without "department of" before or "department" behind.
    static func place(_ name: String) -> String {
        var words = folded(name).split(separator: " ").map(String.init)
        if words.count > 2, kinds.contains(words[0]), words[1] == "OF" { words.removeFirst(2) }
        if words.count > 1, let last = words.last, kinds.contains(last), last != "STATE",
            last != "CITY"
        {
            words.removeLast()
        }
        return words.joined(separator: " ")
    }
}

/// How two of them agree.
extension MucFacts {
    private static func isSame(_ a: String, _ b: String) -> Bool {
        !Set(a.split(separator: "|")).isDisjoint(with: b.split(separator: "|"))
    }

    func sharesCountry(_ other: MucFacts) -> Bool {
        chains.contains { a in other.chains.contains { Self.isSame(a[0], $0[0]) } }
    }

    func sharesPlace(_ other: MucFacts) -> Bool {
        chains.contains { a in
            other.chains.contains { b in
                a.dropFirst().contains { n in b.dropFirst().contains { Self.isSame(n, $0) } }
            }
        }
    }

    func sharesFinest(_ other: MucFacts) -> Bool {
        chains.contains { a in
            other.chains.contains { b in
                Self.isSame(a[a.count - 1], b[b.count - 1]) && (a.count > 1) == (b.count > 1)
            }
        }
    }

    /// Whether an answer's days lie within the key's.
    func allows(_ answer: MucFacts) -> Bool {
        dates.contains { key in
            answer.dates.contains {
                key.start <= ($0.isOnOrBefore ? $0.end : $0.start) && $0.end <= key.end
            }
        }
    }

    private static let stopWords = Set(
        "THE A AN OF IN AT ON TO AND OR SOME TWO THREE SEVERAL MEMBERS MEMBER ARMED".split(
            separator: " "
        ).map(String.init))

    /// Equal, one inside the other, or of one head with half the words in common.
    static func matches(_ a: String, _ b: String) -> Bool {
        let a = folded(a).split(separator: " ").map(String.init).filter { !stopWords.contains($0) }
        let b = folded(b).split(separator: " ").map(String.init).filter { !stopWords.contains($0) }
        guard !a.isEmpty, !b.isEmpty else { return false }
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        if long.joined(separator: " ").contains(short.joined(separator: " ")) { return true }
        return a.last == b.last
            && Set(a).intersection(b).count * 2 >= Set(short).count
    }

    static func hits(_ key: [[String]], _ answer: [[String]]) -> Int {
        var used: Set<Int> = []
        for fill in answer {
            let hit = key.indices.first { index in
                !used.contains(index)
                    && fill.contains { x in key[index].contains { matches(x, $0) } }
            }
            if let hit { used.insert(hit) }
        }
        return used.count
    }

    /// How well an answer fits the key; 0 = they cannot be one incident.
    func fit(_ answer: MucFacts) -> Double {
        let isOfType = !types.isDisjoint(with: answer.types)
        let (place, day) = (sharesPlace(answer), allows(answer))
        let target = Self.hits(targets, answer.targets) > 0
        guard isOfType || [place, day, target].count(where: { $0 }) >= 2 else { return 0 }
        let toll =
            killed.map { key in
                key.minimum > 0 && answer.killed.map { $0 == key } == true
            } ?? false
        return (isOfType ? 3 : 0) + (place ? 1.5 : 0) + (sharesFinest(answer) ? 1 : 0)
            + (sharesCountry(answer) ? 0.5 : 0) + (day ? 1 : 0) + (target ? 1.5 : 0)
            + (Self.hits(organisations, answer.organisations) > 0 ? 0.5 : 0) + (toll ? 0.5 : 0)
    }
}
