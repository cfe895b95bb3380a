internal import Gazetteer

/// Reads numbers in Arabic words and figures, with the words that bound them.
struct ArabicNumbers {
    let words: [ArabicWord]

    struct Count {
        var minimum: Int?
        var maximum: Int?
        /// The first word behind it.
        var end: Int
    }

    /// The number that begins at a word: "تسعة", "اثنا عشر", "مئة وعشرون", "42", "عشرات".
    func count(at start: Int) -> Count? {
        guard words.indices.contains(start) else { return nil }
        if let many = words[start].dozens {
            return Count(minimum: Int(many), maximum: nil, end: start + 1)
        }
        var total = 0.0
        var last: Double?
        var index = start
        while index < words.count, let value = words[index].number, index < start + 6 {
            if value == 1_000, let previous = last {
                total += previous * 999
            } else if value == 100, let previous = last, previous < 10 {
                total += previous * 99
            } else {
                total += value
            }
            last = value
            index += 1
            if words[index - 1].figure != nil { break }
        }
        guard last != nil, total >= 0, total < 10_000_000 else { return nil }
        return bounded(Int(total), from: start, end: index)
    }

    /// "ما لا يقل عن عشرة", "أكثر من عشرة", "عشرة على الأقل", "نحو عشرة".
    private func bounded(_ value: Int, from start: Int, end: Int) -> Count {
        let before = words[max(0, start - 2)..<start].map(\.key)
        let behind = words[end...].prefix(4).prefix {
            $0.number == nil && ($0.event == nil || ArabicClause.victims.contains($0.key))
        }.map(\.key)
        if before.contains(Self.less) || before.contains(Self.more)
            || behind.contains(Self.least)
        {
            return Count(minimum: value, maximum: nil, end: end)
        }
        if let last = before.last, Self.about.contains(last) {
            return Count(minimum: value - value / 10, maximum: value + value / 10, end: end)
        }
        return Count(minimum: value, maximum: value, end: end)
    }

    private static let less = ArabicLexicon.key("يقل")
    private static let least = ArabicLexicon.key("الأقل")
    private static let more = ArabicLexicon.key("أكثر")
    private static let about: WordSet = [
        ArabicLexicon.key("نحو"), ArabicLexicon.key("حوالي"), ArabicLexicon.key("قرابة"),
    ]
}
